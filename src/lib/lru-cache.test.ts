import { expect, it } from 'vitest';
import { LruCache } from './lru-cache.ts';

it('remembers the last few things asked for and forgets the others', () => {
  const recent = new LruCache<string, number>(2);
  recent.set('Ana', 1);
  recent.set('Ben', 2);
  expect(recent.get('Ana')).toBe(1);
  recent.set('Cy', 3);
  expect(recent.get('Ben')).toBeUndefined();
  expect(recent.get('Ana')).toBe(1);
  recent.set('Dee', 4, 1);
  expect(recent.get('Ana')).toBeUndefined();
  expect(recent.get('Dee')).toBe(4);
});
