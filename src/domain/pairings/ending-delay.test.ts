import fc from '#tests/fast-check.ts';
import { expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import { endingDelay } from './ending-delay.ts';

it('E6: both are told five to sixty minutes later, at a random moment', () => {
  const bytes = fc.uint8Array({ minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(bytes, (drawn) => {
      const delay = endingDelay({ bytes: () => drawn });
      return delay >= 5 * minute && delay < 60 * minute;
    }),
  );
  const at = (...drawn: number[]) => endingDelay({ bytes: () => Uint8Array.from(drawn) });
  expect(at(0, 0, 0)).toBe(5 * minute);
  expect(at(128, 0, 0)).toBe(32.5 * minute);
});
