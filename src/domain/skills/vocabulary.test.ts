import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { skillKey } from './skill.ts';
import {
  fields,
  findSkill,
  isCommonNoun,
  skillInSentence,
  startingVocabulary,
  suggestSkills,
} from './vocabulary.ts';

const records: { skills: string[] }[] = JSON.parse(
  readFileSync(new URL('../../../demo/mentors-demo.json', import.meta.url), 'utf8'),
);
const rawNames = [...new Set(records.flatMap(({ skills }) => skills))];

describe('the starting vocabulary', () => {
  it('gives no name to two skills', () => {
    const owners = new Map<string, string>();
    for (const { name, aliases } of startingVocabulary.skills) {
      for (const key of [name, ...aliases].map(skillKey)) {
        expect(key).not.toBe('');
        expect(owners.get(key) ?? name, `${key} in ${name}`).toBe(name);
        owners.set(key, name);
      }
    }
  });

  it('knows each of the 108 ways real mentors wrote a skill', () => {
    expect(rawNames).toHaveLength(108);
    expect(rawNames.filter((raw) => findSkill(raw) === null)).toEqual([]);
  });

  it('hears what people mean', () => {
    const meant = {
      JS: 'JavaScript',
      golang: 'Go',
      k8s: 'Kubernetes',
      '.net': '.NET',
      dotnet: '.NET',
      'dotnet core': '.NET',
      'c-sharp': 'C#',
      reactjs: 'React',
      'React.js': 'React',
      vuejs: 'Vue',
      'frontend developer': 'Front-end',
      'front-end': 'Front-end',
      a11y: 'Accessibility',
      postgres: 'PostgreSQL',
      'Python 3.12': 'Python',
      'C++17': 'C++',
      'golang developer': 'Go',
      c: 'C',
      'c++': 'C++',
      'f#': 'F#',
      r: 'R',
    };
    for (const [typed, name] of Object.entries(meant)) expect(findSkill(typed)?.name).toBe(name);
  });

  it('does not guess where it does not know', () => {
    for (const typed of ['', 'underwater basket weaving', 'b2', 'developer']) {
      expect(findSkill(typed)).toBeNull();
    }
  });

  it('has every skill of a field as a skill of its own', () => {
    const names = new Set(startingVocabulary.skills.map(({ name }) => name));
    for (const field of fields) {
      expect(new Set(field.skills).size, field.name).toBe(field.skills.length);
      expect(field.skills.filter((name) => !names.has(name))).toEqual([]);
    }
  });

  it('writes things people do small within a sentence, and products as they spell themselves', () => {
    expect(skillInSentence('Code review')).toBe('code review');
    expect(skillInSentence('Front-end')).toBe('front-end work');
    expect(skillInSentence('REST APIs')).toBe('REST APIs');
    expect(skillInSentence('DevOps')).toBe('DevOps');
    expect(skillInSentence('iOS')).toBe('iOS');
    expect(isCommonNoun('REST APIs')).toBe(true);
    expect(isCommonNoun('Rust')).toBe(false);
  });
});

describe('suggestions while typing', () => {
  const names = (typed: string) => suggestSkills(typed, startingVocabulary).map(({ name }) => name);

  it('put the very skill first, whatever it was called', () => {
    expect(names('js')[0]).toBe('JavaScript');
    expect(names('c')[0]).toBe('C');
    expect(names('K8S')[0]).toBe('Kubernetes');
    expect(names('java')[0]).toBe('Java');
    expect(names('java')).toContain('JavaScript');
  });

  it('find a word inside a name', () => {
    expect(names('layout')).toContain('CSS layout');
    expect(names('talk')).toContain('Giving talks');
  });

  it('are at most eight, and none for nothing', () => {
    expect(names('s')).toHaveLength(8);
    expect(names('  ')).toEqual([]);
  });
});
