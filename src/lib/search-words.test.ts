import { describe, expect, it } from 'vitest';
import {
  Lexicon,
  searchWords,
  slipsBetween,
  slipsForgiven,
  stem,
  wordsOf,
} from './search-words.ts';
import fc from '#tests/fast-check.ts';

describe('the words people search for', () => {
  it('are found without accents, capitals or marks, and keep C++ apart from C', () => {
    expect(wordsOf('Café, NODE.js & c++ / C# für Anfänger')).toEqual(
      'cafe node js c++ c# fur anfanger'.split(' '),
    );
  });

  it('leave fillers out unless they are all there is', () => {
    expect(searchWords('I would like help with my Rust, please: Rust')).toEqual(['rust', 'please']);
    expect(searchWords('who is it')).toEqual(['who', 'is', 'it']);
  });

  it('meet at a stem', () => {
    for (const word of ['test', 'tests', 'testing', 'tested']) expect(stem(word)).toBe('test');
    for (const word of ['code', 'codes', 'coding', 'coded']) expect(stem(word)).toBe('cod');
    for (const word of ['query', 'queries']) expect(stem(word)).toBe('query');
    expect(stem('planning')).toBe('plan');
  });

  it('are not cut where the ending is part of the word', () => {
    for (const word of ['spring', 'redis', 'class', 'string', 'ios', 'aws', 'c++']) {
      expect(stem(word)).toBe(word);
    }
  });
});

describe('slips in a word', () => {
  it('counts a letter added, dropped, changed or swapped as one', () => {
    expect(slipsBetween('kubernetes', 'kubernets', 2)).toBe(1);
    expect(slipsBetween('postgres', 'psotgres', 2)).toBe(1);
    expect(slipsBetween('rust', 'ruts', 2)).toBe(1);
    expect(slipsBetween('react', 'reakt', 2)).toBe(1);
    expect(slipsBetween('svelte', 'python', 2)).toBe(3);
  });

  it('is the same both ways, and never more than changing letter by letter', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slipsBetween(a, b, 9)).toBe(slipsBetween(b, a, 9));
        expect(slipsBetween(a, b, 9)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(slipsBetween(a, b, 9) === 0).toBe(a === b);
      }),
    );
  });
});

describe('a lexicon', () => {
  it('finds words by their beginning, whenever they came', () => {
    const lexicon = new Lexicon();
    for (const word of ['postgres', 'post', 'python', 'postgresql']) lexicon.numberOf(word);
    expect(lexicon.beginningWith('postg')).toEqual([0, 3]);
    lexicon.numberOf('postgis');
    expect(lexicon.beginningWith('post')).toEqual([4, 0, 3]);
    expect(lexicon.find('post')).toBe(1);
    expect(lexicon.find('pos')).toBeUndefined();
  });

  it('forgives a slip in a short word, two in a long one, and none in a tiny one', () => {
    const lexicon = new Lexicon();
    const words = ['go', 'rust', 'kubernetes', 'kotlin'];
    for (const word of words) lexicon.numberOf(word);
    const like = (word: string) => lexicon.like(word).numbers.map((n) => words[n]);
    expect(like('rsut')).toEqual(['rust']);
    expect(like('kuberentse')).toEqual(['kubernetes']);
    expect(like('ktoiln')).toEqual([]);
    expect(like('og')).toEqual([]);
  });

  it('misses no word within what is forgiven', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeé'), minLength: 3, maxLength: 10 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (words, sought) => {
        const lexicon = new Lexicon();
        for (const each of words) lexicon.numberOf(each);
        const limit = slipsForgiven(sought);
        const distances = words.map((each) => slipsBetween(sought, each, limit));
        const least = Math.min(...distances);
        const expected =
          limit === 0
            ? []
            : words.flatMap((_, n) => (distances[n] === least && least <= limit ? n : []));
        expect(lexicon.like(sought).numbers).toEqual(expected);
      }),
    );
  });
});
