import { describe, expect, it } from 'vitest';
import { problemInWords, refusalInWords, noteInWords } from './roster-words.ts';

describe('what an import says', () => {
  it('names line, column and reason in both languages', () => {
    const problem = { code: 'bad_email', column: 'Mail', value: 'cy(at)x' } as const;
    expect(problemInWords(problem, { locale: 'en' })).toBe(
      '“cy(at)x” in “Mail” can’t be an e-mail address.',
    );
    expect(problemInWords(problem, { locale: 'de' })).toBe(
      '„cy(at)x“ in „Mail“ kann keine E-Mail-Adresse sein.',
    );
    expect(refusalInWords({ code: 'unclosed_quote', line: 7 }, { locale: 'en' })).toContain(
      'line 7',
    );
    const note = { code: 'new_skill', column: 'Skills', value: 'Tatting' } as const;
    expect(noteInWords(note, { locale: 'en' })).toContain('Tatting');
  });
});
