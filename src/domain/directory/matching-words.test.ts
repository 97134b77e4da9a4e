import { describe, expect, it } from 'vitest';
import { mentor, noon, seeker, shares } from '#tests/listings.ts';
import type { Listing } from './listing.ts';
import { everyone } from './mentor-query.ts';
import { MentorIndex } from './mentor-index.ts';
import { MentorSearch } from './mentor-list.ts';

const skills = [
  { id: 'js', name: 'JavaScript', aliases: ['JS', 'ECMAScript'] },
  { id: 'java', name: 'Java', aliases: [] },
  { id: 'pg', name: 'PostgreSQL', aliases: ['Postgres', 'psql'] },
  { id: 'node', name: 'Node.js', aliases: ['NodeJS'] },
  { id: 'go', name: 'Go', aliases: ['Golang'] },
  { id: 'cpp', name: 'C++', aliases: [] },
  { id: 'c', name: 'C', aliases: [] },
  { id: 'a11y', name: 'Accessibility', aliases: ['a11y'] },
  { id: 'test', name: 'Testing', aliases: [] },
];

function finder(...listings: Listing[]) {
  const mentorIndex = new MentorIndex();
  for (const listing of listings) mentorIndex.put(listing);
  const search = new MentorSearch(mentorIndex, skills);
  const find = (words: string) =>
    search.find({
      seeker: seeker('Ben'),
      hidden: [],
      query: { ...everyone, words },
      after: undefined,
      size: 24,
      showsFull: false,
      now: noon,
    }).memberIds;
  return { find, mentorIndex, search };
}

const sharing = (name: string, skill: string, fields: Partial<Listing> = {}) =>
  mentor(name, { shared: shares({ [skill]: 2 }), ...fields });

describe('free words', () => {
  it('find a skill by any of its names, its beginning, or with a slip', () => {
    const { find } = finder(sharing('Ana', 'pg'), sharing('Cy', 'a11y'), sharing('Dee', 'go'));
    for (const words of ['PostgreSQL', 'psql', 'postg', 'postgers', 'Psotgres']) {
      expect([words, ...find(words)]).toEqual([words, 'ana']);
    }
    for (const words of ['a11y', 'accessib', 'acessibility', 'Äccessibility']) {
      expect([words, ...find(words)]).toEqual([words, 'cy']);
    }
    expect(find('kubernetes')).toEqual([]);
  });

  it('find people by name without accents', () => {
    const { find } = finder(mentor('Zoë Ångström', { memberId: 'zoe' }), mentor('Zoltan'));
    expect(find('zoe')).toEqual(['zoe']);
    expect(find('angstr')).toEqual(['zoe']);
  });

  it('find own words in the plural, and ignore words that say nothing', () => {
    const { find } = finder(
      mentor('Ana', { ownWords: 'I like untangling slow queries.' }),
      mentor('Cy', { ownWords: 'Happy to read your tests any evening.' }),
    );
    expect(find('help me with a slow query')).toEqual(['ana']);
    expect(find('a quick query')).toEqual([]);
    expect(find('testing in the evenings')).toEqual(['cy']);
  });

  it('must all be found, each wherever it is', () => {
    const { find } = finder(
      sharing('Ana Berg', 'pg', { memberId: 'ana', ownWords: 'Patient with beginners' }),
      sharing('Cy', 'pg'),
    );
    expect(find('postgres patient')).toEqual(['ana']);
    expect(find('postgres berg')).toEqual(['ana']);
    expect(find('postgres').toSorted()).toEqual(['ana', 'cy']);
  });

  it('keep C, C++ and Go apart from whatever else begins so', () => {
    const { find } = finder(
      sharing('Ana', 'c'),
      sharing('Cy', 'cpp'),
      sharing('Dee', 'go'),
      mentor('Gus', { ownWords: 'A good listener, calm about code' }),
    );
    expect(find('c')).toEqual(['ana']);
    expect(find('C++')).toEqual(['cy']);
    expect(find('go')).toEqual(['dee']);
  });

  it('show whole skills before half ones, skills before names, names before own words', () => {
    const { find } = finder(
      mentor('Own', { ownWords: 'I once wrote java for a living' }),
      mentor('Java Lindqvist', { memberId: 'name' }),
      sharing('Half', 'js'),
      sharing('Whole', 'java'),
    );
    expect(find('java')).toEqual(['whole', 'half', 'name', 'own']);
  });

  it('prefer the nearest spelling, wherever it stands', () => {
    const { find } = finder(mentor('Testine'), sharing('Cy', 'test'));
    expect(find('tesitng')).toEqual(['cy']);
    expect(find('tsetine')).toEqual(['testine']);
  });

  it('find a changed profile by its new words only', () => {
    const { find, mentorIndex } = finder(mentor('Ana', { ownWords: 'gardening and Rust' }));
    expect(find('gardening')).toEqual(['ana']);
    mentorIndex.put(mentor('Ana', { ownWords: 'sailing and Rust' }));
    expect(find('gardening')).toEqual([]);
    expect(find('sailing rust')).toEqual(['ana']);
  });

  it('find a skill by a name it was given later', () => {
    const { find, search } = finder(sharing('Ana', 'pg'));
    expect(find('elephant')).toEqual([]);
    search.learnSkills([{ id: 'pg', name: 'PostgreSQL', aliases: ['Elephant'] }]);
    expect(find('elephant')).toEqual(['ana']);
  });

  it('find everyone when there are no words in the words', () => {
    const { find } = finder(mentor('Ana'));
    expect(find(' … ! ')).toEqual(['ana']);
  });
});
