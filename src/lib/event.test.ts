import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { event } from './event.ts';

describe('a kind of event', () => {
  const shape = { kettleId: z.string(), shelfId: z.string(), boiledAt: z.number() };
  const KettleBoiled = event('KettleBoiled', shape, { refreshes: ['kettle'] });

  it('names the topics it refreshes by the ids among its facts', () => {
    const facts = { kettleId: 'blue', shelfId: 'top', boiledAt: 7 };
    expect(KettleBoiled.topics(facts)).toEqual(['kettle:blue']);
    expect(event('KettleFell', shape).topics(facts)).toEqual([]);
  });

  it('reads its facts and nothing else out of what was saved', () => {
    const saved = { name: 'KettleBoiled', kettleId: 'blue', shelfId: 'top', boiledAt: 7 };
    const { name: _, ...facts } = saved;
    expect(KettleBoiled.facts.parse(saved)).toEqual(facts);
    expect(KettleBoiled.facts.safeParse({ ...saved, boiledAt: 'soon' }).success).toBe(false);
  });
});
