import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { rest, wake } from '#domain/pairings/pairing-rest.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import {
  agreeOn,
  anaAndBen,
  announced,
  idOf,
  rowsOf,
  runSeriesClock,
  thursdays,
  type Two,
} from '#tests/meetings.ts';
import { beginGoing, beginPairing } from '#tests/pairings.ts';
import { sayDidNotHappen, sayHappened } from './attendance.commands.server.ts';
import { meetingsOf, nextMeetingOf, seriesOf } from './meetings.queries.server.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestSkip,
  suggestTimes,
} from './meeting-suggestions.commands.server.ts';
import { bookFirstChat, seriesClockTask, updateMeetings } from './meeting.tasks.server.ts';

const tend = ({ runtime, pairingId }: Two) => updateMeetings({ pairingId }, runtime);
const booked = ({ runtime }: Two) =>
  runtime.db.read.selectFrom('booked_quarters').selectAll().execute();
const planned = async (two: Two, seriesId: string) =>
  (await rowsOf(two, seriesId)).filter(({ state }) => state === 'planned').map(({ date }) => date);

async function single(two: Two, at: number): Promise<void> {
  const { runtime, ana, ben, pairingId } = two;
  const said = { actor: ana, pairingId, times: [at], minutes: 30 };
  const open = { placeKind: 'open', place: '' } as const;
  const suggestionId = idOf(await suggestTimes(runtime, { ...said, ...open }));
  await acceptSuggestion(runtime, { actor: ben, suggestionId });
}

/** Everything kept about meetings, without the ids that chance makes. */
async function everythingOf({ runtime, ana, ben }: Two): Promise<unknown> {
  const { read } = runtime.db;
  const nameOf = (id: string | null) => (id === ana.id ? 'Ana' : id === ben.id ? 'Ben' : id);
  const meetings = await read.selectFrom('meetings').selectAll().orderBy('at').execute();
  const series = await read.selectFrom('series').selectAll().execute();
  const suggestions = await read.selectFrom('meeting_suggestions').selectAll().execute();
  return {
    meetings: meetings.map(({ id: _id, pairing_id: _pairing, series_id: _series, ...row }) => row),
    series: series.map(({ id: _id, pairing_id: _pairing, follows_id: _follows, ...row }) => row),
    suggestions: suggestions.map(({ state, suggested_by: by, answered_at: at }) => ({
      state,
      at,
      by: nameOf(by),
    })),
    booked: await read.selectFrom('booked_quarters').selectAll().execute(),
    jobs: (await announced({ runtime, ana, ben, pairingId: '' }, '%')).filter(
      (name) => name !== 'PairingWrappedUp',
    ),
  };
}

eachEngine('the meetings of Ana and Ben', (freshDatabase) => {
  it('rest while the pairing rests, and come back as planned when it wakes', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const seriesId = await agreeOn(two);
    await single(two, runtime.clock.now() + 3 * day);
    await rest(runtime, { actor: ana, pairingId, until: runtime.clock.now() + 20 * day });
    const asked = { pairingId, viewerId: ben.id, now: runtime.clock.now() };
    expect((await nextMeetingOf(runtime.db.read, asked))?.date).toBe('2026-12-10');
    await tend(two);
    expect((await planned(two, seriesId))[0]).toBe('2026-12-10');
    expect((await meetingsOf(runtime.db.read, asked)).past).toEqual([]);
    runtime.clock.pass(5 * day);
    await wake(runtime, { actor: ben, pairingId });
    await tend(two);
    expect((await planned(two, seriesId)).slice(0, 2)).toEqual(['2026-11-26', '2026-12-03']);
  });

  it('vanish at once for both when it wraps up, and free both', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const seriesId = await agreeOn(two);
    await single(two, runtime.clock.now() + 3 * day);
    await wrapUp(runtime, { actor: ana, pairingId });
    for (const viewerId of [ana.id, ben.id]) {
      const asked = { pairingId, viewerId, now: runtime.clock.now() };
      expect(await nextMeetingOf(runtime.db.read, asked)).toBeUndefined();
      expect((await meetingsOf(runtime.db.read, asked)).coming).toEqual([]);
      expect(await seriesOf(runtime.db.read, asked)).toBeUndefined();
    }
    runtime.clock.pass(hour);
    await tend(two);
    await tend(two);
    expect(await planned(two, seriesId)).toEqual([]);
    expect(await booked(two)).toEqual([]);
    const clocks = await runtime.db.read
      .selectFrom('jobs')
      .select('id')
      .where('kind', '=', 'series-clock')
      .where('done_at', 'is', null)
      .execute();
    expect(clocks).toEqual([]);
  });

  it('stand in nobody’s way between an ending and the clearing of its rows', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const at = runtime.clock.now() + 3 * day;
    await single(two, at);
    await wrapUp(runtime, { actor: ben, pairingId });
    const cleo = await addMember(runtime, { name: 'Cleo' });
    const other = await beginGoing(runtime, { mentor: ana, mentee: cleo });
    await single({ runtime, ana, ben: cleo, pairingId: other }, at);
    await tend(two);
    const rows = await booked(two);
    expect(new Set(rows.map(({ member_id: id }) => id))).toEqual(new Set([ana.id, cleo.id]));
  });

  it('leave the same rows whoever ends it (E6)', async () => {
    const left: unknown[] = [];
    for (const who of ['ana', 'ben'] as const) {
      const two = await anaAndBen(await freshDatabase());
      const { runtime, ana, pairingId } = two;
      await agreeOn(two);
      await single(two, runtime.clock.now() + 3 * day);
      const [first] = await runtime.db.read.selectFrom('meetings').select('id').execute();
      await suggestSkip(runtime, { actor: ana, meetingId: first?.id ?? '' });
      await wrapUp(runtime, { actor: two[who], pairingId });
      runtime.clock.pass(hour);
      await tend(two);
      left.push(await everythingOf(two));
    }
    expect(left[0]).toEqual(left[1]);
  });

  it('begin with the first chat where a time came with the yes, once', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana } = two;
    const dana = await addMember(runtime, { name: 'Dana' });
    // Half past eleven in the evening in Lisbon is tomorrow for Ana in Berlin.
    const chatAt = Date.UTC(2026, 10, 20, 23, 30);
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: dana, chatAt });
    await bookFirstChat({ pairingId }, runtime);
    await bookFirstChat({ pairingId }, runtime);
    const rows = await runtime.db.read.selectFrom('meetings').selectAll().execute();
    expect(rows).toMatchObject([{ at: chatAt, date: '2026-11-21', series_id: null }]);
    expect(await booked(two)).toHaveLength(4);
    expect(await announced(two, 'MeetingBooked')).toHaveLength(1);
  });

  it('begin with a question for another time where the first chat collides', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana } = two;
    const chatAt = runtime.clock.now() + 3 * day;
    await single(two, chatAt);
    const dana = await addMember(runtime, { name: 'Dana' });
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: dana, chatAt });
    await bookFirstChat({ pairingId }, runtime);
    expect(await announced(two, 'MeetingClash')).toEqual(['MeetingClash']);
    expect((await readPairing(runtime.db.read, pairingId))?.state).toBe('trying_out');
  });

  it('have a clock after the server starts, where one got lost', async () => {
    const two = await anaAndBen(await freshDatabase());
    await agreeOn(two);
    const { runtime } = two;
    expect(await seriesClockTask.restart(runtime)).toBe(0);
    await runtime.db.transact((tx) => tx.deleteFrom('jobs').execute());
    expect(await seriesClockTask.restart(runtime)).toBe(1);
    expect(await seriesClockTask.restart(runtime)).toBe(0);
  });
});

eachEngine('a rhythm that no longer suits', (freshDatabase) => {
  async function threeWeeks(two: Two, act: (meetingId: string, week: number) => Promise<unknown>) {
    const { runtime } = two;
    const seriesId = await agreeOn(two, thursdays);
    const rows = await rowsOf(two, seriesId);
    for (const [week, { id, ends_at: endsAt }] of rows.slice(0, 3).entries()) {
      await act(id, week);
      runtime.clock.set(Math.max(runtime.clock.now(), endsAt + 13 * hour));
      await runSeriesClock(two, seriesId);
    }
    return seriesId;
  }
  const ok = async ({ runtime, ben: actor }: Two, suggestionId: string) =>
    acceptSuggestion(runtime, { actor, suggestionId });
  const isAsked = async ({ runtime, pairingId }: Two, viewer: Viewer) => {
    const asked = { pairingId, viewerId: viewer.id, now: runtime.clock.now() };
    return (await seriesOf(runtime.db.read, asked))?.isAskedForFewer;
  };

  it('is asked about kindly and once, when two of three meetings were left out or moved', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana } = two;
    const seriesId = await threeWeeks(two, async (meetingId, week) => {
      if (week === 0) return ok(two, idOf(await suggestSkip(runtime, { actor: ana, meetingId })));
      if (week === 2) return undefined;
      const wall = { toDate: '2026-11-28', toMinute: 600, toZone: 'Europe/Berlin' };
      return ok(two, idOf(await suggestMove(runtime, { actor: ana, meetingId, ...wall })));
    });
    expect(await isAsked(two, two.ana)).toBe(true);
    expect(await isAsked(two, two.ben)).toBe(true);
    await runSeriesClock(two, seriesId);
    expect(await announced(two, 'DriftNoticed')).toEqual(['DriftNoticed']);
    runtime.clock.pass(20 * day);
    expect(await isAsked(two, two.ben)).toBe(false);
  });

  it('is asked about once in three months at most, also where another took its place', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana } = two;
    const skip = async (meetingId: string) =>
      ok(two, idOf(await suggestSkip(runtime, { actor: ana, meetingId })));
    await threeWeeks(two, skip);
    const began = runtime.clock.now();
    const plan = { ...thursdays, startDate: '2026-12-12', minute: 600 };
    const seriesId = await agreeOn(two, plan);
    const askedAt: number[] = [];
    for (let week = 0; week < 30; week++) {
      const [next] = (await rowsOf(two, seriesId)).filter(
        ({ at, state }) => at > runtime.clock.now() && state === 'planned',
      );
      if (next === undefined) throw new Error('there is no meeting to come');
      await skip(next.id);
      runtime.clock.set(next.ends_at + 13 * hour);
      await runSeriesClock(two, seriesId);
      const all = await announced(two, 'DriftNoticed');
      if (all.length > askedAt.length + 1) askedAt.push(runtime.clock.now());
    }
    expect(askedAt).toHaveLength(2);
    const [second = 0, third = 0] = askedAt;
    expect(second - began).toBeGreaterThanOrEqual(90 * day);
    expect(third - second).toBeGreaterThanOrEqual(91 * day);
  });

  it('is left in peace when meetings are kept, or one only says too late that one was not', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const seriesId = await threeWeeks(two, () => Promise.resolve());
    expect(await announced(two, 'DriftNoticed')).toEqual([]);
    const [first, second, third, fourth] = await rowsOf(two, seriesId);
    const say = { actor: ben, meetingId: third?.id ?? '' };
    expect(await sayHappened(runtime, { ...say, actor: ana })).toEqual({ outcome: 'done' });
    expect(await sayDidNotHappen(runtime, say)).toEqual({ outcome: 'done' });
    expect((await rowsOf(two, seriesId))[2]?.state).toBe('did_not_happen');
    const late = { actor: ben, meetingId: first?.id ?? '' };
    expect(await sayDidNotHappen(runtime, late)).toMatchObject({ code: 'too_late' });
    const early = { actor: ben, meetingId: fourth?.id ?? '' };
    expect(await sayDidNotHappen(runtime, early)).toMatchObject({ code: 'too_late' });
    expect(second?.state).toBe('planned');
  });
});
