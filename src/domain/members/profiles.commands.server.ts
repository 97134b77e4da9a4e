import { fold } from '#lib/text.ts';
import type { Act } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { columnsOf, makeOffer } from './ticks.commands.server.ts';
import { helpModes } from './offer.ts';
import { announcePlaces } from './capacity.commands.server.ts';
import { ticked, unticked, type Tick } from './tick.ts';
import { lookalikeOf } from './lookalike-name.ts';
import type { Profile } from './profile.ts';
import type { OwnProfile } from './profiles.queries.server.ts';

/**
 * Saves a member's profile, offer and tick over `current`, all but their skills: those belong to a
 * higher module (see `saveProfile` in skills). More places than before are announced.
 */
export async function writeProfile(
  act: Act,
  { profile, current }: { profile: Profile; current: OwnProfile },
): Promise<void> {
  const { tx, now } = act;
  const { memberId } = current;
  await tx
    .updateTable('members')
    .set({ ...memberColumns(profile), updated_at: now, version: current.version + 1 })
    .set({ public_card_at: profile.isPublic ? (current.publicSince ?? now) : null })
    .where('id', '=', memberId)
    .execute();
  await writeLanguages(tx, { memberId, languages: profile.languages });
  await writeLinks(tx, { memberId, links: profile.links });
  await makeOffer(act, memberId);
  await tx
    .updateTable('offers')
    .set({ ...offerColumns(profile), ...columnsOf(tickAfter(current.tick, { profile, now })) })
    .where('member_id', '=', memberId)
    .execute();
  if (hasMorePlaces(current, profile)) await announcePlaces(act, { memberId });
  act.touched('member', memberId);
}

/** More places than before, or taking people again: whoever is on the waiting list is asked. */
const hasMorePlaces = ({ profile: before }: OwnProfile, after: Profile): boolean =>
  after.isAvailable && (!before.isAvailable || after.capacity > before.capacity);

/** Saving with the box ticked says "still around" as well: it was in plain sight. */
function tickAfter(tick: Tick, { profile, now }: { profile: Profile; now: number }): Tick {
  if (profile.isAvailable) return ticked(tick, now);
  return tick.availableAt === null ? tick : unticked(tick);
}

const memberColumns = (profile: Profile) => ({
  name: profile.name,
  name_key: fold(profile.name),
  pronouns: profile.pronouns,
  own_words: profile.ownWords,
  place: profile.place,
  time_zone: profile.timeZone,
  week_hours: profile.hours,
});

function offerColumns({ capacity, modes, replyDays, terms, whoMayWrite }: Profile) {
  const [meet, review, answer, swap] = helpModes.map((mode) =>
    modes.includes(mode) ? (1 as const) : (0 as const),
  );
  return {
    capacity,
    meet: meet ?? 0,
    review: review ?? 0,
    answer: answer ?? 0,
    swap: swap ?? 0,
    reply_days: replyDays,
    terms: terms.kind,
    amount: terms.amount,
    currency: terms.currency,
    terms_note: terms.note,
    first_chat_free: terms.firstChatFree ? (1 as const) : (0 as const),
    who_may_write: whoMayWrite,
  };
}

async function writeLanguages(
  tx: Tx,
  { memberId, languages }: { memberId: string; languages: readonly string[] },
): Promise<void> {
  await tx.deleteFrom('member_languages').where('member_id', '=', memberId).execute();
  const rows = languages.map((language) => ({ member_id: memberId, language }));
  if (rows.length > 0) await tx.insertInto('member_languages').values(rows).execute();
}

async function writeLinks(
  tx: Tx,
  { memberId, links }: { memberId: string; links: readonly string[] },
): Promise<void> {
  await tx.deleteFrom('member_links').where('member_id', '=', memberId).execute();
  const rows = links.map((url, position) => ({ member_id: memberId, position, url }));
  if (rows.length > 0) await tx.insertInto('member_links').values(rows).execute();
}

/** Writes a line into the operator's log for a name that looks like an organiser's (requirement D6). */
export async function noteLookalike(
  { db, log }: Pick<Runtime, 'db' | 'log'>,
  { memberId, name }: { memberId: string; name: string },
): Promise<void> {
  const organisers = await db.read
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .select(['members.id', 'members.name'])
    .where('members.id', '!=', memberId)
    .execute();
  const like = lookalikeOf(name, organisers);
  if (like !== undefined)
    log.warn(
      { security: 'name_looks_alike', member: memberId, like: like.id },
      'a name looks like an organiser’s',
    );
}
