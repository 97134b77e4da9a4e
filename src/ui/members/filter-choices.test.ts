import { describe, expect, it } from 'vitest';
import { mentor, noon, seeker, shares, wants, weekHours } from '#tests/listings.ts';
import { everyone, type MentorQuery } from '#domain/directory/mentor-query.ts';
import { MentorIndex } from '#domain/directory/mentor-index.ts';
import { MentorSearch } from '#domain/directory/mentor-list.ts';
import { askedFrom, hrefOf, narrowingOf, sayCount, sayFilter, without } from './filter-choices.ts';

const names: Record<string, string> = { s1: 'Go', s2: 'C#', s3: 'CSS layout' };
const skillName = (id: string) => names[id] ?? '';

function narrow(part: Partial<MentorQuery>, hours = weekHours({ mon: [18, 19, 20] })) {
  const mentorIndex = new MentorIndex();
  mentorIndex.put(
    mentor('Ana', { shared: shares({ s1: 3, s2: 1 }), wanted: wants({ s3: 1 }), weekHours: hours }),
  );
  mentorIndex.put(mentor('Cy', { shared: shares({ s1: 2 }), languages: ['de'] }));
  const query = { ...everyone, ...part };
  const { counts } = new MentorSearch(mentorIndex).find({
    seeker: seeker('Ben', { weekHours: hours, shared: shares({ s3: 2 }) }),
    hidden: [],
    query,
    after: undefined,
    size: 24,
    showsFull: false,
    now: noon,
  });
  const named = { query, counts, skillName };
  return { ...narrowingOf(named), named };
}

describe('the filters beside the list', () => {
  it('name every choice with its number and whether it is made', () => {
    const { skills, languages, hours, wants: wished } = narrow({ skills: ['s1'], hours: 2 });
    expect(skills).toEqual([
      { value: 'go', label: 'Go', count: '1', isMade: true },
      { value: 'c#', label: 'C#', count: '1', isMade: false },
    ]);
    expect(languages).toEqual([{ value: 'en', label: 'English', count: '1', isMade: false }]);
    expect(wished).toEqual([
      { value: 'csslayout', label: 'CSS layout', count: '1', isMade: false },
    ]);
    expect(hours.map(({ value, label, count, isMade }) => [value, label, count, isMade])).toEqual([
      ['', 'Any hours', '2', false],
      ['some', 'Some overlap with mine', '1', false],
      ['2', 'At least 2 hours a week', '1', true],
      ['3', 'At least 3 hours a week', '1', false],
      ['5', 'At least 5 hours a week', '0', false],
    ]);
  });

  it('lead to the list without one of them, and with all the others', () => {
    const { chips } = narrow({
      words: 'slow queries',
      skills: ['s1', 's2'],
      modes: ['meet'],
      hours: 0.25,
    });
    expect(chips).toEqual([
      { label: '“slow queries”', href: '/mentors?skill=go&skill=c%23&mode=meet&hours=some' },
      { label: 'Some overlap', href: '/mentors?q=slow+queries&skill=go&skill=c%23&mode=meet' },
      { label: 'Go', href: '/mentors?q=slow+queries&skill=c%23&mode=meet&hours=some' },
      { label: 'C#', href: '/mentors?q=slow+queries&skill=go&mode=meet&hours=some' },
      { label: 'Meet regularly', href: '/mentors?q=slow+queries&skill=go&skill=c%23&hours=some' },
    ]);
  });

  it('say nothing of hours while Ben has not said his', () => {
    const { hours, chips } = narrow({ hours: 2 }, '');
    expect(hours).toEqual([]);
    expect(chips).toEqual([]);
  });

  it('say a whole filter as its choices, and drop it whole', () => {
    const { named } = narrow({ languages: ['de', 'en'], terms: ['free'] });
    expect(sayFilter(named, { name: 'languages', value: '' })).toBe('German, English');
    expect(without(named.query, { name: 'languages', value: '' }).languages).toEqual([]);
    expect(hrefOf(askedFrom({ ...named, query: everyone }))).toBe('/mentors');
    expect(hrefOf(askedFrom(named), '2026-11-23.1.a.b')).toBe(
      '/mentors?terms=free&language=de&language=en&after=2026-11-23.1.a.b',
    );
  });

  it('set thousands apart', () => {
    expect([sayCount(999), sayCount(100_497)]).toEqual(['999', '100,497']);
  });
});
