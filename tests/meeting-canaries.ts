/** A meeting in which every field holds a word that stands nowhere else (requirement C3). */
import { day } from '#lib/duration.ts';
import type { Random } from '#lib/random.ts';
import { makeId } from '#lib/ids.ts';
import { writeSuggested } from '#domain/meetings/meeting-suggestion.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { addMet } from './raw-meetings.ts';

/** Each word and who may read it. Ana and Ben go along; Ana and Cy met before it wrapped up. */
export const meetingWords = {
  'canary-meeting-place': ['Ana', 'Ben'],
  'canary-meeting-suggested': ['Ana', 'Ben'],
  'canary-agenda': ['Ana', 'Ben'],
  'canary-agenda-removed': [],
  'canary-notes': ['Ana', 'Ben'],
  'canary-notes-before': ['Ana', 'Ben'],
  'canary-private-ana': ['Ana'],
  'canary-private-ben': ['Ben'],
  'canary-action': ['Ana', 'Ben'],
  'canary-met-cy': ['Ana', 'Cy'],
} as const;

interface CanaryPairing {
  pairingId: string;
  ana: string;
  ben: string;
}

interface CanaryTime {
  now: number;
  random: Random;
}

/** Ana and Ben meet in a few days and much is written down, Ana and Cy met; the ids for addresses. */
export async function addCanaryMeetings(
  tx: Tx,
  { overId, ...about }: CanaryPairing & { overId: string },
  moment: CanaryTime,
): Promise<{ meeting: string[]; metBefore: string[] }> {
  const at = moment.now + 3 * day;
  const coming = { pairingId: about.pairingId, at, ...callAt('canary-meeting-place') };
  const meeting = await addMet(tx, coming, moment);
  await plantItems(tx, { ...about, meeting }, moment);
  await plantNotes(tx, { ...about, meeting }, moment);
  await plantSuggestion(tx, about, moment);
  const was = { pairingId: overId, at: moment.now - 7 * day, state: 'happened' as const };
  const metBefore = await addMet(tx, { ...was, ...callAt('canary-met-cy') }, moment);
  return { meeting: [meeting], metBefore: [metBefore] };
}

const callAt = (word: string) => ({ place_kind: 'link', place: `https://call.example/${word}` });

type AboutMeeting = CanaryPairing & { meeting: string };

async function plantItems(
  tx: Tx,
  { pairingId, ana, ben, meeting }: AboutMeeting,
  { now, random }: CanaryTime,
): Promise<void> {
  const id = () => makeId(now, random);
  const item = { pairing_id: pairingId, meeting_id: meeting, added_at: now, done_at: null };
  await tx
    .insertInto('agenda_items')
    .values([
      { id: id(), ...item, from_id: ana, words: 'canary-agenda', removed_at: null },
      { id: id(), ...item, from_id: ben, words: 'canary-agenda-removed', removed_at: now },
    ])
    .execute();
  await tx
    .insertInto('action_items')
    .values({ id: id(), ...item, for_id: ben, words: 'canary-action', removed_at: null })
    .execute();
}

async function plantNotes(
  tx: Tx,
  { ana, ben, meeting }: AboutMeeting,
  { now }: CanaryTime,
): Promise<void> {
  const saved = { meeting_id: meeting, saved_at: now };
  await tx
    .insertInto('meeting_notes')
    .values([
      { ...saved, version: 1, body: 'canary-notes-before', saved_by: ana },
      { ...saved, version: 2, body: 'canary-notes', saved_by: ben },
    ])
    .execute();
  await tx
    .insertInto('private_notes')
    .values([
      { ...saved, member_id: ana, body: 'canary-private-ana' },
      { ...saved, member_id: ben, body: 'canary-private-ben' },
    ])
    .execute();
}

async function plantSuggestion(
  tx: Tx,
  { pairingId, ben }: CanaryPairing,
  { now, random }: CanaryTime,
): Promise<void> {
  const place = 'https://call.example/canary-meeting-suggested';
  const times = [now + 6 * day];
  await tx
    .insertInto('meeting_suggestions')
    .values({
      id: makeId(now, random),
      pairing_id: pairingId,
      subject: 'new',
      kind: 'times',
      details: writeSuggested({ kind: 'times', times, minutes: 30, placeKind: 'link', place }),
      suggested_by: ben,
      suggested_at: now,
      state: 'open',
      answered_at: null,
    })
    .execute();
}
