import { expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { idOf } from '#tests/meetings.ts';
import { beginPairing } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { acceptSuggestion, suggestTimes } from './meeting-suggestions.commands.server.ts';
import { quartersOf } from '#domain/free-times/quarter.ts';

const mentors = 10;
const mentees = 5;

interface Asked {
  actor: Viewer;
  suggestionId: string;
}

async function people(
  runtime: TestRuntime,
  { count, name }: { count: number; name: string },
): Promise<Viewer[]> {
  const found: Viewer[] = [];
  for (let i = 0; i < count; i++)
    found.push(await addMember(runtime, { name: `${name} ${i}`, offer: { capacity: mentees } }));
  return found;
}

/** Ten mentors and five mentees, all paired with each other, each suggesting a time about the same. */
async function crowd(runtime: TestRuntime): Promise<Asked[]> {
  const sharing = await people(runtime, { count: mentors, name: 'Mentor' });
  const learning = await people(runtime, { count: mentees, name: 'Mentee' });
  const at = runtime.clock.now() + 100 * minute;
  const asked: Asked[] = [];
  for (const mentor of sharing)
    for (const mentee of learning) {
      const pairingId = await beginPairing(runtime, { mentor, mentee });
      const said = { actor: mentor, pairingId, minutes: 45, placeKind: 'open', place: '' } as const;
      const times = [at + (asked.length % 3) * 15 * minute];
      const suggestionId = idOf(await suggestTimes(runtime, { ...said, times }));
      asked.push({ actor: mentee, suggestionId });
    }
  return asked;
}

const bookedIn = (db: Database) =>
  db.read
    .selectFrom('meetings')
    .innerJoin('pairings', 'pairings.id', 'meetings.pairing_id')
    .select(['meetings.id', 'at', 'ends_at', 'mentor_id', 'mentee_id'])
    .where('meetings.state', '=', 'planned')
    .execute();

eachEngine('fifty people who say OK to overlapping times at once', (freshDatabase) => {
  it('are never booked twice for one quarter of an hour (fault 12)', async () => {
    const db = await freshDatabase();
    const runtime = testRuntime(db);
    await foundCommunity(runtime);
    const asked = await crowd(runtime);
    const answers = await Promise.all(asked.map((each) => acceptSuggestion(runtime, each)));
    const codes = answers.map((each) => (each.outcome === 'refused' ? each.code : each.outcome));
    expect(new Set(codes)).toEqual(new Set(['done', 'taken']));
    const meetings = await bookedIn(db);
    expect(meetings).toHaveLength(codes.filter((code) => code === 'done').length);
    // All fifty overlap, so each of the five mentees has at most one.
    expect(new Set(meetings.map(({ mentee_id: id }) => id)).size).toBe(meetings.length);
    expect(new Set(meetings.map(({ mentor_id: id }) => id)).size).toBe(meetings.length);
    expect(meetings.length).toBe(mentees);
    const wanted = meetings.flatMap((meeting) =>
      quartersOf({ at: meeting.at, endsAt: meeting.ends_at }).flatMap((quarter) =>
        [meeting.mentor_id, meeting.mentee_id].map((id) => `${id} ${quarter} ${meeting.id}`),
      ),
    );
    const rows = await db.read.selectFrom('booked_quarters').selectAll().execute();
    expect(
      rows.map((row) => `${row.member_id} ${row.quarter} ${row.meeting_id}`).toSorted(),
    ).toEqual(wanted.toSorted());
  });
});
