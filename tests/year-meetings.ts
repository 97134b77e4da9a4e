/** What the people of the year do about their meetings: agree, move, leave out, say how it went. */
import type { Viewer } from '#domain/members/viewer.ts';
import { addActionItem } from '#domain/meetings/action-items.commands.server.ts';
import { addAgendaItem } from '#domain/meetings/agenda.commands.server.ts';
import {
  logMeeting,
  sayDidNotHappen,
  sayHappened,
} from '#domain/meetings/attendance.commands.server.ts';
import { removeItem, tickItem } from '#domain/meetings/meeting-items.commands.server.ts';
import { saveNotes, savePrivateNote } from '#domain/meetings/meeting-notes.commands.server.ts';
import { latestNotes } from '#domain/meetings/meeting-notes.queries.server.ts';
import { runningSeries } from '#domain/meetings/series.queries.server.ts';
import type { Rhythm } from '#domain/rhythms/series.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestMoveAll,
  suggestPause,
  suggestRhythm,
  suggestSkip,
  suggestTimes,
  withdrawSuggestion,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';
import { readSuggested } from '#domain/meetings/meeting-suggestion.ts';
import { isoOf } from '#lib/calendar-day.ts';
import { minute, hour, day } from '#lib/duration.ts';
import type { Dice } from '../src/demo/dice.ts';
import type { Year } from './year.ts';

const zones = [
  'Europe/Lisbon',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
] as const;
const open = { placeKind: 'open', place: '' } as const;

/** One of two people, and what they do something with. */
interface Turn {
  year: Year;
  actor: Viewer;
  pairingId: string;
}

/**
 * Somebody does something about the meetings of a pairing, and mostly hears from the other at once; a
 * refusal is as good as a yes.
 *
 * @returns whose meetings; undefined where nobody has any
 */
export async function meet(year: Year): Promise<string | undefined> {
  const { runtime, dice } = year;
  const living = await runtime.db.read
    .selectFrom('pairings')
    .leftJoin('series', (join) =>
      join.onRef('pairing_id', '=', 'pairings.id').on('ended_at', 'is', null),
    )
    .select(['pairings.id', 'mentor_id', 'mentee_id', 'series.id as series_id'])
    .where('state', '<>', 'wrapped_up')
    .orderBy('pairings.id')
    .execute();
  const steady = living.filter(({ series_id: id }) => id !== null);
  const pairing = year.oneOf(steady.length > 3 && dice.chance(0.8) ? steady : living);
  if (pairing === undefined) return undefined;
  const { id: pairingId, mentor_id: mentorId, mentee_id: menteeId } = pairing;
  const [oneId, otherId] = dice.chance(0.5) ? [mentorId, menteeId] : [menteeId, mentorId];
  const turn = { year, actor: year.byId(oneId), pairingId };
  if (dice.chance(0.25)) await lookBack(turn);
  else await suggest(turn);
  if (dice.chance(0.7)) await answer({ ...turn, actor: year.byId(otherId) });
  return pairingId;
}

/** Says OK to what the other suggested, suggests something else instead, or takes it off the table. */
async function answer(turn: Turn): Promise<void> {
  const { year, actor, pairingId } = turn;
  const { runtime, dice } = year;
  const waiting = await runtime.db.read
    .selectFrom('meeting_suggestions')
    .select(['id', 'details'])
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'open')
    .orderBy('id', 'desc')
    .execute();
  const found = dice.chance(0.7) ? waiting[0] : year.oneOf(waiting);
  if (found === undefined) return;
  const asked = { actor, suggestionId: found.id };
  const suggested = readSuggested(found.details);
  const choice = suggested.kind === 'times' ? dice.pick(suggested.times) : undefined;
  const roll = dice.next();
  if (roll < 0.8) await acceptSuggestion(runtime, { ...asked, choice });
  else if (roll < 0.9) await withdrawSuggestion(runtime, asked);
  else if ('meetingId' in suggested) await changeOne(turn, suggested.meetingId);
  else if (suggested.kind === 'times') await findTimes(turn);
  else await agreeOn(turn);
}

async function suggest(turn: Turn): Promise<void> {
  const { year, actor, pairingId } = turn;
  const { runtime, dice } = year;
  const isRunning = (await runningSeries(runtime.db.read, pairingId)) !== undefined;
  const roll = dice.next();
  if (!isRunning && roll < 0.7) return agreeOn(turn);
  if (roll < 0.05) return agreeOn(turn);
  if (roll < 0.2) return findTimes(turn);
  if (roll < 0.3) {
    const from = dice.between(-2, 30);
    const days = { from: dateIn(year, from), to: dateIn(year, from + dice.between(0, 30)) };
    await suggestPause(runtime, { actor, pairingId, ...days });
    return;
  }
  const coming = await runtime.db.read
    .selectFrom('meetings')
    .select('id')
    .where('pairing_id', '=', pairingId)
    .where('at', '>', runtime.clock.now())
    .orderBy('at')
    .orderBy('id')
    .limit(9)
    .execute();
  const meeting = year.oneOf(coming);
  if (meeting !== undefined) await changeOne(turn, meeting.id);
}

async function changeOne({ year, actor }: Turn, meetingId: string): Promise<void> {
  const { runtime, dice } = year;
  const meeting = await runtime.db.read
    .selectFrom('meetings')
    .select('at')
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow();
  const roll = dice.next();
  if (roll < 0.3) {
    await suggestSkip(runtime, { actor, meetingId });
    return;
  }
  // Mostly some days from where it is, now and then next season.
  const days = dice.chance(0.9) ? dice.between(-3, 6) : dice.between(20, 200);
  const to = {
    toDate: isoOf(Math.floor(meeting.at / day) + days),
    toMinute: eveningOf(dice),
    toZone: dice.pick(zones),
  };
  const move = roll < 0.8 ? suggestMove : suggestMoveAll;
  await move(runtime, { actor, meetingId, ...to });
}

async function agreeOn({ year, actor, pairingId }: Turn): Promise<void> {
  const { runtime, dice } = year;
  const plan = {
    zone: dice.chance(0.7) ? actor.timeZone : dice.pick(zones),
    startDate: dateIn(year, dice.between(-2, 20)),
    minute: eveningOf(dice),
    minutes: dice.pick([30, 45, 60, 90]),
    rhythm: rhythmOf(year),
    until: dice.chance(0.1) ? dateIn(year, dice.between(20, 150)) : undefined,
    count: dice.chance(0.1) ? dice.between(1, 12) : undefined,
  };
  await suggestRhythm(runtime, { actor, pairingId, plan, ...open });
}

function rhythmOf(year: Year): Rhythm {
  const { dice } = year;
  const roll = dice.next();
  if (roll < 0.7) return { kind: 'weekly', every: dice.between(1, 4) };
  const every = dice.between(1, 3);
  if (roll < 0.8) return { kind: 'monthly_weekday', every, nth: dice.pick([1, 2, 3, 4, -1]) };
  if (roll < 0.9) return { kind: 'monthly_day', every, day: dice.between(1, 31) };
  const days = [dice.between(0, 40), dice.between(0, 40), dice.between(41, 90)];
  return { kind: 'dates', dates: [...new Set(days.map((each) => dateIn(year, each)))].sort() };
}

async function findTimes({ year, actor, pairingId }: Turn): Promise<void> {
  const { runtime, dice } = year;
  const now = runtime.clock.now();
  const times = Array.from(
    { length: dice.between(1, 5) },
    () => Math.floor((now + dice.between(1, 30 * 24) * hour) / (5 * minute)) * 5 * minute,
  );
  const minutes = dice.pick([20, 30, 60]);
  await suggestTimes(runtime, { actor, pairingId, times, minutes, ...open });
}

/** About a meeting that has been, or the one that is next: how it went, and what is written down. */
async function lookBack(turn: Turn): Promise<void> {
  const { year, actor, pairingId } = turn;
  const { runtime, dice } = year;
  const latest = await runtime.db.read
    .selectFrom('meetings')
    .select('id')
    .where('pairing_id', '=', pairingId)
    .where('at', '<=', runtime.clock.now() + 7 * day)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(4)
    .execute();
  const found = year.oneOf(latest);
  const roll = dice.next();
  if (found === undefined || roll < 0.05) {
    const at = runtime.clock.now() - dice.between(0, 20) * day;
    await logMeeting(runtime, { actor, pairingId, at, minutes: 30, ...open });
  } else if (roll < 0.35) await sayHappened(runtime, { actor, meetingId: found.id });
  else if (roll < 0.5) await sayDidNotHappen(runtime, { actor, meetingId: found.id });
  else await writeDown(turn, found.id);
}

async function writeDown({ year, actor }: Turn, meetingId: string): Promise<void> {
  const { runtime, dice } = year;
  const touching = { actor, meetingId };
  const body = `We got as far as line ${dice.between(1, 500)}.`;
  const roll = dice.next();
  if (roll < 0.3) {
    const version = (await latestNotes(runtime.db.read, meetingId))?.version ?? 0;
    await saveNotes(runtime, { ...touching, version, body });
  } else if (roll < 0.4) await savePrivateNote(runtime, { ...touching, body });
  else if (roll < 0.6)
    await addActionItem(runtime, { ...touching, forId: actor.id, words: 'Read the diff' });
  else {
    const added = await addAgendaItem(runtime, { ...touching, words: 'The choir’s photographs' });
    if (added.outcome === 'refused') return;
    const item = { ...touching, list: 'agenda' as const, itemId: added.id };
    if (dice.chance(0.5)) await tickItem(runtime, { ...item, isDone: true });
    else if (dice.chance(0.2)) await removeItem(runtime, { ...item, isRemoved: true });
  }
}

/** ISO date of today and some days, in universal time. */
const dateIn = ({ runtime }: Year, days: number): string =>
  isoOf(Math.floor(runtime.clock.now() / day) + days);

/** Minutes after midnight, close enough together that people with two pairings get in their own way. */
const eveningOf = (dice: Dice): number => 16 * 60 + 15 * dice.between(0, 24);
