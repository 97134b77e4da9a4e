import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { zoneNamed } from '#lib/regions.ts';
import { hasHiddenCharacters } from '#lib/text.ts';
import { hoursFree, isWeekHours } from '#lib/week.ts';
import { findSkill, startingVocabulary } from '#domain/skills/vocabulary.ts';
import { cast } from './cast.ts';
import { demoPeople, type MentorRecord } from './guild.ts';
import type { InventedPerson } from './invented-person.ts';
import * as sentences from './sentences.ts';

const text = readFileSync(new URL('../../demo/mentors-demo.json', import.meta.url), 'utf8');
const records: MentorRecord[] = JSON.parse(text);
const people = demoPeople(records, 'tidewater');
const everyone: InventedPerson[] = [...people, ...Object.values(cast)];
const known = new Set(startingVocabulary.skills.map(({ name }) => name));

describe('the people of the demo', () => {
  it('are the same every time, and others for another seed', () => {
    expect(demoPeople(records, 'tidewater')).toEqual(people);
    expect(demoPeople(records, 'other')[0]?.name).not.toBe(people[0]?.name);
  });

  it('are one for each record, with the record’s own skills', () => {
    expect(people).toHaveLength(172);
    people.forEach(({ shares }, number) => {
      const own = new Set(records[number]?.skills.map((raw) => findSkill(raw)?.name));
      expect(new Set(shares.map(({ skill }) => skill))).toEqual(own);
    });
  });

  it('have names, addresses and ids of their own', () => {
    for (const key of ['name', 'email', 'id'] as const) {
      expect(new Set(everyone.map((person) => person[key])).size, key).toBe(everyone.length);
    }
    for (const { name, email } of everyone) {
      expect(name).not.toMatch(/undefined|[_\d]/);
      expect(hasHiddenCharacters(name)).toBe(false);
      expect(email).toMatch(/^[a-z0-9-]+@tidewater\.example$/);
    }
  });

  it('write in several alphabets, mostly in Latin letters', () => {
    const latin = people.filter(({ name }) => /^[\p{Script=Latin}\s’“”-]+$/u.test(name)).length;
    expect(latin).toBeGreaterThan(150);
    expect(latin).toBeLessThan(172);
  });

  it('live on real clocks, are free at some hours, and know skills by their usual names', () => {
    for (const { timeZone, weekHours, shares, wants } of everyone) {
      expect(zoneNamed(timeZone)).toBe(timeZone);
      expect(isWeekHours(weekHours)).toBe(true);
      expect(hoursFree(weekHours)).toBeGreaterThan(1);
      const shared = shares.map(({ skill }) => skill);
      const wanted = wants.map(({ skill }) => skill);
      expect([...shared, ...wanted].filter((name) => !known.has(name))).toEqual([]);
      expect(wanted.filter((name) => shared.includes(name))).toEqual([]);
    }
  });

  it('state prices only when they charge, and never where the record said free', () => {
    people.forEach(({ offer }, number) => {
      expect(offer.amount !== null).toBe(offer.terms === 'charges');
      expect(offer.currency !== '').toBe(offer.terms === 'charges');
      if (records[number]?.paid === false) expect(offer.terms).toBe('free');
    });
    const terms = people.map(({ offer }) => offer.terms);
    expect(terms.filter((each) => each === 'free').length).toBeGreaterThan(120);
    expect(new Set(terms).size).toBe(3);
  });
});

describe('what they say about themselves', () => {
  it('is whole sentences with every gap filled', () => {
    for (const { words } of people) {
      expect(words).not.toMatch(/[{}]|undefined| {2}|\n/);
      expect(words).toMatch(/^\p{Lu}/u);
      expect(words).toMatch(/[.?!”]$/);
      expect(words.length).toBeLessThan(330);
    }
  });

  it('hardly repeats itself: no words come twice, and few begin alike', () => {
    const beginnings = people.map(({ words }) => words.slice(0, 24));
    const counts = Map.groupBy(beginnings, (each) => each);
    expect(Math.max(...[...counts.values()].map(({ length }) => length))).toBeLessThanOrEqual(6);
    expect(new Set(people.map(({ words }) => words)).size).toBe(172);
  });

  it('talks about what they share and, as a wish, about what they want', () => {
    const frames = [...sentences.wishes, ...sentences.wishesForTools];
    for (const frame of frames) expect(frame.match(/\{w\}/g)).toHaveLength(1);
    const two = [...sentences.openingsAboutTwo, ...sentences.openingsAboutTwoTools];
    for (const frame of two) expect(frame).toMatch(/\{a\}.*\{b\}|\{b\}.*\{a\}/);
    expect(frames.length).toBeGreaterThanOrEqual(40);
    const openings = [...two, ...sentences.openingsAboutTools, ...sentences.openingsAboutCrafts];
    expect(openings.length).toBeGreaterThanOrEqual(60);
  });
});

describe('the cast', () => {
  it('can do what its stories need', () => {
    const shares = (person: InventedPerson) => person.shares.map(({ skill }) => skill);
    const wants = (person: InventedPerson) => person.wants.map(({ skill }) => skill);
    expect(cast.ana.offer).toMatchObject({
      isAvailable: true,
      capacity: 2,
      terms: 'free',
      replyDays: 3,
    });
    expect(cast.ana.timeZone).toBe('Europe/Berlin');
    expect(wants(cast.ben)).toContain('Go');
    for (const mentor of [cast.ana, cast.dee, cast.mirela, cast.hal])
      expect(shares(mentor)).toContain('Go');
    // Eli and Fay swap; Eli, Fay and Gus make a circle.
    expect(shares(cast.eli)).toContain(wants(cast.fay)[0]);
    expect(shares(cast.fay)).toContain(wants(cast.eli)[0]);
    expect(shares(cast.fay)).toContain(wants(cast.gus)[0]);
    expect(shares(cast.gus)).toContain(wants(cast.eli)[1]);
    expect(cast.hal.offer.terms).toBe('charges');
    expect(Object.values(cast).filter(({ isOrganiser }) => isOrganiser)).toHaveLength(2);
  });
});
