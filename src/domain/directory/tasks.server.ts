/** How the list follows what happens elsewhere. Each may run again without harm. */
import type { MemberJoined } from '#domain/accounts/events.ts';
import type { PlacesChanged } from '#domain/members/events.ts';
import type { SkillsMerged } from '#domain/skills/events.ts';
import { membersWithSkill } from '#domain/skills/queries.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import { relist, relistEveryone, relistMembers } from './commands.server.ts';

const portion = 250;

/** Somebody was let in or said yes to an invitation: from now on their tick counts. */
export const listNewMember: JobHandler = async ({ payload }, { db }) => {
  const { memberId } = payload as MemberJoined;
  await db.transact((tx) => relist(tx, { memberId }));
};

/** A place was taken or came free: the card says how many are left. */
export const listPlaces: JobHandler = async ({ payload }, { db }) => {
  const { memberId } = payload as PlacesChanged;
  await db.transact((tx) => relist(tx, { memberId }));
};

/** Two skills became one: the cards of all who have it say so. */
export const listMergedSkill: JobHandler = async ({ payload }, { db }) => {
  const { intoId: skillId } = payload as SkillsMerged;
  for (let after = ''; ;) {
    const memberIds = await membersWithSkill(db.read, { skillId, after, limit: portion });
    if (memberIds.length > 0) await db.transact((tx) => relistMembers(tx, { memberIds }));
    if (memberIds.length < portion) return;
    after = memberIds.at(-1) ?? '';
  }
};

/** The community's settings changed: ticks may last longer or shorter. */
export const listAnew: JobHandler = (_job, { db }) => relistEveryone(db);
