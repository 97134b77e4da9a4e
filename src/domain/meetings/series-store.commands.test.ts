import fc from '#tests/fast-check.ts';
import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { rest, wake } from '#domain/pairings/pairing-rest.commands.server.ts';
import { inAct } from '#platform/act.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import {
  agreeOn,
  anaAndBen,
  announced,
  idOf,
  onVideo,
  rowsOf,
  runSeriesClock,
  seriesNow,
  thursdays,
  type Two,
} from '#tests/meetings.ts';
import { beginGoing } from '#tests/pairings.ts';
import { lifeOf } from './meeting-store.queries.server.ts';
import { dueAsRows, dueMeetings, horizon } from './meeting.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestMoveAll,
  suggestPause,
  suggestRhythm,
  suggestSkip,
  type Suggestion,
} from './meeting-suggestions.commands.server.ts';
import { updateMeetings } from './meeting.tasks.server.ts';
import { seriesIn } from './series.queries.server.ts';
import { seeTo } from './series-store.commands.server.ts';

type Step =
  | { act: 'move' | 'move_all'; nth: number; later: number; minute: number; zone: string }
  | { act: 'skip'; nth: number }
  | { act: 'pause'; after: number; days: number }
  | { act: 'change'; after: number; every: number; minute: number }
  | { act: 'wait' | 'rest'; days: number }
  | { act: 'wake' };

const nth = fc.nat(6);
const minute = fc.integer({ min: 24, max: 88 }).map((quarter) => quarter * 15);
const zone = fc.constantFrom(
  'Europe/Berlin',
  'Europe/Lisbon',
  'America/New_York',
  'Asia/Kathmandu',
);
const moveStep = (act: 'move' | 'move_all') =>
  fc.record({ act: fc.constant(act), nth, later: fc.integer({ min: -2, max: 5 }), minute, zone });
const step: fc.Arbitrary<Step> = fc.oneof(
  moveStep('move'),
  moveStep('move_all'),
  fc.record({ act: fc.constant('skip' as const), nth }),
  fc.record({ act: fc.constant('pause' as const), after: fc.nat(40), days: fc.nat(20) }),
  fc.record({
    act: fc.constant('change' as const),
    after: fc.nat(20),
    every: fc.integer({ min: 1, max: 3 }),
    minute,
  }),
  fc.record({
    act: fc.constantFrom('wait' as const, 'rest' as const),
    days: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ act: fc.constant('wake' as const) }),
);

const dateAfter = (now: number, days: number) =>
  new Date(now + days * day).toISOString().slice(0, 10);

/** Ben accepts a suggestion; a refused one changes nothing. */
async function agreed(two: Two, suggested: Suggestion): Promise<void> {
  if (suggested.outcome !== 'done' || suggested.suggestionId === null) return;
  const { suggestionId } = suggested;
  await acceptSuggestion(two.runtime, { actor: two.ben, suggestionId });
}

async function take(two: Two, step: Step): Promise<void> {
  const { runtime, ana, pairingId } = two;
  const now = runtime.clock.now();
  const about = { actor: ana, pairingId };
  switch (step.act) {
    case 'wait':
      runtime.clock.pass(step.days * day);
      return seeToAll(two);
    case 'rest':
      await rest(runtime, { ...about, until: now + step.days * day });
      return updateMeetings({ pairingId }, runtime);
    case 'wake':
      await wake(runtime, about);
      return updateMeetings({ pairingId }, runtime);
    case 'pause': {
      const from = dateAfter(now, step.after);
      const to = dateAfter(now, step.after + step.days);
      return agreed(two, await suggestPause(runtime, { ...about, from, to }));
    }
    case 'change': {
      const startDate = dateAfter(now, step.after + 1);
      const rhythm = { kind: 'weekly', every: step.every } as const;
      const plan = { ...thursdays, startDate, minute: step.minute, rhythm };
      return agreed(two, await suggestRhythm(runtime, { ...about, plan, ...onVideo }));
    }
    case 'move':
    case 'move_all':
    case 'skip':
      return changeOne(two, step);
  }
}

async function changeOne(
  two: Two,
  step: Extract<Step, { act: 'move' | 'move_all' | 'skip' }>,
): Promise<void> {
  const { runtime, ana: actor, pairingId } = two;
  const meetings = await runtime.db.read
    .selectFrom('meetings')
    .select(['id', 'at'])
    .where('pairing_id', '=', pairingId)
    .where('at', '>', runtime.clock.now())
    .orderBy('at')
    .execute();
  const meeting = meetings[step.nth];
  if (meeting === undefined) return;
  const meetingId = meeting.id;
  if (step.act === 'skip') return agreed(two, await suggestSkip(runtime, { actor, meetingId }));
  const toDate = dateAfter(meeting.at, step.later);
  const moving = { actor, meetingId, toDate, toMinute: step.minute, toZone: step.zone };
  const suggest = step.act === 'move' ? suggestMove : suggestMoveAll;
  return agreed(two, await suggest(runtime, moving));
}

async function seeToAll({ runtime, pairingId }: Two): Promise<void> {
  for (const { id } of await seriesIn(runtime.db.read, [pairingId]))
    await inAct(runtime, (act) => seeTo(act, id));
}

/** Planned rows to come, by series, day and instant; and what the pure function says they are. */
async function bothReadings(two: Two): Promise<{ rows: string[]; pure: string[] }> {
  const { runtime, pairingId } = two;
  const now = runtime.clock.now();
  const pairing = await readPairing(runtime.db.read, pairingId);
  if (pairing === undefined) throw new Error('there is no pairing');
  const rows = await runtime.db.read
    .selectFrom('meetings')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'planned')
    .where('at', '>', now)
    .execute();
  const span = { life: lifeOf(pairing), from: now + 1, now };
  const pure = (await seriesIn(runtime.db.read, [pairingId])).flatMap(({ id, series }) =>
    dueAsRows(series, span).map(({ date, at, isMoved }) => `${id} ${date} ${at} ${isMoved}`),
  );
  return {
    rows: rows.map((row) => `${row.series_id} ${row.date} ${row.at} ${row.moved === 1}`).toSorted(),
    pure: pure.toSorted(),
  };
}

/** Everybody who should be booked is, and nobody else. */
async function expectBooked({ runtime, ana, ben, pairingId }: Two): Promise<void> {
  const now = runtime.clock.now();
  const meetings = await runtime.db.read
    .selectFrom('meetings')
    .select(['id', 'at', 'ends_at', 'state'])
    .where('pairing_id', '=', pairingId)
    .where('at', '>', now)
    .execute();
  for (const meeting of meetings) {
    const rows = await runtime.db.read
      .selectFrom('booked_quarters')
      .select('member_id')
      .where('meeting_id', '=', meeting.id)
      .execute();
    const expected =
      meeting.state === 'planned' ? 2 * ((meeting.ends_at - meeting.at) / 900_000) : 0;
    expect(rows).toHaveLength(expected);
    expect(rows.every(({ member_id: id }) => id === ana.id || id === ben.id)).toBe(true);
  }
}

eachEngine('the rows of a series', (freshDatabase) => {
  it(
    'agree with the series, whatever Ana and Ben agreed on before',
    { timeout: 180_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
          const two = await anaAndBen(await freshDatabase());
          await agreeOn(two);
          for (const each of steps) {
            await take(two, each);
            await seeToAll(two);
            const { rows, pure } = await bothReadings(two);
            expect(rows).toEqual(pure);
            await expectBooked(two);
          }
        }),
        { numRuns: 12 },
      );
    },
  );

  it('keep the instants of past meetings when the law of the time zone changes', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime } = two;
    const seriesId = await agreeOn(two);
    runtime.clock.pass(2 * day);
    const oldLaw = hour;
    await runtime.db.transact((tx) =>
      tx
        .updateTable('meetings')
        .set((eb) => ({ at: eb('at', '-', oldLaw), ends_at: eb('ends_at', '-', oldLaw) }))
        .execute(),
    );
    await runSeriesClock(two, seriesId);
    const times = (await rowsOf(two, seriesId)).map(({ at }) => new Date(at).toISOString());
    expect(times.slice(0, 2)).toEqual(['2026-11-19T16:30:00.000Z', '2026-11-26T17:30:00.000Z']);
  });

  it('skip a date on which Ben is booked otherwise, and both are asked for another time', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ben } = two;
    const cleo = await addMember(runtime, { name: 'Cleo', offer: { capacity: 3 } });
    const other = await beginGoing(runtime, { mentor: cleo, mentee: ben });
    const weekly = await agreeOn(two);
    const monthly = {
      ...thursdays,
      startDate: '2026-12-03',
      rhythm: { kind: 'weekly', every: 5 },
    } as const;
    expect(
      await suggestRhythm(runtime, { actor: cleo, pairingId: other, plan: monthly, ...onVideo }),
    ).toMatchObject({ code: 'taken' });
    const plan = {
      ...monthly,
      rhythm: { kind: 'dates', dates: ['2026-12-03', '2026-12-05'] },
    } as const;
    const said = { actor: cleo, pairingId: other, plan, ...onVideo };
    const suggestionId = idOf(await suggestRhythm(runtime, said));
    await acceptSuggestion(runtime, { actor: ben, suggestionId });
    const states = await runtime.db.read
      .selectFrom('meetings')
      .select(['date', 'state'])
      .where('pairing_id', '=', other)
      .orderBy('date')
      .execute();
    expect(states).toEqual([
      { date: '2026-12-03', state: 'called_off' },
      { date: '2026-12-05', state: 'planned' },
    ]);
    expect(await announced(two, 'MeetingClash')).toEqual(['MeetingClash']);
    expect((await rowsOf(two, weekly)).every(({ state }) => state === 'planned')).toBe(true);
  });

  it('are all there after the server was off for a hundred days, with one clock (fault 9)', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime } = two;
    const seriesId = await agreeOn(two);
    runtime.clock.pass(100 * day);
    await runSeriesClock(two, seriesId);
    await runSeriesClock(two, seriesId);
    const rows = await rowsOf(two, seriesId);
    const series = await seriesNow(two, seriesId);
    const until = runtime.clock.now() + horizon;
    const life = { isLiving: true, restingSince: null, restingUntil: null };
    const due = dueMeetings(series, { life, from: Date.UTC(2026, 10, 18), until });
    expect(rows.map(({ date, at }) => `${date} ${at}`)).toEqual(
      due.map(({ date, at }) => `${date} ${at}`),
    );
    const clocks = await runtime.db.read
      .selectFrom('jobs')
      .select('due_at')
      .where('kind', '=', 'series-clock')
      .where('done_at', 'is', null)
      .execute();
    expect(clocks).toHaveLength(1);
    expect(clocks[0]?.due_at).toBeGreaterThan(runtime.clock.now());
  });
});
