import { expect, it } from 'vitest';
import { hour } from '#lib/duration.ts';
import type { QuestionSummary } from '#domain/questions/question-summary.ts';
import { rowOf, sayDay, sayProblems, sayTriedFor } from './question-row-words.ts';

const now = Date.UTC(2026, 10, 23, 14, 20);
const reader = { now, timeZone: 'Europe/Lisbon' };

const person = (name: string) => ({
  ...{ id: name, name, pronouns: '', hue: 0, avatarId: null, place: '', timeZone: '' },
  isGone: false,
});
const asked: QuestionSummary = {
  id: 'q',
  title: 'A flaky test',
  state: 'open',
  part: 'asker',
  asker: person('Ben'),
  partner: person('Ana'),
  pairingId: 'p',
  skill: { id: 's', name: 'Testing' },
  askedAt: now - 24 * hour,
  changedAt: now,
  promisedBy: now + 72 * hour,
  isWidened: false,
  isAnswered: false,
  turn: 'theirs',
};

it('a day is named the nearer, the shorter', () => {
  const days = [0, 1, 3, 10].map((days) => sayDay(now + days * 24 * hour, reader));
  expect(days).toEqual(['today', 'tomorrow', 'Thursday', 'Thursday 3 December']);
});

it('Ben reads what Ana said, and nothing of it once the day has passed', () => {
  expect(rowOf(asked, reader)).toMatchObject({
    about: 'You asked Ana, yesterday',
    skill: 'Testing',
    state: { shape: 'half', words: 'Ana said by Thursday' },
  });
  const late = { ...asked, promisedBy: now - hour };
  expect(rowOf(late, reader).state.words).toBe('Waiting for Ana');
  const answered = { ...asked, isAnswered: true, turn: 'yours' as const };
  expect(rowOf(answered, reader).state).toEqual({
    shape: 'wait',
    words: 'There’s an answer to read',
  });
});

it('Ana reads that Ben waits, and that there is no hurry once he asked others', () => {
  const hers = { ...asked, part: 'partner' as const, turn: 'yours' as const };
  expect(rowOf(hers, reader)).toMatchObject({
    about: 'Ben asked you, yesterday',
    state: { shape: 'wait', words: 'Ben is waiting for you, you said by Thursday' },
  });
  const calm = { ...hers, turn: null, isWidened: true };
  expect(rowOf(calm, reader).state.words).toBe('No hurry any more');
});

it('Cy, who was asked around, reads that he may know', () => {
  const around = { ...asked, part: 'asked_around' as const, partner: null, turn: 'yours' as const };
  expect(rowOf(around, reader)).toMatchObject({
    about: 'Ben is asking around, yesterday',
    state: { words: 'You may know this' },
  });
});

it('each field says one thing that is wrong with it, and how much fits', () => {
  const problems = sayProblems([
    { path: ['title'], message: 'too_long' },
    { path: ['title'], message: 'hidden_characters' },
    { path: ['body'], message: 'body_missing' },
  ]);
  expect(problems.map(({ field }) => field)).toEqual(['title', 'body']);
  expect(problems[0]?.message).toContain('160');
});

it('words of one’s own about the time stand as they are', () => {
  expect([sayTriedFor('day'), sayTriedFor('two evenings')]).toEqual([
    'About a day',
    'two evenings',
  ]);
});
