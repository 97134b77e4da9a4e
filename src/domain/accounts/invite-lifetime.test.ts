import { expect, it } from 'vitest';
import { inviteDays } from './invite-lifetime.ts';

it.each([
  ['week', 7],
  ['month', 30],
  ['always', null],
  ['', 30],
  ['toString', 30],
])('an invite that lasts %j is open for %j days', (choice, days) => {
  expect(inviteDays(choice)).toBe(days);
});
