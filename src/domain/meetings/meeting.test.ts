import { describe, expect, it } from 'vitest';
import { minute, hour, day } from '#lib/duration.ts';
import {
  changesToRows,
  isFewerThanAgreed,
  horizon,
  mayMeetAt,
  mayStillMove,
  mayStillSay,
  nextSeriesDue,
  type DayGone,
  type Meeting,
} from './meeting.ts';
import type { Series } from '#domain/rhythms/series.ts';

const now = Date.UTC(2026, 10, 18, 14, 20);
const awake = { isLiving: true, restingSince: null, restingUntil: null };
const meeting: Meeting = {
  id: 'a',
  pairingId: 'p',
  seriesId: 's',
  date: '2026-11-19',
  at: now + day,
  endsAt: now + day + 45 * minute,
  state: 'planned',
  placeKind: 'open',
  place: '',
  isMoved: false,
  isLogged: false,
  sequence: 0,
  changedAt: now,
};
const weekly: Series = {
  zone: 'Europe/Berlin',
  startDate: '2026-11-19',
  minute: 1110,
  minutes: 45,
  rhythm: { kind: 'weekly', every: 1 },
  changes: [],
};

describe('the rows of a series', () => {
  const { date, at, endsAt, isMoved } = meeting;
  const due = { date, at, endsAt, isMoved };

  it('are left alone where they are as due, and whatever has begun stays as it was', () => {
    const none = { added: [], planned: [], calledOff: [] };
    expect(changesToRows([meeting], { due: [due], now })).toEqual(none);
    const begun = { ...meeting, at: now - 1 };
    expect(changesToRows([begun], { due: [due], now })).toEqual(none);
    expect(changesToRows([begun], { due: [], now })).toEqual(none);
    const said = { ...meeting, state: 'happened' as const };
    expect(changesToRows([said], { due: [], now })).toEqual(none);
  });

  it('are called off, planned again, moved and added as the series says', () => {
    expect(changesToRows([meeting], { due: [], now }).calledOff).toEqual(['a']);
    const off = { ...meeting, state: 'called_off' as const };
    const again = { id: 'a', due, isShifted: false };
    expect(changesToRows([off], { due: [due], now }).planned).toEqual([again]);
    const later = { ...due, at: at + hour };
    const shifted = { id: 'a', due: later, isShifted: true };
    expect(changesToRows([meeting], { due: [later], now }).planned).toEqual([shifted]);
    expect(changesToRows([], { due: [due], now }).added).toEqual([due]);
    const missed = { ...due, at: now - day };
    expect(changesToRows([off], { due: [missed], now }).planned).toEqual([]);
  });
});

describe('a pairing', () => {
  it('meets up to its rest and from its end on, and not at all once it is over', () => {
    const resting = { isLiving: true, restingSince: now, restingUntil: now + 9 * day };
    expect(mayMeetAt(resting, now - 1)).toBe(true);
    expect(mayMeetAt(resting, now)).toBe(false);
    expect(mayMeetAt(resting, now + 9 * day)).toBe(true);
    expect(mayMeetAt({ ...awake, isLiving: false }, now)).toBe(false);
  });
});

describe('a meeting', () => {
  it('can be spoken about from its beginning until two weeks after its end', () => {
    expect(mayStillSay(meeting, meeting.at - 1)).toBe(false);
    expect(mayStillSay(meeting, meeting.at)).toBe(true);
    expect(mayStillSay(meeting, meeting.endsAt + 14 * day - 1)).toBe(true);
    expect(mayStillSay(meeting, meeting.endsAt + 14 * day)).toBe(false);
    expect(mayStillSay({ ...meeting, state: 'called_off' }, meeting.at)).toBe(false);
  });

  it('can be moved until it begins; of a rhythm even after it was left out', () => {
    expect(mayStillMove(meeting, now)).toBe(true);
    expect(mayStillMove(meeting, meeting.at)).toBe(false);
    expect(mayStillMove({ ...meeting, state: 'called_off' }, now)).toBe(true);
    expect(mayStillMove({ ...meeting, state: 'called_off', seriesId: null }, now)).toBe(false);
  });
});

describe('the clock of a series', () => {
  it('goes off after the next meeting, at least weekly, and no more once nothing is to come', () => {
    const [first] = [Date.UTC(2026, 10, 19, 17, 30)];
    expect(nextSeriesDue(weekly, { life: awake, now })).toBe(first + 45 * minute + day / 2);
    const seldom = { ...weekly, startDate: '2027-10-07' };
    expect(nextSeriesDue(seldom, { life: awake, now })).toBe(now + 7 * day);
    expect(nextSeriesDue({ ...weekly, until: '2026-11-01' }, { life: awake, now })).toBeNull();
    const far = { ...weekly, startDate: '2027-10-07', count: 1 };
    expect(nextSeriesDue(far, { life: awake, now: now + horizon })).toBe(now + horizon + 7 * day);
    expect(nextSeriesDue(weekly, { life: { ...awake, isLiving: false }, now })).toBeNull();
  });
});

describe('a rhythm', () => {
  const kept: DayGone = { state: 'planned', isMoved: false };
  const left: DayGone = { state: 'called_off', isMoved: false };
  const moved: DayGone = { state: 'planned', isMoved: true };
  it('has drifted when of the last three days two were left out, moved away or did not happen', () => {
    expect(isFewerThanAgreed([left, left])).toBe(false);
    expect(isFewerThanAgreed([left, kept, moved])).toBe(true);
    expect(isFewerThanAgreed([left, left, kept, kept, moved])).toBe(false);
    expect(isFewerThanAgreed([kept, { ...moved, state: 'happened' }, left])).toBe(false);
    expect(isFewerThanAgreed([kept, { ...kept, state: 'did_not_happen' }, left])).toBe(true);
  });
});
