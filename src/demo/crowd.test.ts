import { describe, expect, it } from 'vitest';
import { crowd } from './crowd.ts';
import { Deck, Dice } from './dice.ts';

const people = [...crowd({ count: 4000, seed: 'crowd' })];

describe('a synthetic community', () => {
  it('is the same for the same seed, and its beginning does not depend on its size', () => {
    expect([...crowd({ count: 50, seed: 'crowd' })]).toEqual(people.slice(0, 50));
  });

  it('has skills as real lists do: a few very common, a long tail', () => {
    const counts = new Map<string, number>();
    for (const { skill } of people.flatMap(({ shares }) => shares)) {
      counts.set(skill, (counts.get(skill) ?? 0) + 1);
    }
    const ranked = [...counts.values()].sort((a, b) => b - a);
    expect(ranked.length).toBeGreaterThan(250);
    expect(ranked[0]).toBeGreaterThan(people.length * 0.1);
    expect(ranked[0]).toBeLessThan(people.length * 0.3);
    expect((ranked[0] ?? 0) / (ranked[99] ?? 1)).toBeGreaterThan(8);
    for (const { shares } of people) {
      expect(shares.length).toBeGreaterThanOrEqual(1);
      expect(shares.length).toBeLessThanOrEqual(8);
    }
  });

  it('lives on many clocks, also those at half and quarter hours', () => {
    const zones = new Set(people.map(({ timeZone }) => timeZone));
    expect(zones.size).toBeGreaterThan(60);
    for (const zone of ['Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Adelaide', 'Asia/Tehran']) {
      expect(zones).toContain(zone);
    }
  });

  it('is available in the share asked for', () => {
    const available = people.filter(({ offer }) => offer.isAvailable).length / people.length;
    expect(available).toBeCloseTo(0.35, 1);
    const all = [...crowd({ count: 200, seed: 'all', shareAvailable: 1 })];
    expect(all.every(({ offer }) => offer.isAvailable)).toBe(true);
  });

  it('is free in the evening more than at night', () => {
    const freeAt = (hour: number) =>
      people.filter(({ weekHours }) => weekHours.charAt(24 + hour) === '1').length;
    expect(freeAt(19)).toBeGreaterThan(people.length * 0.4);
    expect(freeAt(3)).toBe(0);
  });
});

describe('dice', () => {
  it('shuffle every order about equally often', () => {
    const dice = new Dice('shuffle');
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const order = dice.shuffle(['a', 'b', 'c']).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('deal every card once before any comes again', () => {
    const deck = new Deck([1, 2, 3, 4, 5], new Dice('deck'));
    for (let round = 0; round < 3; round += 1) {
      expect(new Set(Array.from({ length: 5 }, () => deck.deal())).size).toBe(5);
    }
  });
});
