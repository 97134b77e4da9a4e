/** How the list follows what happens elsewhere. Each may run again without harm. */
import { membersWithSkill } from '#domain/skills/skills.queries.server.ts';
import { inAct } from '#platform/act.server.ts';
import { reaction, type Reaction } from '#platform/reactions.server.ts';
import { relist, relistEveryone, relistMembers } from './relist-members.commands.server.ts';

const portion = 250;

/** Somebody was let in or said yes to an invitation: from now on their tick counts. */
export const listNewMember = reaction<{ memberId: string }>(relist);

/** A place was taken or came free: the card says how many are left. */
export const listPlaces = reaction<{ memberId: string }>(relist);

/** Two skills became one: the cards of all who have it say so. */
export const listMergedSkill: Reaction<{ intoId: string }> = async ({ intoId }, runtime) => {
  for (let after = ''; ;) {
    const page = { skillId: intoId, after, limit: portion };
    const memberIds = await membersWithSkill(runtime.db.read, page);
    if (memberIds.length > 0) await inAct(runtime, (act) => relistMembers(act, { memberIds }));
    if (memberIds.length < portion) return;
    after = memberIds.at(-1) ?? '';
  }
};

/** The community's settings changed: ticks may last longer or shorter. */
export const listAnew: Reaction<object> = (_facts, runtime) => relistEveryone(runtime);
