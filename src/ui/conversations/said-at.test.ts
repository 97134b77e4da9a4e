import { expect, it } from 'vitest';
import { sayingWhen } from './said-at.ts';

const now = Date.UTC(2026, 10, 18, 14, 20);
const say = (at: number, timeZone = 'Europe/Lisbon') => sayingWhen({ now, timeZone })(at);

it('names the day as Ana would', () => {
  expect(say(Date.UTC(2026, 10, 18, 9, 5))).toBe('Today, 09:05');
  expect(say(Date.UTC(2026, 10, 17, 23, 59))).toBe('Yesterday, 23:59');
  expect(say(Date.UTC(2026, 10, 12, 0, 0))).toBe('Thursday, 00:00');
  expect(say(Date.UTC(2026, 10, 11, 23, 59))).toBe('11 November, 23:59');
  expect(say(Date.UTC(2025, 11, 31, 16, 20))).toBe('31 December 2025, 16:20');
});

it('counts days by the reader’s own midnight', () => {
  const at = Date.UTC(2026, 10, 17, 23, 30);
  expect(say(at, 'Europe/Berlin')).toBe('Today, 00:30');
  expect(say(at, 'Europe/Lisbon')).toBe('Yesterday, 23:30');
  expect(say(at, '')).toBe('Yesterday, 23:30');
});
