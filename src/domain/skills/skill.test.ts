import { describe, expect, it } from 'vitest';
import { longestSkillName, skillKey, skillName } from './skill.ts';

describe('the key of a skill', () => {
  it('keeps C, C++, C#, F#, F* and .NET apart for Ana', () => {
    const keys = ['C', 'C++', 'C#', 'F#', 'F*', '.NET', 'F', 'NET'].map(skillKey);
    expect(new Set(keys).size).toBe(8);
  });

  it('is one for all the ways Ben may type a name', () => {
    for (const typed of ['Node.js', 'nodejs', 'NODE JS', ' node-js ', 'Ｎｏｄｅ．ｊｓ']) {
      expect(skillKey(typed)).toBe('nodejs');
    }
    expect(skillKey('#javascript')).toBe('javascript');
    expect(skillKey('C♯')).toBe('c#');
    expect(skillKey('Résumés')).toBe('resumes');
    expect(skillKey('UI/UX')).toBe('uiux');
  });

  it('reads letters of every alphabet and is empty when there are none', () => {
    expect(skillKey('Документация')).toBe('документация');
    expect(skillKey('がデザイン')).toBe('がデザイン');
    expect(skillKey('हिंदी में लिखना')).toBe('हिंदीमेंलिखना');
    for (const nothing of ['', '   ', '?!', '++', '#', '🙂']) expect(skillKey(nothing)).toBe('');
  });
});

describe('a typed name', () => {
  it('is tidied to one line, and refused when nothing can be read or it is too long', () => {
    expect(skillName('  Giving\n talks\u200b ')).toBe('Giving talks');
    expect(skillName('…')).toBeNull();
    expect(skillName('x'.repeat(longestSkillName + 1))).toBeNull();
    expect(skillName('x'.repeat(longestSkillName))).not.toBeNull();
  });
});
