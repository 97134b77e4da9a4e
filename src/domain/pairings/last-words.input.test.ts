import { describe, expect, it } from 'vitest';
import { goodbyeWords, pickedUpWords, thanksWords } from './last-words.input.ts';

describe('words on the way out', () => {
  it('are tidied, and as long as a letter at most', () => {
    expect(goodbyeWords.safeParse(' Bye \r\nthen ').data).toBe('Bye \nthen');
    expect(goodbyeWords.safeParse('x'.repeat(4001)).error?.issues[0]?.message).toBe('words_long');
    expect(pickedUpWords.safeParse('').data).toBe('');
    expect(thanksWords.safeParse(' ').error?.issues[0]?.message).toBe('words_missing');
  });
});
