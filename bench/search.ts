/**
 * What a search in memory costs, by itself: a viewer's first look of the day, another query, the same
 * again, and the first after somebody changed their profile. Against the plain way in the same run,
 * at the smallest size: asking every mentor one by one.
 */
import { crowd } from '../src/demo/crowd.ts';
import { PlainList } from '#tests/plain-list.ts';
import { noon } from '#tests/listings.ts';
import type { Listing } from '#domain/directory/listing.ts';
import { everyone, type MentorQuery, type Seeker } from '#domain/directory/mentor-query.ts';
import { MentorIndex } from '#domain/directory/mentor-index.ts';
import { MentorSearch } from '#domain/directory/mentor-list.ts';
import { skillKey } from '#domain/skills/skill.ts';
import { startingVocabulary } from '#domain/skills/vocabulary.ts';

const sizes = [1_000, 10_000, 100_000];
const viewers = 25;
const rounds = 20;
/** Asking one by one takes seconds at ten thousand, minutes above. */
const mostOneByOne = 1_000;

const queries: Record<string, Partial<MentorQuery>> = {
  'no filter': {},
  'three filters': { modes: ['review'], languages: ['en', 'de'], hours: 2 },
  'skill and hours': { skills: ['go'], hours: 0.25 },
  'a word': { words: 'postgres' },
  'a slip': { words: 'kubernets' },
};

/** Prints a line for each size and kind of look, in microseconds of wall time. */
export function measureSearch(wanted: readonly number[] = sizes): void {
  console.log('\nSearching in memory: microseconds, median (one in twenty takes longer than)\n');
  for (const size of wanted) measureSize(size);
}

function measureSize(size: number): void {
  const listings = listingsFor(size);
  const mentorIndex = new MentorIndex();
  const building = performance.now();
  for (const listing of listings) mentorIndex.put(listing);
  const built = performance.now() - building;
  const search = new MentorSearch(mentorIndex, skills);
  const seekers = listings.slice(0, viewers).map(seekerFrom);
  let hidden = 0;
  const find = (who: Seeker, part: Partial<MentorQuery>, isNew: boolean) =>
    search.find({
      seeker: who,
      // A list of hidden people that was never seen makes the question a new one.
      hidden: isNew ? [`nobody-${hidden++}`] : [],
      query: { ...everyone, ...part },
      after: undefined,
      size: 24,
      showsFull: false,
      now: noon,
    });
  const [first] = seekers;
  if (first === undefined) return;
  for (let i = 0; i < 300; i++) for (const part of Object.values(queries)) find(first, part, true);
  const cold = times(seekers.slice(1), (who) => find(who, {}, true));
  console.log(`${size} mentors, read into memory in ${Math.round(built)} ms`);
  report('first look of the day', cold);
  for (const [name, part] of Object.entries(queries)) {
    report(
      name,
      times(repeated(seekers), (who) => find(who, part, true)),
    );
  }
  report(
    'the same again',
    times(repeated(seekers), (who) => find(who, {}, false)),
  );
  const changed = listings.values();
  const afterChange = times(repeated(seekers.slice(0, 5)), (who) => {
    const [listing] = changed.take(1);
    if (listing !== undefined) mentorIndex.put({ ...listing, held: 0 });
    find(who, {}, true);
  });
  report('after someone changed', afterChange);
  if (size <= mostOneByOne) {
    report(
      'one by one',
      times([first, first, first], (who) => plainly(listings, who)),
    );
  }
}

function plainly(listings: readonly Listing[], who: Seeker): void {
  const plain = new PlainList();
  for (const listing of listings) plain.listings.set(listing.memberId, listing);
  plain.find({ ...everyone, hours: 2 }, who, 24);
}

const repeated = <Thing>(things: readonly Thing[]): Thing[] =>
  Array.from({ length: rounds }, () => things).flat();

function times<Thing>(things: readonly Thing[], run: (thing: Thing) => void): number[] {
  return things.map((thing) => {
    const started = performance.now();
    run(thing);
    return (performance.now() - started) * 1000;
  });
}

function report(name: string, all: readonly number[]): void {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  console.log(`  ${name.padEnd(24)} ${String(at(0.5)).padStart(8)}  (${at(0.95)})`);
}

const skills = startingVocabulary.skills.map((skill) => ({ ...skill, id: skillKey(skill.name) }));

/** Invented mentors as the list would hold them. */
function listingsFor(size: number): Listing[] {
  return Array.from(crowd({ count: size, seed: 'search', shareAvailable: 1 }), (person) => {
    const { offer } = person;
    return {
      memberId: person.id,
      name: person.name,
      pronouns: person.pronouns,
      place: person.place,
      timeZone: person.timeZone,
      languages: person.languages,
      ownWords: person.words,
      shared: person.shares.map(({ skill, confidence }) => ({
        skillId: skillKey(skill),
        confidence,
      })),
      wanted: person.wants.map(({ skill, priority }) => ({ skillId: skillKey(skill), priority })),
      weekHours: person.weekHours,
      modes: offer.modes,
      terms: {
        kind: offer.terms,
        amount: offer.amount,
        currency: offer.currency,
        note: offer.note,
        firstChatFree: offer.isFirstChatFree,
      },
      replyDays: offer.replyDays,
      capacity: offer.capacity,
      held: 0,
      whoMayWrite: offer.whoMayWrite,
      confirmedAt: noon,
      freshUntil: noon + 1e9,
      avatarId: null,
    };
  });
}

const seekerFrom = ({ memberId, timeZone, weekHours, shared, wanted }: Listing): Seeker => ({
  id: memberId,
  timeZone,
  weekHours,
  shared,
  wanted,
});
