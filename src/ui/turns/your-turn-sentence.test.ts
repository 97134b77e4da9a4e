import { afterEach, describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { overwriteGetLocale } from '#words/paraglide/runtime.js';
import { groupsOf, sayTurn, type TurnShown } from './your-turn-sentence.ts';
import { sinceOf, type Turn } from './your-turn.ts';
import { sayWhen } from './your-turn-since.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

const kweku: Person = {
  id: 'k',
  name: 'Kweku',
  pronouns: '',
  hue: 3,
  avatarId: null,
  place: '',
  timeZone: '',
  isGone: false,
};
const soraya: Person = { ...kweku, id: 's', name: 'Soraya' };
const at = (text: string) => Date.parse(text);
const sunday = at('2026-11-22T12:00:00Z');
const reader = { now: at('2026-11-24T09:00:00Z'), timeZone: 'Europe/Berlin' };

const review = (part: 'author' | 'reviewer', asked = sunday): Turn => ({
  about: 'review',
  line: {
    id: 'r1',
    title: 'Retry the upload queue',
    other: kweku,
    youAre: part,
    waitsSince: sunday,
    askedAt: asked,
  },
});
const question = (kind: 'answer' | 'look' | 'ask_around' | 'agree', more: object = {}): Turn => ({
  about: 'question',
  turn: {
    kind,
    questionId: 'q1',
    sharedAnswerId: kind === 'agree' ? 'a1' : null,
    title: 'Leaving a page',
    other: kind === 'agree' ? null : kweku,
    since: sunday,
    isFurther: false,
    promisedBy: null,
    ...more,
  },
});
const waiting = { pairingId: 'p1', other: kweku, since: sunday };
const suggestion = (suggested: object): Turn => ({
  about: 'meeting',
  turn: {
    ...waiting,
    kind: 'suggestion',
    suggestionId: 'x1',
    meetingAt: at('2026-11-26T17:30:00Z'),
    suggested: suggested as never,
  },
});
const sentenceOf = (turn: Turn) => sayTurn(turn, reader).sentence;
const wall = { meetingId: 'm1', toDate: '2026-11-27', toMinute: 600, toZone: 'UTC' };

describe('what waits for Tamsin, in sentences', () => {
  it('says who asked for a look, at what, and when', () => {
    expect(sayTurn(review('reviewer'), reader)).toMatchObject({
      href: '/reviews/r1',
      sentence: 'Kweku asked on Sunday for a look at “Retry the upload queue”.',
      group: 'reviews',
    });
    expect(sentenceOf(review('reviewer', sunday - 1))).toBe(
      'Kweku took “Retry the upload queue” further on Sunday.',
    );
    expect(sentenceOf(review('author'))).toBe(
      'Kweku had a look on Sunday at “Retry the upload queue”.',
    );
  });

  it('names the day an answer was agreed by, as long as it is ahead', () => {
    const ahead = { promisedBy: at('2026-11-26T09:00:00Z') };
    expect(sayTurn(question('answer', ahead), reader)).toMatchObject({
      href: '/questions/q1',
      sentence: 'Kweku asked you on Sunday: “Leaving a page”',
      aside: 'You two agreed on an answer by 26 November.',
    });
    expect(sayTurn(question('answer', { promisedBy: reader.now - 1 }), reader).aside).toBe('');
    const further = sayTurn(question('answer', { ...ahead, isFurther: true }), reader);
    expect(further.sentence).toBe('Kweku wrote more on Sunday about “Leaving a page”.');
    expect(further.aside).toBe('');
  });

  it('says what becomes of her own questions without naming whom nobody should know', () => {
    expect(sentenceOf(question('look'))).toBe('Kweku answered on Sunday: “Leaving a page”');
    expect(sentenceOf(question('look', { other: null }))).toMatch(/^Somebody answered/);
    expect(sayTurn(question('ask_around'), reader)).toMatchObject({
      sentence: 'It’s quiet around “Leaving a page”. Shall we ask a few others?',
      face: null,
    });
    expect(sayTurn(question('agree'), reader)).toMatchObject({
      href: '/questions/q1/share',
      face: null,
    });
  });

  it('leads notes to where they are answered', () => {
    const note = (side: 'from' | 'to', lastWordAt: number | null): Turn => ({
      about: 'note',
      line: { id: 'n1', side, other: kweku, sentAt: sunday, lastWordAt },
    });
    expect(sayTurn(note('to', null), reader)).toMatchObject({
      href: '/requests/n1',
      sentence: 'Kweku wrote you a note on Sunday.',
    });
    const yesterday = sunday + day;
    expect(sentenceOf(note('to', yesterday))).toBe('Kweku wrote back yesterday about their note.');
    expect(sentenceOf(note('from', yesterday))).toContain('asked you something yesterday');
    expect(sinceOf(note('to', yesterday))).toBe(yesterday);
    const place = { id: 'w1', mentor: kweku, offeredAt: sunday, offerEndsAt: reader.now };
    expect(sayTurn({ about: 'place', place }, reader)).toMatchObject({
      href: '/requests/waiting/w1',
      sentence: 'There’s a place with Kweku for you, kept until Tuesday 24 November.',
    });
  });

  it('never says of a suggestion of ours whose wish it was', () => {
    const suggested = (by: 'them' | 'us'): Turn => ({
      about: 'pairing',
      turn: { ...waiting, kind: 'agreement', by },
    });
    expect(sentenceOf(suggested('them'))).toMatch(/^Kweku suggested on Sunday/);
    expect(sentenceOf(suggested('us'))).toBe(
      'There’s a suggestion for what you and Kweku agreed. It came on Sunday.',
    );
    const next: Turn = { about: 'pairing', turn: { ...waiting, kind: 'hand_off', to: soraya } };
    expect(sayTurn(next, reader)).toMatchObject({
      href: '/pairings/p1/hand-off',
      sentence: 'Kweku thought you might like to talk to Soraya.',
    });
  });

  it('says what would become of their catch-ups', () => {
    const day = 'Thursday 26 November';
    for (const [suggested, sentence] of [
      [{ kind: 'times', times: [], minutes: 30 }, /what time would suit you/],
      [{ kind: 'rhythm' }, /how often you two could meet/],
      [{ kind: 'move', ...wall }, `Kweku would like to move your catch-up of ${day}.`],
      [{ kind: 'skip', meetingId: 'm1' }, `Kweku would like to skip your catch-up of ${day}.`],
      [{ kind: 'move_all', ...wall }, /another time for your catch-ups, from Thursday/],
      [
        { kind: 'pause', from: '2026-12-20', to: '2027-01-04' },
        'Kweku would like no catch-ups from 20 December to 4 January.',
      ],
    ] as const)
      expect(sentenceOf(suggestion(suggested))).toMatch(sentence);
  });

  it('has a sentence for everything in German as well', () => {
    overwriteGetLocale(() => 'de');
    expect(sentenceOf(review('reviewer'))).toBe(
      'Kweku hat am Sonntag um einen Blick auf „Retry the upload queue“ gebeten.',
    );
    expect(sayWhen(reader.now, reader)).toBe('heute');
  });
});

describe('when something began to wait', () => {
  it('is said by the calendar of the reader', () => {
    const late = at('2026-11-23T23:30:00Z');
    expect(sayWhen(late, reader)).toBe('today');
    expect(sayWhen(late, { ...reader, timeZone: '' })).toBe('yesterday');
    expect(sayWhen(at('2026-11-18T12:00:00Z'), reader)).toBe('on Wednesday');
    expect(sayWhen(at('2026-11-17T12:00:00Z'), reader)).toBe('on 17 November');
  });
});

describe('a list of what waits', () => {
  const many = (count: number): TurnShown[] =>
    Array.from({ length: count }, (_, place) => ({
      ...sayTurn(place % 2 === 0 ? question('look') : review('author'), reader),
      href: `/${place}`,
    }));

  it('is grouped only where it is long, and loses nothing', () => {
    expect(groupsOf([])).toEqual([]);
    expect(groupsOf(many(8)).map(({ group }) => group)).toEqual([null]);
    const groups = groupsOf(many(9));
    expect(groups.map(({ group, turns }) => [group, turns.length])).toEqual([
      ['questions', 5],
      ['reviews', 4],
    ]);
  });
});
