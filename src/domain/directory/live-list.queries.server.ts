/**
 * The list in memory, kept true. Every change to the list raises one number in the database, in the
 * transaction of the change; each search reads that number with its own first query and takes in
 * what changed since. So processes need not talk to each other.
 */
import { setImmediate } from 'node:timers/promises';
import { minute } from '#lib/duration.ts';
import { LruCache } from '#lib/lru-cache.ts';
import { readVocabulary, type StoredSkill } from '#domain/skills/skills.queries.server.ts';
import type { Vocabulary } from '#domain/skills/vocabulary.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { excerptOf, readListing, type Listing } from './listing.ts';
import { MentorIndex } from './mentor-index.ts';
import { MentorSearch } from './mentor-list.ts';

/** Rows read at a time; between them other requests get their turn. */
const portion = 250;
/** Cards kept ready to show, about two kilobytes each. */
const cardsKept = 12_000;
/** How long a new name for a skill may take to be found, in milliseconds. */
const vocabularyKept = minute;

/** The skills of the community, found by id and by whatever people call them. */
export interface SkillBook {
  readonly vocabulary: Vocabulary<StoredSkill>;
  readonly byId: ReadonlyMap<string, StoredSkill>;
}

const noSkills: SkillBook = { vocabulary: { skills: [], byKey: new Map() }, byId: new Map() };

export class LiveList {
  readonly #db: Reader;
  readonly #mentorIndex = new MentorIndex();
  readonly search = new MentorSearch(this.#mentorIndex);
  readonly #cards = new LruCache<string, Listing>(cardsKept);
  /** Everyone who has a row, listed or not: a row that is gone is noticed by the count. */
  readonly #rows = new Set<string>();
  #skills = noSkills;
  #skillsReadAt = -Infinity;
  #revision = -1;
  #refreshing: Promise<void> | undefined;

  constructor(db: Reader) {
    this.#db = db;
  }

  get skills(): SkillBook {
    return this.#skills;
  }

  /** Takes in everything up to `revision`, if it has not already. */
  async refresh(revision: number): Promise<void> {
    while (this.#revision < revision) {
      this.#refreshing ??= this.#takeIn(revision).finally(() => {
        this.#refreshing = undefined;
      });
      await this.#refreshing;
    }
  }

  /** What the list shows of some members, by id, their words cut; those who just left are not among them. */
  async cards(memberIds: readonly string[]): Promise<ReadonlyMap<string, Listing>> {
    const cards = new Map<string, Listing>();
    const missing: string[] = [];
    for (const id of memberIds) {
      const card = this.#cards.get(id);
      if (card === undefined) missing.push(id);
      else cards.set(id, card);
    }
    if (missing.length === 0) return cards;
    const rows = await this.#db
      .selectFrom('listings')
      .select(['member_id', 'card'])
      .where('member_id', 'in', missing)
      .where('listed', '=', 1)
      .execute();
    for (const row of rows) {
      const listing = readListing(row.card);
      const card = { ...listing, ownWords: excerptOf(listing.ownWords) };
      this.#cards.set(row.member_id, card);
      cards.set(row.member_id, card);
    }
    return cards;
  }

  async #takeIn(revision: number): Promise<void> {
    const unknown = await this.#takeInRows();
    await this.#dropGone();
    const isOld = performance.now() - this.#skillsReadAt > vocabularyKept;
    if (isOld || unknown) await this.#readSkills();
    this.#revision = revision;
  }

  /** True when someone has a skill nobody had before. */
  async #takeInRows(): Promise<boolean> {
    // Behind every id: what this revision brought is known already.
    let last = { revision: this.#revision, member_id: 'z' };
    let hasNewSkill = false;
    for (;;) {
      const rows = await changedAfter(this.#db, last);
      for (const row of rows) hasNewSkill = this.#takeInRow(row) || hasNewSkill;
      if (rows.length < portion) return hasNewSkill;
      last = rows.at(-1) ?? last;
      await setImmediate();
    }
  }

  #takeInRow(row: { member_id: string; listed: number; card: string }): boolean {
    this.#rows.add(row.member_id);
    this.#cards.delete(row.member_id);
    if (row.listed === 0) {
      this.#mentorIndex.remove(row.member_id);
      return false;
    }
    const listing = readListing(row.card);
    this.#mentorIndex.put(listing);
    return [...listing.shared, ...listing.wanted].some(
      ({ skillId }) => !this.#skills.byId.has(skillId),
    );
  }

  /** A deleted member's row goes with them and cannot say so itself. */
  async #dropGone(): Promise<void> {
    const { count } = await this.#db
      .selectFrom('listings')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) === this.#rows.size) return;
    const rows = await this.#db.selectFrom('listings').select('member_id').execute();
    const present = new Set(rows.map((row) => row.member_id));
    for (const id of this.#rows.difference(present)) {
      this.#rows.delete(id);
      this.#cards.delete(id);
      this.#mentorIndex.remove(id);
    }
  }

  async #readSkills(): Promise<void> {
    const vocabulary = await readVocabulary(this.#db);
    this.#skillsReadAt = performance.now();
    if (JSON.stringify(vocabulary.skills) === JSON.stringify(this.#skills.vocabulary.skills))
      return;
    this.#skills = {
      vocabulary,
      byId: new Map(vocabulary.skills.map((skill) => [skill.id, skill])),
    };
    this.search.learnSkills(vocabulary.skills);
  }
}

/** The next rows in the order of their changes; the index over revisions finds them. */
function changedAfter(db: Reader, last: { revision: number; member_id: string }) {
  return db
    .selectFrom('listings')
    .select(['member_id', 'revision', 'listed', 'card'])
    .where('revision', '>=', last.revision)
    .where((eb) =>
      eb.or([eb('revision', '>', last.revision), eb('member_id', '>', last.member_id)]),
    )
    .orderBy('revision')
    .orderBy('member_id')
    .limit(portion)
    .execute();
}

const lists = new WeakMap<Reader, LiveList>();

/** The one list in memory over a database. */
export function liveList(db: Reader): LiveList {
  const known = lists.get(db);
  if (known) return known;
  const made = new LiveList(db);
  lists.set(db, made);
  return made;
}
