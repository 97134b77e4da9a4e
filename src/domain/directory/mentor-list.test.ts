import { describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { PlainList } from '#tests/plain-list.ts';
import { mentor, noon, seeker, shares, wants, weekHours } from '#tests/listings.ts';
import { firstOffer, helpModes, termsKinds } from '#domain/members/offer.ts';
import fc from '#tests/fast-check.ts';
import type { Listing } from './listing.ts';
import { everyone, type MentorQuery, type Seeker } from './mentor-query.ts';
import { MentorIndex } from './mentor-index.ts';
import { MentorSearch, type Around, type SearchInput } from './mentor-list.ts';

function listOf(...listings: Listing[]): { mentorIndex: MentorIndex; search: MentorSearch } {
  const mentorIndex = new MentorIndex();
  for (const listing of listings) mentorIndex.put(listing);
  return { mentorIndex, search: new MentorSearch(mentorIndex) };
}

function look(
  search: MentorSearch,
  query: Partial<MentorQuery> = {},
  by: Partial<SearchInput> = {},
): Around {
  return search.find({
    seeker: seeker('Ben'),
    hidden: [],
    after: undefined,
    size: 24,
    showsFull: false,
    now: noon,
    ...by,
    query: { ...everyone, ...query },
  });
}

const evenings = weekHours({ mon: [18, 19, 20], wed: [18, 19, 20] });

const ana = mentor('Ana', {
  shared: shares({ go: 3, sql: 2 }),
  wanted: wants({ css: 1 }),
  modes: ['meet', 'review'],
  languages: ['en', 'pt'],
  timeZone: 'Europe/Berlin',
  weekHours: evenings,
});
const cy = mentor('Cy', {
  shared: shares({ go: 1 }),
  modes: ['answer'],
  terms: { ...firstOffer.terms, kind: 'charges' },
});
const dee = mentor('Dee', {
  shared: shares({ rust: 3, sql: 3 }),
  modes: ['review'],
  languages: ['de'],
  weekHours: weekHours({ mon: [20] }),
});

describe('filtering the list', () => {
  const { search } = listOf(ana, cy, dee);
  const names = (query: Partial<MentorQuery>, by: Partial<SearchInput> = {}) =>
    look(search, query, by).memberIds.toSorted();

  it('Ben asks for any of two skills, or for all of them', () => {
    expect(names({ skills: ['go', 'sql'] })).toEqual(['ana', 'cy', 'dee']);
    expect(names({ skills: ['go', 'sql'], skillMode: 'all' })).toEqual(['ana']);
  });

  it('Ben asks for people who want to learn CSS, for a swap', () => {
    expect(names({ wants: ['css'] })).toEqual(['ana']);
  });

  it('asks for every way of helping that is ticked, and for any language or terms', () => {
    expect(names({ modes: ['meet', 'review'] })).toEqual(['ana']);
    expect(names({ languages: ['pt', 'de'] })).toEqual(['ana', 'dee']);
    expect(names({ terms: ['charges', 'free'], modes: ['answer'] })).toEqual(['cy']);
  });

  it('counts hours in common in Ben’s week, wherever the others live', () => {
    const ben = seeker('Ben', { weekHours: weekHours({ mon: [17, 18, 19, 20] }) });
    expect(names({ hours: 0.25 }, { seeker: ben })).toEqual(['ana', 'dee']);
    expect(names({ hours: 2 }, { seeker: ben })).toEqual(['ana']);
  });

  it('leaves the hours filter out while Ben has not said his hours', () => {
    expect(names({ hours: 3 })).toEqual(['ana', 'cy', 'dee']);
  });

  it('changes with the clocks: New York is an hour nearer in the last week of October', () => {
    const { search: wide } = listOf(
      mentor('Uma', { timeZone: 'America/New_York', weekHours: weekHours({ wed: [13, 14] }) }),
    );
    const ben = seeker('Ben', { weekHours: weekHours({ wed: [17, 18] }) });
    const withTwoHours = (date: number) =>
      look(wide, { hours: 2 }, { seeker: ben, now: date }).memberIds;
    expect(withTwoHours(Date.UTC(2026, 9, 21))).toEqual([]);
    expect(withTwoHours(Date.UTC(2026, 9, 28))).toEqual(['uma']);
    expect(withTwoHours(Date.UTC(2026, 10, 4))).toEqual([]);
  });
});

describe('who is on the list', () => {
  it('not Ben himself, and nobody he hid', () => {
    const { search } = listOf(ana, cy, mentor('Ben'));
    expect(look(search, {}, { hidden: ['cy'] }).memberIds).toEqual(['ana']);
    expect(look(search, {}, { hidden: ['cy'] }).counts.total).toBe(1);
  });

  it('not Ana when her two places are taken, unless the community keeps full mentors', () => {
    const { search } = listOf({ ...ana, held: 2 }, cy);
    expect(look(search).memberIds).toEqual(['cy']);
    const kept = look(search, {}, { showsFull: true });
    expect(kept.memberIds.toSorted()).toEqual(['ana', 'cy']);
    expect(kept.counts.hasRoom).toBe(1);
    expect(look(search, { hasRoom: true }, { showsFull: true }).memberIds).toEqual(['cy']);
  });

  it('Ana until the last moment of her tick and not a moment longer', () => {
    const { search } = listOf({ ...ana, freshUntil: noon + 5 }, cy);
    const at = (now: number) => look(search, {}, { now }).memberIds.length;
    expect([at(noon), at(noon + 5), at(noon + 6), at(noon)]).toEqual([2, 2, 1, 2]);
  });

  it('Ana again at once when she confirms, and never after she leaves', () => {
    const { search, mentorIndex } = listOf({ ...ana, freshUntil: noon - 1 }, cy);
    expect(look(search).memberIds).toEqual(['cy']);
    mentorIndex.put(ana);
    expect(look(search).memberIds.toSorted()).toEqual(['ana', 'cy']);
    mentorIndex.remove('ana');
    mentorIndex.remove('ana');
    expect(look(search).memberIds).toEqual(['cy']);
    expect(look(search, { skills: ['sql'] }).counts.total).toBe(0);
  });
});

describe('the order of the list', () => {
  it('puts what Ben wants to learn first, then who could swap, then hours in common', () => {
    const { search } = listOf(
      mentor('Hours', { weekHours: evenings }),
      mentor('Learn', { shared: shares({ go: 3 }) }),
      mentor('Neither'),
      mentor('Swap', { wanted: wants({ css: 2 }), weekHours: evenings }),
    );
    const ben = seeker('Ben', {
      wanted: wants({ go: 1 }),
      shared: shares({ css: 3 }),
      weekHours: evenings,
    });
    const order = look(search, {}, { seeker: ben }).memberIds;
    expect(order).toEqual(['learn', 'swap', 'hours', 'neither']);
  });

  it('takes a skill asked for as wished most, so the confident come first', () => {
    const { search } = listOf(
      mentor('Curious', { shared: shares({ go: 1 }) }),
      mentor('Confident', { shared: shares({ go: 3 }) }),
      mentor('Comfortable', { shared: shares({ go: 2 }) }),
    );
    const order = look(search, { skills: ['go'] }).memberIds;
    expect(order).toEqual(['confident', 'comfortable', 'curious']);
  });

  it('differs between Ben and Cy, and for Ben from day to day', () => {
    const { search } = listOf(...Array.from({ length: 12 }, (_, i) => mentor(`Mentor ${i}`)));
    const orderFor = (name: string, now = noon) =>
      look(search, {}, { seeker: seeker(name), now }).memberIds.join();
    expect(orderFor('Ben')).toBe(orderFor('Ben'));
    expect(orderFor('Ben')).not.toBe(orderFor('Cy'));
    expect(orderFor('Ben')).not.toBe(orderFor('Ben', noon + day));
  });
});

describe('when nobody fits', () => {
  it('names the one filter whose removal helps most', () => {
    const { search } = listOf(ana, cy, dee);
    const { loosening, counts } = look(search, {
      skills: ['go'],
      languages: ['de'],
      modes: ['meet'],
    });
    expect(counts.total).toBe(0);
    expect(loosening).toEqual({ name: 'languages', value: '', count: 1 });
    const twoModes = look(search, { modes: ['answer', 'review'] });
    expect(twoModes.loosening).toEqual({ name: 'modes', value: 'answer', count: 2 });
  });

  it('names none where no single one would help', () => {
    const { search } = listOf(ana);
    expect(look(search, { skills: ['rust'], languages: ['de'] }).loosening).toBeUndefined();
  });
});

const anySkill = fc.constantFrom('go', 'sql', 'css', 'rust', 'talks');
const feeling = fc.constantFrom<1 | 2 | 3>(1, 2, 3);
const anyShared = fc.dictionary(anySkill, feeling, { maxKeys: 4 }).map((skills) => shares(skills));
const anyWanted = fc.dictionary(anySkill, feeling, { maxKeys: 3 }).map((skills) => wants(skills));
const anyHours = fc.constantFrom(
  '',
  evenings,
  weekHours({ mon: [20] }),
  weekHours({ sat: [9, 10] }),
);
const anyZone = fc.constantFrom('Europe/Lisbon', 'Asia/Kathmandu', 'America/St_Johns', '');

const anyListing = fc
  .record({
    n: fc.integer({ min: 0, max: 40 }),
    shared: anyShared,
    wanted: anyWanted,
    weekHours: anyHours,
    timeZone: anyZone.map((zone) => zone || 'UTC'),
    languages: fc.subarray(['en', 'de', 'pt'], { minLength: 1 }),
    modes: fc.subarray([...helpModes]),
    terms: fc.constantFrom(...termsKinds).map((kind) => ({ ...firstOffer.terms, kind })),
    held: fc.integer({ min: 0, max: 2 }),
    freshUntil: fc.constantFrom(noon - 1, noon, noon + day),
  })
  .map(({ n, ...fields }) => mentor(`M${n}`, fields));

const anyQuery = fc.record<MentorQuery>({
  words: fc.constant(''),
  skills: fc.oneof(fc.constant([]), fc.uniqueArray(anySkill, { maxLength: 2 })),
  skillMode: fc.constantFrom('any', 'all'),
  wants: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.uniqueArray(anySkill, { maxLength: 1 }),
  ),
  modes: fc.subarray([...helpModes], { maxLength: 1 }),
  terms: fc.subarray([...termsKinds], { maxLength: 2 }),
  languages: fc.subarray(['en', 'de', 'pt'], { maxLength: 2 }),
  hours: fc.constantFrom(0, 0, 0, 0.25, 2, 4),
  hasRoom: fc.boolean(),
});

const anySeeker = fc.record<Seeker>({
  id: fc.constantFrom('ben', 'm1', ''),
  timeZone: anyZone.map((zone) => zone || 'UTC'),
  weekHours: anyHours,
  shared: anyShared,
  wanted: anyWanted,
});

const someSeekers = fc.array(anySeeker, { minLength: 3, maxLength: 3 });

const anyStep = fc.oneof(
  { weight: 4, arbitrary: anyListing.map((listing) => ({ put: listing })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => ({ remove: `m${n}` })) },
  { weight: 1, arbitrary: fc.tuple(anyQuery, fc.nat(2)).map(([query, n]) => ({ query, n })) },
);

it('finds, counts and orders as the plain rules say, through any changes and questions', () => {
  fc.assert(
    fc.property(
      someSeekers,
      fc.array(anyStep, { minLength: 60, maxLength: 160 }),
      (seekers, steps) => {
        const { mentorIndex, search } = listOf();
        const plain = new PlainList();
        for (const step of steps) {
          if ('put' in step) {
            mentorIndex.put(step.put);
            plain.listings.set(step.put.memberId, step.put);
          } else if ('remove' in step) {
            mentorIndex.remove(step.remove);
            plain.listings.delete(step.remove);
          } else {
            // The same few people ask again and again, so that what is remembered must keep up.
            const who = seekers[step.n] ?? seeker('Ben');
            const { counts, memberIds } = look(search, step.query, { seeker: who, size: 4 });
            const { languages, hours, skills } = counts;
            const countOf = (all: readonly { value: unknown; count: number }[], value: unknown) =>
              all.find((each) => each.value === value)?.count ?? 0;
            const expected = plain.find(step.query, who, 4);
            expect({
              memberIds,
              total: counts.total,
              modes: counts.modes.map(({ count }) => count),
              terms: counts.terms.map(({ count }) => count),
              german: countOf(languages, 'de'),
              twoHours: who.weekHours === '' ? expected.twoHours : countOf(hours, 2),
              go: countOf(skills, 'go'),
            }).toEqual(expected);
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});
