import { describe, expect, it } from 'vitest';
import { day, minute } from '#lib/duration.ts';
import { mentor, noon, seeker, shares, wants } from '#tests/listings.ts';
import { type Cursor, readCursor, writeCursor } from './list-page.ts';
import { everyone, type MentorQuery, type Seeker } from './mentor-query.ts';
import { MentorIndex } from './mentor-index.ts';
import { MentorSearch } from './mentor-list.ts';
import fc from '#tests/fast-check.ts';

function crowd(count: number) {
  const mentorIndex = new MentorIndex();
  for (let i = 0; i < count; i++) mentorIndex.put(member(i));
  const search = new MentorSearch(mentorIndex);
  return { mentorIndex, search };
}

/** Every third shares Go, every fifth wants CSS, so that there are several levels of fit. */
function member(i: number) {
  return mentor(`M${i}`, {
    shared: i % 3 === 0 ? shares({ go: 2 }) : [],
    wanted: i % 5 === 0 ? wants({ css: 1 }) : [],
    ownWords: i % 2 === 0 ? 'patient' : '',
  });
}

const ben = seeker('Ben', { wanted: wants({ go: 1 }), shared: shares({ css: 2 }) });

function read(
  search: MentorSearch,
  {
    after,
    size = 7,
    now = noon,
    who = ben,
    query = everyone,
  }: {
    after?: Cursor | undefined;
    size?: number;
    now?: number;
    who?: Seeker;
    query?: MentorQuery;
  },
) {
  return search.find({ seeker: who, hidden: [], query, after, size, showsFull: false, now });
}

/** All pages, doing `between` after each. */
function readAll(
  search: MentorSearch,
  { between = () => {}, ...input }: { between?: () => void; size?: number; query?: MentorQuery },
): string[] {
  const seen: string[] = [];
  let after: Cursor | undefined;
  do {
    const page = read(search, { ...input, after });
    seen.push(...page.memberIds);
    // The place must survive being written into an address.
    after = page.next && readCursor(writeCursor(page.next));
    between();
  } while (after);
  return seen;
}

describe('pages of the list', () => {
  it('show Ben everyone once, and say how many the next page has', () => {
    const { search } = crowd(50);
    const seen = readAll(search, { size: 7 });
    expect(seen.length).toBe(50);
    expect(new Set(seen).size).toBe(50);
    expect(read(search, { size: 24 }).more).toBe(24);
    const second = read(search, { size: 24, after: read(search, { size: 24 }).next });
    expect(second.more).toBe(2);
    expect(read(search, { size: 24, after: second.next })).toMatchObject({
      more: 0,
      next: undefined,
    });
  });

  it('never repeat or skip anyone who stays, while others join and leave', () => {
    const change = fc.record({ joins: fc.nat(300), leaves: fc.nat(99) });
    const queries = fc.constantFrom<Partial<MentorQuery>>(
      {},
      { skills: ['go'] },
      { words: 'patient' },
      { modes: ['meet'] },
    );
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        queries,
        (changes, size, part) => {
          const query = { ...everyone, ...part };
          const { mentorIndex, search } = crowd(100);
          const before = new Set(readAll(search, { size: 200, query }));
          const left = new Set<string>();
          const coming = changes.values();
          const between = () => {
            for (const { joins, leaves } of coming.take(3)) {
              mentorIndex.put(member(100 + joins));
              mentorIndex.remove(`m${leaves}`);
              left.add(`m${leaves}`);
            }
          };
          const seen = readAll(search, { size, query, between });
          expect(new Set(seen).size).toBe(seen.length);
          expect(before.difference(left).isSubsetOf(new Set(seen))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are the same in another process that came to know the members in another order', () => {
    const here = crowd(60);
    const there = { mentorIndex: new MentorIndex() };
    for (let i = 80; i >= 0; i--) there.mentorIndex.put(member(i));
    for (let i = 60; i <= 80; i++) there.mentorIndex.remove(`m${i}`);
    const first = read(here.search, { size: 20 });
    const second = read(new MentorSearch(there.mentorIndex), { size: 20, after: first.next });
    expect([...first.memberIds, ...second.memberIds]).toEqual(
      readAll(here.search, { size: 20 }).slice(0, 40),
    );
  });

  it('go on in yesterday’s order when Ben began to read before midnight, but not next week', () => {
    const { search } = crowd(50);
    const first = read(search, { size: 20 });
    const late = read(search, { size: 20, after: first.next, now: noon + day });
    expect(late.memberIds).toEqual(read(search, { size: 20, after: first.next }).memberIds);
    const muchLater = read(search, { size: 20, after: first.next, now: noon + 7 * day });
    expect(muchLater.memberIds).toEqual(read(search, { size: 20, now: noon + 7 * day }).memberIds);
  });

  it('change at Ben’s own midnight, not at Greenwich', () => {
    const { search } = crowd(50);
    const auckland = { ...ben, timeZone: 'Pacific/Auckland' };
    const at = (now: number) => read(search, { who: auckland, now }).memberIds.join();
    const midnight = Temporal.ZonedDateTime.from('2026-11-24T00:00[Pacific/Auckland]');
    expect(at(midnight.epochMilliseconds - 1)).toBe(at(midnight.epochMilliseconds - minute));
    expect(at(midnight.epochMilliseconds)).not.toBe(at(midnight.epochMilliseconds - 1));
  });

  it('take any address for the first page when the place in it makes no sense', () => {
    for (const text of [
      '',
      'x',
      '2026-11-23',
      '2026-11-23.1.2',
      '2026-11-23.1.2.3; drop',
      '../..',
    ]) {
      expect(readCursor(text)).toBeUndefined();
    }
    const { search } = crowd(30);
    const odd = readCursor('2026-11-23.zzz.zzzzzzz.zzzzzzz');
    expect(read(search, { after: odd }).memberIds).toEqual(read(search, {}).memberIds);
  });
});

describe('taking turns', () => {
  it('over 40,000 viewers the most and the least shown of equally fitting mentors differ by 1.10 at most', () => {
    const mentorIndex = new MentorIndex();
    const equals = Array.from({ length: 60 }, (_, i) =>
      mentor(`M${i}`, { shared: shares({ go: 3 }) }),
    );
    for (const each of equals) mentorIndex.put(each);
    for (let i = 60; i < 200; i++) mentorIndex.put(mentor(`M${i}`));
    const search = new MentorSearch(mentorIndex);
    const shown = new Map(equals.map(({ memberId }) => [memberId, 0]));
    const first = new Map(shown);
    for (let viewer = 0; viewer < 40_000; viewer++) {
      const who = seeker(`viewer ${viewer}`, { wanted: wants({ go: 1 }) });
      const { memberIds } = read(search, { who, size: 12 });
      for (const id of memberIds) shown.set(id, (shown.get(id) ?? 0) + 1);
      const [top = ''] = memberIds;
      first.set(top, (first.get(top) ?? 0) + 1);
    }
    expect(shown.size).toBe(60);
    const counts = [...shown.values()];
    expect(Math.max(...counts) / Math.min(...counts)).toBeLessThanOrEqual(1.1);
    // The very first place, too: 60 mentors, 59 degrees of freedom, standard deviation 10.9.
    const expected = 40_000 / 60;
    const chiSquared = [...first.values()].reduce(
      (sum, n) => sum + (n - expected) ** 2 / expected,
      0,
    );
    expect(chiSquared).toBeLessThan(59 + 4 * 10.9);
  });
});
