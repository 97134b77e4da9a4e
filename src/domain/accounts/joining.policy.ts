import type { JoinPolicy } from '#domain/community/community.ts';

/** Whether somebody who is not a member yet may become one. */
export function mayJoin(policy: JoinPolicy, { hasInvite }: { hasInvite: boolean }): boolean {
  return policy !== 'invite' || hasInvite;
}

/** What a new member is at first. An organiser's invite is the organiser's word already. */
export function statusOnJoining(
  policy: JoinPolicy,
  { hasInvite }: { hasInvite: boolean },
): 'active' | 'waiting' {
  return policy === 'approval' && !hasInvite ? 'waiting' : 'active';
}
