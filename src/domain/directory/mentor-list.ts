/**
 * Finding available mentors: from a query and someone who asks, to a page of people and the true numbers
 * beside every filter. Pure but for what it remembers.
 */
import type { Bits } from '#lib/bit-set.ts';
import { LruCache } from '#lib/lru-cache.ts';
import { countAll, type Counts } from './filter-counts.ts';
import { Filters, everyoneFor, type Loosening } from './mentor-filters.ts';
import {
  pageOf,
  writeCursor,
  type Cursor,
  type Extra,
  type Page,
  type PageInput,
} from './list-page.ts';
import type { MentorQuery, Seeker } from './mentor-query.ts';
import type { MentorIndex } from './mentor-index.ts';
import { dayToRead } from './reading-day.ts';
import { extraOf } from './query-boost.ts';
import { ViewerRanking } from './viewer-ranking.ts';
import { SkillWords, WordSearch, type SkillNames } from './matching-words.ts';

export interface SearchInput {
  readonly seeker: Seeker;
  /** Members the seeker never wants to see in the list. */
  readonly hidden: readonly string[];
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
  readonly ranking: ViewerRanking;
}

/** What a query finds, whichever page of it is asked for. */
interface Answer {
  /** Of the index it was made from: another one means that something changed. */
  readonly edition: number;
  /** The vocabulary it was made with, likewise. */
  readonly words: WordSearch;
  readonly found: Bits;
  readonly counts: Counts;
  readonly loosening: Loosening | undefined;
  readonly extra: Extra | undefined;
  readonly pages: LruCache<string, Page>;
}

/** One member's day, and the answers given on it. */
interface Visit {
  readonly ranking: ViewerRanking;
  readonly answers: LruCache<string, Answer>;
}

/** Memory given to rankings, in slots: about fifteen bytes each. */
const SLOTS_REMEMBERED = 6_000_000;
const QUERIES_REMEMBERED = 8;
const PAGES_REMEMBERED = 8;

export class MentorSearch {
  readonly #mentorIndex: MentorIndex;
  #words: WordSearch;
  readonly #visits = new LruCache<string, Visit>(8);

  constructor(mentorIndex: MentorIndex, skills: Iterable<SkillNames> = []) {
    this.#mentorIndex = mentorIndex;
    this.#words = new WordSearch(mentorIndex, new SkillWords(skills));
  }

  /** Takes in a changed vocabulary of skills. */
  learnSkills(skills: Iterable<SkillNames>): void {
    this.#words = new WordSearch(this.#mentorIndex, new SkillWords(skills));
  }

  find(input: SearchInput): Around {
    const { seeker, after } = input;
    const day = dayToRead({ now: input.now, seeker, after });
    const visit = this.#visitOf(seeker, day);
    const { ranking } = visit;
    ranking.refresh();
    const answer = this.#answer(input, visit);
    const { counts, loosening } = answer;
    const page = pageFrom(answer, {
      found: answer.found,
      total: counts.total,
      extra: answer.extra,
      ranking,
      after: after?.day === day ? after : undefined,
      size: input.size,
    });
    const memberIds = page.slots.map((slot) => this.#mentorIndex.memberAt(slot));
    return { memberIds, counts, loosening, ranking, next: page.next, more: page.more };
  }

  #visitOf(seeker: Seeker, day: string): Visit {
    const key = `${day} ${textOf(seeker)}`;
    const visit = this.#visits.get(key) ?? {
      ranking: new ViewerRanking({ mentorIndex: this.#mentorIndex, seeker, day }),
      answers: new LruCache<string, Answer>(QUERIES_REMEMBERED),
    };
    this.#visits.set(
      key,
      visit,
      Math.max(8, SLOTS_REMEMBERED / (this.#mentorIndex.slotCount + 100)),
    );
    return visit;
  }

  #answer(input: SearchInput, { ranking, answers }: Visit): Answer {
    const key = `${textOf(input.query)} ${textOf(input.hidden)} ${input.showsFull}`;
    const known = answers.get(key);
    const edition = this.#mentorIndex.editionAt(input.now);
    if (known?.edition === edition && known.words === this.#words) return known;
    const made = this.#findAll(input, ranking);
    answers.set(key, made);
    return made;
  }

  #findAll(input: SearchInput, ranking: ViewerRanking): Answer {
    const mentorIndex = this.#mentorIndex;
    const { query, seeker } = input;
    const wording = this.#words.search(query.words);
    const everyone = everyoneFor({ ...input, mentorIndex, ranking });
    const filters = new Filters({ mentorIndex, ranking, query, wording, everyone });
    const counts = countAll({ mentorIndex, ranking, query, filters });
    return {
      edition: mentorIndex.editionAt(input.now),
      words: this.#words,
      found: filters.found,
      counts,
      loosening: counts.total === 0 ? filters.bestLoosening() : undefined,
      extra: extraOf({ mentorIndex, query, wording, seeker }),
      pages: new LruCache(PAGES_REMEMBERED),
    };
  }
}

const texts = new WeakMap<object, string>();

/** What something consists of, written once: callers hand in the same objects again and again. */
function textOf(thing: object): string {
  const known = texts.get(thing);
  if (known !== undefined) return known;
  const text = JSON.stringify(thing);
  texts.set(thing, text);
  return text;
}

function pageFrom({ pages }: Answer, input: PageInput): Page {
  const key = `${input.size} ${input.after ? writeCursor(input.after) : ''}`;
  const page = pages.get(key) ?? pageOf(input);
  pages.set(key, page);
  return page;
}
