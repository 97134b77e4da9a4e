/** Saving a profile: what a member says about themselves, with the skills they share and want to learn. */
import { noteLookalike, writeProfile } from '#domain/members/profiles.commands.server.ts';
import { marksOf, merge, type Marks } from '#domain/members/profile-merge.ts';
import type { Profile, ProfileField } from '#domain/members/profile.ts';
import { profileOf, type OwnProfile } from '#domain/members/profiles.queries.server.ts';
import { done, refused, type Done, type Refused } from '#lib/outcome.ts';
import { inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { skillIdsFor } from './skills.commands.server.ts';

export interface Saving {
  memberId: string;
  /** What this browser sent. */
  mine: Profile;
  /** The version this browser was filled with, and the marks of what stood there. */
  version: number;
  base: Marks;
}

export type ProfileSaved = Done<{ box: 'ticked' | 'unticked' | 'confirmed' | 'off' }>;

/** Saved elsewhere in between: what to choose between, and the profile with all the rest put together. */
export interface ProfileConflict extends Refused<'changed_meanwhile'> {
  readonly conflicts: readonly ProfileField[];
  readonly merged: Profile;
  readonly theirs: OwnProfile;
}

/**
 * Saves a member's profile and box together. What was changed in another browser since this one was
 * filled is merged field by field; where both changed the same field, nothing is saved.
 */
export async function saveProfile(
  runtime: ActRuntime & Pick<Runtime, 'log'>,
  saving: Saving,
): Promise<ProfileSaved | ProfileConflict | Refused<'no_such_member'>> {
  const { memberId, mine } = saving;
  const saved = await inAct(runtime, (act) => mergeAndSave(act, saving));
  if (saved.outcome === 'done') await noteLookalike(runtime, { memberId, name: mine.name });
  return saved;
}

async function mergeAndSave(
  act: Act,
  { memberId, mine, version, base }: Saving,
): Promise<ProfileSaved | ProfileConflict | Refused<'no_such_member'>> {
  const current = await profileOf(act.tx, { memberId });
  if (current === undefined) return refused('no_such_member');
  const { profile, conflicts } = merge({
    mine,
    theirs: current.profile,
    base: current.version === version ? marksOf(current.profile) : base,
  });
  if (conflicts.length > 0)
    return { ...refused('changed_meanwhile'), conflicts, merged: profile, theirs: current };
  await writeProfile(act, { profile, current });
  await writeShares(act, { memberId, profile });
  await writeWants(act, { memberId, profile });
  return done({ box: boxAfter(current, profile) });
}

function boxAfter({ tick: { availableAt } }: OwnProfile, { isAvailable }: Profile) {
  if (isAvailable) return availableAt === null ? 'ticked' : 'confirmed';
  return availableAt === null ? 'off' : 'unticked';
}

interface Written {
  memberId: string;
  profile: Profile;
}

async function writeShares(act: Act, { memberId, profile: { shares } }: Written): Promise<void> {
  const ids = await skillIdsFor(act, { names: shares.map(({ name }) => name), addedBy: memberId });
  const rows = shares.flatMap(({ confidence }, index) => {
    const skill_id = ids[index] ?? null;
    return skill_id === null ? [] : [{ member_id: memberId, skill_id, confidence }];
  });
  await act.tx.deleteFrom('shared_skills').where('member_id', '=', memberId).execute();
  if (rows.length > 0) await act.tx.insertInto('shared_skills').values(oneEach(rows)).execute();
}

async function writeWants(act: Act, { memberId, profile: { wants } }: Written): Promise<void> {
  const ids = await skillIdsFor(act, { names: wants.map(({ name }) => name), addedBy: memberId });
  const rows = wants.flatMap(({ priority }, index) => {
    const skill_id = ids[index] ?? null;
    return skill_id === null ? [] : [{ member_id: memberId, skill_id, priority }];
  });
  await act.tx.deleteFrom('wanted_skills').where('member_id', '=', memberId).execute();
  if (rows.length > 0) await act.tx.insertInto('wanted_skills').values(oneEach(rows)).execute();
}

/** "JS" and "JavaScript" are one skill; the first of them counts. */
function oneEach<Row extends { skill_id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.toReversed().map((row) => [row.skill_id, row])).values()].toReversed();
}
