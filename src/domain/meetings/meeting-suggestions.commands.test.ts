import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { suggestAgreement, okAgreement } from '#domain/pairings/agreements.commands.server.ts';
import { firstLines } from '#domain/pairings/agreement.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { rest } from '#domain/pairings/pairing-rest.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import {
  agreeOn,
  anaAndBen,
  announced,
  idOf,
  onVideo,
  rowsOf,
  seriesNow,
  thursdays,
  type Two,
} from '#tests/meetings.ts';
import { beginGoing, beginPairing, freeTerms } from '#tests/pairings.ts';
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { meetingsOf, nextMeetingOf, seriesOf, suggestionsOf } from './meetings.queries.server.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestMoveAll,
  suggestPause,
  suggestRhythm,
  suggestSkip,
  suggestTimes,
  withdrawSuggestion,
} from './meeting-suggestions.commands.server.ts';

const open = { placeKind: 'open', place: '' } as const;

/** Days ahead at six in the evening universal time. */
const evening = (days: number) => Date.UTC(2026, 10, 18 + days, 18);

const seen = async (two: Two, viewer: 'ana' | 'ben') =>
  suggestionsOf(two.runtime.db.read, {
    pairingId: two.pairingId,
    viewerId: two[viewer].id,
    now: two.runtime.clock.now(),
  });

const coming = async ({ runtime, ana, pairingId }: Two) => {
  const asked = { pairingId, viewerId: ana.id, now: runtime.clock.now() };
  return (await meetingsOf(runtime.db.read, asked)).coming;
};

eachEngine('suggestions between Ana and Ben', (freshDatabase) => {
  it('are up to five times, of which Ben picks one that is then booked for both', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const times = [1, 2, 3, 4, 5].map((days) => evening(days));
    const said = { actor: ana, pairingId, times, minutes: 45, ...open };
    const suggestionId = idOf(await suggestTimes(runtime, said));
    expect(idOf(await suggestTimes(runtime, said))).toBe(suggestionId);
    expect(await seen(two, 'ben')).toMatchObject([{ id: suggestionId, by: 'them' }]);
    expect(await acceptSuggestion(runtime, { actor: ben, suggestionId })).toMatchObject({
      code: 'choose_one',
    });
    const choice = times[2];
    const picking = { actor: ben, suggestionId, choice };
    expect(await acceptSuggestion(runtime, picking)).toEqual({ outcome: 'done' });
    expect(await acceptSuggestion(runtime, picking)).toEqual({ outcome: 'done' });
    expect(await coming(two)).toMatchObject([{ at: choice, minutes: 45, state: 'planned' }]);
    const quarters = await runtime.db.read.selectFrom('booked_quarters').selectAll().execute();
    expect(quarters).toHaveLength(6);
    expect(await announced(two, 'Meeting%')).toEqual(['MeetingBooked', 'MeetingSuggested']);
    expect(await seen(two, 'ana')).toEqual([]);
  });

  it('make room when the other suggests something else, and can be taken off the table', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const times = [evening(1)];
    const first = idOf(
      await suggestTimes(runtime, { actor: ana, pairingId, times, minutes: 30, ...open }),
    );
    const counter = idOf(
      await suggestTimes(runtime, {
        actor: ben,
        pairingId,
        times: [evening(2)],
        minutes: 30,
        ...open,
      }),
    );
    expect((await seen(two, 'ana')).map(({ id, by }) => [id, by])).toEqual([[counter, 'them']]);
    expect(await acceptSuggestion(runtime, { actor: ben, suggestionId: first })).toMatchObject({
      code: 'gone',
    });
    expect(await acceptSuggestion(runtime, { actor: ben, suggestionId: counter })).toMatchObject({
      code: 'own',
    });
    await withdrawSuggestion(runtime, { actor: ben, suggestionId: counter });
    expect(await seen(two, 'ana')).toEqual([]);
    expect(await acceptSuggestion(runtime, { actor: ana, suggestionId: counter })).toMatchObject({
      code: 'gone',
    });
  });

  it('are gone once every time is over, and six at once are too many', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const said = { actor: ana, pairingId, minutes: 30, ...open };
    const times = [1, 2, 3, 4, 5, 6].map((days) => evening(days));
    expect(await suggestTimes(runtime, { ...said, times })).toMatchObject({ code: 'choose_one' });
    expect(await suggestTimes(runtime, { ...said, times: [evening(-1)] })).toMatchObject({
      code: 'past',
    });
    const suggestionId = idOf(await suggestTimes(runtime, { ...said, times: [evening(1)] }));
    runtime.clock.pass(3 * day);
    expect(await seen(two, 'ben')).toEqual([]);
    expect(await acceptSuggestion(runtime, { actor: ben, suggestionId })).toMatchObject({
      code: 'gone',
    });
  });

  it('are refused with the nearest free times when Ana has given the time away meanwhile', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const cleo = await addMember(runtime, { name: 'Cleo' });
    const other = await beginGoing(runtime, { mentor: ana, mentee: cleo });
    const at = evening(1);
    const said = { actor: ana, times: [at], minutes: 45, ...open };
    const forBen = idOf(await suggestTimes(runtime, { ...said, pairingId }));
    const forCleo = idOf(await suggestTimes(runtime, { ...said, pairingId: other }));
    await acceptSuggestion(runtime, { actor: cleo, suggestionId: forCleo });
    expect(await acceptSuggestion(runtime, { actor: ben, suggestionId: forBen })).toEqual({
      outcome: 'refused',
      code: 'taken',
      nearest: [at + hour, at - hour, at + 1.5 * hour],
    });
    expect(await coming(two)).toEqual([]);
  });

  it('begin a rhythm, of which the meeting of next week moves and another is left out', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const seriesId = await agreeOn(two);
    const rows = await rowsOf(two, seriesId);
    expect(rows.map(({ date }) => date).slice(0, 3)).toEqual([
      '2026-11-19',
      '2026-11-26',
      '2026-12-03',
    ]);
    const [, second, third] = rows;
    const wall = { toDate: '2026-11-27', toMinute: 12 * 60, toZone: 'Europe/Lisbon' };
    const moving = { actor: ben, meetingId: second?.id ?? '', ...wall };
    const move = idOf(await suggestMove(runtime, moving));
    expect((await rowsOf(two, seriesId))[1]?.moved).toBe(0);
    expect(await acceptSuggestion(runtime, { actor: ana, suggestionId: move })).toEqual({
      outcome: 'done',
    });
    const skip = idOf(await suggestSkip(runtime, { actor: ana, meetingId: third?.id ?? '' }));
    await acceptSuggestion(runtime, { actor: ben, suggestionId: skip });
    const after = await rowsOf(two, seriesId);
    expect(after[1]).toMatchObject({
      at: Date.UTC(2026, 10, 27, 12),
      moved: 1,
      date: '2026-11-26',
    });
    expect(after[2]?.state).toBe('called_off');
    const booked = await runtime.db.read
      .selectFrom('booked_quarters')
      .select('quarter')
      .where('meeting_id', '=', third?.id ?? '')
      .execute();
    expect(booked).toEqual([]);
  });

  it('move all meetings from one on: the rhythm before ends the day before', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const before = await agreeOn(two);
    const third = (await rowsOf(two, before))[2];
    const wall = { toDate: '2026-12-01', toMinute: 8 * 60, toZone: 'Europe/Lisbon' };
    const suggestionId = idOf(
      await suggestMoveAll(runtime, { actor: ben, meetingId: third?.id ?? '', ...wall }),
    );
    await acceptSuggestion(runtime, { actor: ana, suggestionId });
    const times = (await coming(two)).map(({ at, state }) => [new Date(at).toISOString(), state]);
    expect(times.filter(([, state]) => state === 'planned').slice(0, 4)).toEqual([
      ['2026-11-19T17:30:00.000Z', 'planned'],
      ['2026-11-26T17:30:00.000Z', 'planned'],
      ['2026-12-01T08:00:00.000Z', 'planned'],
      ['2026-12-08T08:00:00.000Z', 'planned'],
    ]);
    const running = await seriesOf(runtime.db.read, {
      pairingId,
      viewerId: ana.id,
      now: runtime.clock.now(),
    });
    expect(running?.series).toMatchObject({ zone: 'Europe/Lisbon', startDate: '2026-12-01' });
    expect((await seriesNow(two, before)).until).toBe('2026-12-02');
  });

  it('pause from one day to another, and a rhythm that takes its place keeps the pause', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const first = await agreeOn(two);
    const pausing = { actor: ana, pairingId, from: '2026-12-20', to: '2027-01-05' };
    const suggestionId = idOf(await suggestPause(runtime, pausing));
    await acceptSuggestion(runtime, { actor: ben, suggestionId });
    const states = async (id: string) =>
      (await rowsOf(two, id)).filter(({ state }) => state === 'planned').map(({ date }) => date);
    expect(await states(first)).not.toContain('2026-12-24');
    const second = await agreeOn(two, { ...thursdays, startDate: '2026-12-10', minute: 9 * 60 });
    expect(await states(first)).toEqual(['2026-11-19', '2026-11-26', '2026-12-03']);
    expect(await states(second)).toEqual(['2026-12-10', '2026-12-17', '2027-01-07', '2027-01-14']);
    expect(await announced(two, 'Rhythm%')).toEqual([
      'RhythmAgreed',
      'RhythmAgreed',
      'RhythmPaused',
    ]);
  });

  it('happen at once where the two agreed that moves are just made', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const seriesId = await agreeOn(two);
    const lines = { ...firstLines(freeTerms), moves: 'just_do' as const };
    const agreed = await suggestAgreement(runtime, { actor: ana, pairingId, lines });
    if (agreed.outcome !== 'done') throw new Error(agreed.code);
    await okAgreement(runtime, { actor: ben, pairingId, agreementId: agreed.agreementId });
    const [first, second] = await rowsOf(two, seriesId);
    const skipping = { actor: ben, meetingId: first?.id ?? '' };
    expect(await suggestSkip(runtime, skipping)).toEqual({ outcome: 'done', suggestionId: null });
    const moving = { toDate: '2026-11-25', toMinute: 600, toZone: 'Europe/Berlin' };
    await suggestMove(runtime, { actor: ana, meetingId: second?.id ?? '', ...moving });
    const next = await nextMeetingOf(runtime.db.read, {
      pairingId,
      viewerId: ben.id,
      now: runtime.clock.now(),
    });
    expect(next).toMatchObject({ at: Date.UTC(2026, 10, 25, 9), isMoved: true });
    expect(await announced(two, 'Meeting%')).toEqual([
      'MeetingCalledOff',
      'MeetingMoved',
      'MeetingSuggested',
    ]);
  });

  it('keep the question after a first chat behind the chat, wherever it is moved', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana } = two;
    const dana = await addMember(runtime, { name: 'Dana' });
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: dana });
    const said = { actor: ana, pairingId, times: [evening(2)], minutes: 30, ...open };
    const suggestionId = idOf(await suggestTimes(runtime, said));
    await acceptSuggestion(runtime, { actor: dana, suggestionId });
    expect((await readPairing(runtime.db.read, pairingId))?.chatAt).toBe(evening(2));
  });

  it('make a room for a call where the community has a place for rooms', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const times = [evening(1)];
    const room = { placeKind: 'room', place: '' } as const;
    const suggestionId = idOf(
      await suggestTimes(runtime, { actor: ana, pairingId, times, minutes: 30, ...room }),
    );
    await acceptSuggestion(runtime, { actor: ben, suggestionId });
    const [meeting] = await coming(two);
    expect(meeting?.place).toMatch(/^https:\/\/meet\.example\/bothways-[a-z0-9]{30}$/);
  });

  it('are for the two of them, while the pairing lives and is awake (C2)', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const eli = await addMember(runtime, { name: 'Eli' });
    const times = [evening(1)];
    const said = { pairingId, times, minutes: 30, ...open };
    expect(await suggestTimes(runtime, { actor: eli, ...said })).toMatchObject({
      code: 'not_found',
    });
    const suggestionId = idOf(await suggestTimes(runtime, { actor: ana, ...said }));
    const asEli = { actor: eli, suggestionId };
    expect(await acceptSuggestion(runtime, asEli)).toMatchObject({ code: 'not_found' });
    expect(await withdrawSuggestion(runtime, asEli)).toMatchObject({ code: 'not_found' });
    await rest(runtime, { actor: ben, pairingId, until: runtime.clock.now() + 9 * day });
    expect(await acceptSuggestion(runtime, { actor: ben, suggestionId })).toMatchObject({
      code: 'resting',
    });
    await wrapUp(runtime, { actor: ben, pairingId });
    expect(await acceptSuggestion(runtime, { actor: ben, suggestionId })).toMatchObject({
      code: 'wrapped_up',
    });
    const plan = { actor: ana, pairingId, plan: thursdays, ...onVideo };
    expect(await suggestRhythm(runtime, plan)).toMatchObject({ code: 'wrapped_up' });
    expect(await seen(two, 'ana')).toEqual([]);
  });
});
