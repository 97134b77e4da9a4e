import { describe, expect, it } from 'vitest';
import { fold, hasHiddenCharacters, lengthOf, shorten, tidyLine, tidyText } from './text.ts';

describe('text people type', () => {
  it('folds accents, case and width so that Zoë finds Zoe', () => {
    expect(fold('  ZOË  Ångström ')).toBe('zoe angstrom');
    expect(fold('ＪＳ')).toBe('js');
    expect(fold('Straße')).toBe('strasse');
  });

  it('D6: refuses names that hide direction marks or zero-width letters', () => {
    expect(hasHiddenCharacters('Ana\u202eeve')).toBe(true);
    expect(hasHiddenCharacters('A\u200bna')).toBe(true);
    expect(hasHiddenCharacters('Ana\u0000')).toBe(true);
    expect(hasHiddenCharacters('Zoë Nakamura-Thistlewood')).toBe(false);
    expect(hasHiddenCharacters('می\u200cخواهم')).toBe(false);
    expect(hasHiddenCharacters('👩\u200d💻')).toBe(false);
    expect(hasHiddenCharacters('क्\u200dष')).toBe(false);
  });

  it('D7: counts an emoji as one character and never cuts one in half', () => {
    expect(lengthOf('a👍b')).toBe(3);
    expect(shorten('👍👍👍', 2)).toBe('👍…');
    expect(shorten('It stopped at floats. And then', 23)).toBe('It stopped at floats…');
  });

  it('D9: mends lone surrogates and drops NUL', () => {
    expect(tidyText('a\ud800b\u0000c\r\nd')).toBe('a\ufffdbc\nd');
    expect(tidyLine('  two \t spaces ')).toBe('two spaces');
  });
});
