import { describe, expect, it } from 'vitest';
import { firstOffer } from './offer.ts';
import { marksOf, merge, readMarks, writeMarks } from './profile-merge.ts';
import fc from '#tests/fast-check.ts';
import { profileFields, type Profile } from './profile.ts';

const ana: Profile = {
  name: 'Ana',
  pronouns: 'she/her',
  ownWords: 'I write Go.',
  place: 'Berlin',
  timeZone: 'Europe/Berlin',
  hours: '',
  languages: ['de', 'en'],
  links: ['https://ana.example/'],
  isPublic: false,
  shares: [{ name: 'Go', confidence: 3 }],
  wants: [{ name: 'Elixir', priority: 1 }],
  isAvailable: false,
  ...firstOffer,
};

const profiles: fc.Arbitrary<Profile> = fc.record({
  name: fc.constantFrom('Ana', 'Anna', 'A'),
  pronouns: fc.constantFrom('', 'she/her'),
  ownWords: fc.constantFrom('', 'one', 'two', 'three'),
  place: fc.constantFrom('', 'Berlin', 'Porto'),
  timeZone: fc.constantFrom('', 'Europe/Berlin'),
  hours: fc.constantFrom('', '0'.repeat(168), '1'.repeat(168)),
  languages: fc.subarray(['de', 'en', 'pt']),
  links: fc.subarray(['https://a.example/', 'https://b.example/']),
  isPublic: fc.boolean(),
  shares: fc.constantFrom(
    [],
    [{ name: 'Go', confidence: 1 as const }],
    [{ name: 'Go', confidence: 3 as const }],
  ),
  wants: fc.constantFrom([], [{ name: 'Rust', priority: 2 as const }]),
  isAvailable: fc.boolean(),
  capacity: fc.integer({ min: 1, max: 3 }),
  modes: fc.subarray(['meet', 'review', 'answer', 'swap'] as const),
  replyDays: fc.constantFrom(1, 3),
  terms: fc.constantFrom(firstOffer.terms, { ...firstOffer.terms, note: 'books' }),
  whoMayWrite: fc.constantFrom('everyone' as const, 'learners' as const),
});

describe('Ana edits her profile in two browsers', () => {
  it('keeps both when she changed her place here and her own words there', () => {
    const mine = { ...ana, place: 'Porto' };
    const theirs = { ...ana, ownWords: 'I write Go and Rust.' };
    expect(merge({ mine, theirs, base: marksOf(ana) })).toEqual({
      profile: { ...ana, place: 'Porto', ownWords: 'I write Go and Rust.' },
      conflicts: [],
    });
  });

  it('asks about what she changed differently in both, and loses nothing typed here', () => {
    const mine = { ...ana, ownWords: 'Here', place: 'Porto' };
    const theirs = { ...ana, ownWords: 'There' };
    expect(merge({ mine, theirs, base: marksOf(ana) })).toEqual({
      profile: mine,
      conflicts: ['ownWords'],
    });
  });

  it('does not mind in which order languages and skills are listed', () => {
    const mine = { ...ana, languages: ['en', 'de'] };
    const theirs = { ...ana, languages: ['de'] };
    expect(merge({ mine, theirs, base: marksOf(ana) })).toEqual({
      profile: { ...mine, languages: ['de'] },
      conflicts: [],
    });
  });

  it('asks about every difference when the marks are missing or garbled', () => {
    expect(readMarks('nonsense')).toEqual({});
    const { conflicts } = merge({ mine: { ...ana, place: 'Porto' }, theirs: ana, base: {} });
    expect(conflicts).toEqual(['place']);
  });
});

describe('any three editions of a profile', () => {
  it('each field is the one that changed; only a double change is asked about; nothing typed is lost', () => {
    fc.assert(
      fc.property(profiles, profiles, profiles, (base, mine, theirs) => {
        const marks = readMarks(writeMarks(marksOf(base)));
        const { profile, conflicts } = merge({ mine, theirs, base: marks });
        for (const field of profileFields) {
          const [b, m, t] = [base, mine, theirs].map((each) => marksOf(each)[field]);
          const result = marksOf(profile)[field];
          expect(conflicts.includes(field)).toBe(m !== b && t !== b && m !== t);
          if (m === b) expect(result).toBe(t);
          else expect(result).toBe(m);
        }
      }),
    );
  });

  it('merging again with nothing changed in between saves exactly what was typed', () => {
    fc.assert(
      fc.property(profiles, profiles, (mine, theirs) => {
        const { profile, conflicts } = merge({ mine, theirs, base: marksOf(theirs) });
        expect(conflicts).toEqual([]);
        expect(marksOf(profile)).toEqual(marksOf(mine));
      }),
    );
  });

  it('which browser saves first makes no difference where nothing is asked', () => {
    fc.assert(
      fc.property(profiles, profiles, profiles, (base, a, b) => {
        const one = merge({ mine: a, theirs: b, base: marksOf(base) });
        const other = merge({ mine: b, theirs: a, base: marksOf(base) });
        expect(one.conflicts).toEqual(other.conflicts);
        if (one.conflicts.length === 0)
          expect(marksOf(one.profile)).toEqual(marksOf(other.profile));
      }),
    );
  });
});
