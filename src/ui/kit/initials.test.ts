import { describe, expect, it } from 'vitest';
import { initials } from './initials.ts';

describe('the letters on a face', () => {
  it.each([
    ['Odalys Ferrimont', 'OF'],
    ['Bartholomew “Bix” Nakamura-Thistlewood', 'BN'],
    ['ana', 'A'],
    ['  Lin   van der Berg ', 'LB'],
    ['Émile Zola', 'ÉZ'],
    ['E\u0301mile Zola', 'ÉZ'],
    ['Анна Каренина', 'АК'],
    ['محمد علي', 'مع'],
    ['김민준', '김'],
    ['山田 太郎', '山'],
    ['ߝߊ ߞߋ', 'ߝߞ'],
    ['क्षितिज वर्मा', 'क्षिव'],
    ['ßeta Ångström', 'ßÅ'],
    ['👩🏽‍💻 Kim', 'K'],
    ['👩🏽‍💻', '👩🏽‍💻'],
    ['', ''],
  ])('%s wears %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
