/**
 * Finding available mentors: from a query and someone who asks, to a page of people and the true numbers
 * beside every filter. Pure but for what it remembers.
 */
import { type Bits } from '#lib/bits.ts';
import { countAll, type Counts } from './counts.ts';
import { Filters, everyoneFor, type Loosening } from './filters.ts';
import { skillPoints } from './fit.ts';
import { pageOf, type Cursor, type Extra } from './page.ts';
import type { MentorQuery, Seeker } from './query.ts';
import type { Register } from './register.ts';
import { Viewpoint } from './viewpoint.ts';
import { SkillWords, WordSearch, type SkillNames, type Wording } from './wording.ts';

export interface SearchInput {
  readonly seeker: Seeker;
  readonly query: MentorQuery;
  readonly after: Cursor | undefined;
  readonly size: number;
  /** Whether mentors without room stay on the list. */
  readonly showsFull: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Around {
  readonly memberIds: readonly string[];
  readonly counts: Counts;
  /** Where the next page begins; undefined on the last. */
  readonly next: Cursor | undefined;
  /** How many the next page will have. */
  readonly more: number;
  /** When nobody was found: which filter to let go. */
  readonly loosening: Loosening | undefined;
  readonly viewpoint: Viewpoint;
}

/** What a query finds, whichever page of it is asked for. */
interface Found {
  readonly found: Bits;
  readonly counts: Counts;
  readonly loosening: Loosening | undefined;
  readonly extra: Extra | undefined;
}

/** Memory given to viewpoints, in slots: about nine bytes each. */
const SLOTS_REMEMBERED = 4_000_000;
const QUERIES_REMEMBERED = 8;

export class MentorSearch {
  readonly #register: Register;
  #words: WordSearch;
  readonly #viewpoints = new Map<string, { viewpoint: Viewpoint; answers: Map<string, Found> }>();

  constructor(register: Register, skills: Iterable<SkillNames> = []) {
    this.#register = register;
    this.#words = new WordSearch(register, new SkillWords(skills));
  }

  /** Takes in a changed vocabulary of skills. */
  learnSkills(skills: Iterable<SkillNames>): void {
    this.#words = new WordSearch(this.#register, new SkillWords(skills));
    this.#viewpoints.clear();
  }

  find(input: SearchInput): Around {
    const { seeker, after } = input;
    const day = dayToRead({ now: input.now, seeker, after });
    const { viewpoint, answers } = this.#viewpointOf(seeker, day);
    viewpoint.refresh();
    const { found, counts, loosening, extra } = this.#answer({ input, viewpoint, answers });
    const isContinued = after?.day === day;
    const page = pageOf({
      found,
      viewpoint,
      extra,
      after: isContinued ? after : undefined,
      size: input.size,
    });
    return {
      memberIds: page.slots.map((slot) => this.#register.memberAt(slot)),
      counts,
      next: page.next,
      more: page.more,
      loosening,
      viewpoint,
    };
  }

  #viewpointOf(seeker: Seeker, day: string) {
    const { hidden: _, ...profile } = seeker;
    const key = `${day} ${JSON.stringify(profile)}`;
    const known = this.#viewpoints.get(key) ?? {
      viewpoint: new Viewpoint({ register: this.#register, seeker, day }),
      answers: new Map<string, Found>(),
    };
    this.#viewpoints.delete(key);
    this.#viewpoints.set(key, known);
    const most = Math.max(8, SLOTS_REMEMBERED / (this.#register.slotCount + 100));
    for (const oldest of this.#viewpoints.keys()) {
      if (this.#viewpoints.size > most) this.#viewpoints.delete(oldest);
    }
    return known;
  }

  #answer({
    input,
    viewpoint,
    answers,
  }: {
    input: SearchInput;
    viewpoint: Viewpoint;
    answers: Map<string, Found>;
  }): Found {
    const { query, seeker, showsFull } = input;
    const key = JSON.stringify([query, seeker.hidden, showsFull]);
    const fresh = this.#register.freshAt(input.now);
    const known = answers.get(key);
    if (known && known.stamp === fresh) return known;
    const made = { ...this.#findAll({ input, viewpoint }), stamp: fresh };
    answers.delete(key);
    answers.set(key, made);
    for (const oldest of answers.keys())
      if (answers.size > QUERIES_REMEMBERED) answers.delete(oldest);
    return made;
  }

  #findAll({ input, viewpoint }: { input: SearchInput; viewpoint: Viewpoint }): Found {
    const register = this.#register;
    const { query } = input;
    const wording = this.#words.search(query.words);
    const everyone = everyoneFor({ ...input, register, viewpoint, hidden: input.seeker.hidden });
    const filters = new Filters({ register, viewpoint, query, wording, everyone });
    const counts = countAll({ register, viewpoint, query, filters });
    return {
      found: filters.found,
      counts,
      loosening: counts.total === 0 ? filters.bestLoosening() : undefined,
      extra: extraOf({ register, query, wording, seeker: input.seeker }),
    };
  }
}

/** The seeker's own day, or the one before if that is when they began to read. */
function dayToRead({
  now,
  seeker,
  after,
}: {
  now: number;
  seeker: Seeker;
  after: Cursor | undefined;
}): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(seeker.timeZone || 'UTC')
    .toPlainDate();
  const yesterday = today.subtract({ days: 1 }).toString();
  return after?.day === yesterday ? yesterday : today.toString();
}

/** A skill asked for counts as a wish of the highest priority; words rank before everything. */
function extraOf({
  register,
  query,
  wording,
  seeker,
}: {
  register: Register;
  query: MentorQuery;
  wording: Wording | undefined;
  seeker: Seeker;
}): Extra | undefined {
  if (query.skills.length === 0 && query.wants.length === 0 && wording === undefined)
    return undefined;
  const learn = new Uint8Array(register.slotCount);
  for (const skillId of query.skills) {
    const wish = seeker.wanted.find((wanted) => wanted.skillId === skillId);
    register.withTrait(`share:${skillId}`)?.each((slot, confidence) => {
      const counted = wish ? skillPoints(wish.priority, confidence) : 0;
      learn[slot] = (learn[slot] ?? 0) + skillPoints(1, confidence) - counted;
    });
  }
  const give = new Uint8Array(register.slotCount);
  for (const skillId of query.wants) {
    const mine = seeker.shared.find((shared) => shared.skillId === skillId);
    register.withTrait(`want:${skillId}`)?.each((slot, priority) => {
      const counted = mine ? skillPoints(priority, mine.confidence) : 0;
      give[slot] = (give[slot] ?? 0) + skillPoints(priority, 3) - counted;
    });
  }
  return {
    learn: (slot) => learn[slot] ?? 0,
    give: (slot) => give[slot] ?? 0,
    wordRank: (slot) => wording?.rank(slot) ?? 0,
  };
}
