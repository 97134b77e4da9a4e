/**
 * The list of available mentors in memory: everything a search touches, as sets of slots. One slot a
 * mentor, used again when they leave, so that a changed profile costs microseconds, not a rebuild.
 *
 * It is a copy of what the database holds (available-mentors.queries.server.ts keeps it up to date) and knows
 * nothing about who looks; that is the viewer's ranking.
 */
import { addBit, emptyBits, putBit, removeBit, withRoom, type Bits } from '#lib/bit-set.ts';
import { Posting } from '#lib/posting-list.ts';
import { Lexicon, isFiller, stem, wordsOf } from '#lib/search-words.ts';
import { digest, type Wide } from '#lib/keyed-shuffle.ts';
import { HoursGroups } from './mentor-hours.ts';
import { roomLeft, type Listing } from './listing.ts';
import { Ticks } from './fresh-mentors.ts';

/** What a set of mentors has in common: `share:` or `want:` a skill id, `mode:`, `terms:`, `speaks:`. */
export type Trait = `${'share' | 'want' | 'mode' | 'terms' | 'speaks'}:${string}`;

/** Where a word of someone was found; both are possible. */
const IN_OWN_WORDS = 1;
export const IN_NAME = 2;

const CHANGES_KEPT = 4096;
const RANKING_KEPT = 100;

export class MentorIndex {
  readonly #slots = new Map<string, number>();
  readonly #members: string[] = [];
  readonly #digests: Wide[] = [];
  readonly #free: number[] = [];
  /** What to take back when a slot changes: even numbers are traits, odd ones words. */
  readonly #belongings: Uint32Array[] = [];

  readonly #traitNumbers = new Map<Trait, number>();
  readonly #traits: Posting[] = [];
  readonly #commonest = new Map<string, { keys: string[]; version: number; traits: number }>();
  readonly #lexicon = new Lexicon();
  readonly #words: Posting[] = [];
  readonly #entries = new Map<string, readonly number[]>();

  readonly hours = new HoursGroups();
  #groupOf = new Uint32Array(64);
  readonly #ticks = new Ticks();

  #present = emptyBits(64);
  #roomy = emptyBits(64);

  #version = 0;
  #changes: number[] = [];

  /** Counts up with every change; equal versions mean equal contents. */
  get version(): number {
    return this.#version;
  }

  /** How many mentors it holds, fresh or not. */
  get size(): number {
    return this.#slots.size;
  }

  /** All slots are below this. */
  get slotCount(): number {
    return this.#members.length;
  }

  get lexicon(): Lexicon {
    return this.#lexicon;
  }

  slotOf(memberId: string): number | undefined {
    return this.#slots.get(memberId);
  }

  memberAt(slot: number): string {
    return this.#members[slot] ?? '';
  }

  digestAt(slot: number): Wide {
    return this.#digests[slot] ?? { high: 0, low: 0 };
  }

  /** The number of the mentor's group in {@link hours}. */
  groupAt(slot: number): number {
    return this.#groupOf[slot] ?? 0;
  }

  /** Those who have a trait; undefined where nobody ever had it. */
  withTrait(trait: Trait): Posting | undefined {
    const number = this.#traitNumbers.get(trait);
    return number === undefined ? undefined : this.#traits[number];
  }

  /**
   * The keys of a kind of trait, the most common first. The order may lag behind by a few
   * changes; a new key is there at once.
   */
  commonest(kind: 'share' | 'speaks'): readonly string[] {
    const known = this.#commonest.get(kind);
    const isRecent = known !== undefined && this.#version - known.version < RANKING_KEPT;
    if (isRecent && known.traits === this.#traits.length) return known.keys;
    const keys = this.#rank(kind);
    this.#commonest.set(kind, { keys, version: this.#version, traits: this.#traits.length });
    return keys;
  }

  #rank(kind: 'share' | 'speaks'): string[] {
    const found: { key: string; size: number }[] = [];
    for (const [trait, number] of this.#traitNumbers) {
      const size = this.#traits[number]?.size ?? 0;
      if (trait.startsWith(`${kind}:`)) found.push({ key: trait.slice(kind.length + 1), size });
    }
    found.sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
    return found.map(({ key }) => key);
  }

  /** Those who use a word, by its number in the lexicon; weights are IN_OWN_WORDS and IN_NAME. */
  withWord(number: number): Posting | undefined {
    return this.#words[number];
  }

  get present(): Bits {
    return this.#present;
  }

  /** Those with room for one more. */
  get roomy(): Bits {
    return this.#roomy;
  }

  /** Those whose tick is fresh at `now`. Not to be changed by the caller. */
  freshAt(now: number): Bits {
    return this.#ticks.freshAt(now);
  }

  /** A number that goes up whenever a search at `now` may find something else than before. */
  editionAt(now: number): number {
    this.#ticks.freshAt(now);
    return this.#version + this.#ticks.renewals;
  }

  /** The slots that changed after `version`; undefined when that is too long ago to tell. */
  changedSince(version: number): readonly number[] | undefined {
    const count = this.#version - version;
    return count > this.#changes.length
      ? undefined
      : this.#changes.slice(this.#changes.length - count);
  }

  /** Puts a mentor in, in place of what was known about them. */
  put(listing: Listing): void {
    const slot = this.#slots.get(listing.memberId) ?? this.#takeSlot(listing.memberId);
    const before = this.#belongings[slot] ?? [];
    const now = [...this.#giveTraits(slot, listing), ...this.#giveWords(slot, listing)];
    const kept = new Set(now);
    this.#takeBack(
      slot,
      before.filter((belonging) => !kept.has(belonging)),
    );
    this.#belongings[slot] = Uint32Array.from(now);
    this.#groupOf[slot] = this.hours.numberFor({
      zone: listing.timeZone,
      hours: listing.weekHours,
    });
    this.#ticks.set(slot, listing.freshUntil);
    putBit(this.#roomy, slot, roomLeft(listing) > 0);
    this.#noteChange(slot);
  }

  /** Takes a mentor out; someone who is not here is fine. */
  remove(memberId: string): void {
    const slot = this.#slots.get(memberId);
    if (slot === undefined) return;
    this.#takeBack(slot, this.#belongings[slot] ?? []);
    this.#slots.delete(memberId);
    this.#belongings[slot] = new Uint32Array(0);
    this.#ticks.set(slot, undefined);
    removeBit(this.#present, slot);
    removeBit(this.#roomy, slot);
    this.#free.push(slot);
    this.#noteChange(slot);
  }

  #takeSlot(memberId: string): number {
    const slot = this.#free.pop() ?? this.#members.length;
    this.#members[slot] = memberId;
    this.#digests[slot] = digest(memberId);
    this.#slots.set(memberId, slot);
    if (slot >= this.#groupOf.length) this.#grow(slot * 2);
    addBit(this.#present, slot);
    return slot;
  }

  #grow(size: number): void {
    this.#present = withRoom(this.#present, size);
    this.#roomy = withRoom(this.#roomy, size);
    const groupOf = new Uint32Array(size);
    groupOf.set(this.#groupOf);
    this.#groupOf = groupOf;
  }

  #giveTraits(slot: number, listing: Listing): number[] {
    return traitsIn(listing).map(([trait, weight]) => {
      let number = this.#traitNumbers.get(trait);
      if (number === undefined) {
        number = this.#traits.push(new Posting()) - 1;
        this.#traitNumbers.set(trait, number);
      }
      this.#traits[number]?.add(slot, weight);
      return number * 2;
    });
  }

  #giveWords(slot: number, listing: Listing): number[] {
    const places = new Map<number, number>();
    const note = (number: number, place: number) => {
      places.set(number, (places.get(number) ?? 0) | place);
    };
    for (const word of wordsOf(listing.name)) note(this.#lexicon.numberOf(word), IN_NAME);
    for (const word of wordsOf(listing.ownWords)) {
      for (const number of this.#entriesOf(word)) note(number, IN_OWN_WORDS);
    }
    for (const [number, place] of places) (this.#words[number] ??= new Posting()).add(slot, place);
    return Array.from(places.keys(), (number) => number * 2 + 1);
  }

  /** The numbers under which a word of a running text is kept: itself and its stem. */
  #entriesOf(word: string): readonly number[] {
    const known = this.#entries.get(word);
    if (known) return known;
    const kept = isFiller(word) ? [] : [...new Set([word, stem(word)])];
    const numbers = kept.map((each) => this.#lexicon.numberOf(each));
    this.#entries.set(word, numbers);
    return numbers;
  }

  #takeBack(slot: number, belongings: Iterable<number>): void {
    for (const belonging of belongings) {
      const postings = belonging % 2 === 0 ? this.#traits : this.#words;
      postings[belonging >>> 1]?.remove(slot);
    }
  }

  #noteChange(slot: number): void {
    this.#version += 1;
    this.#changes.push(slot);
    if (this.#changes.length > 2 * CHANGES_KEPT) this.#changes = this.#changes.slice(-CHANGES_KEPT);
  }
}

function traitsIn(listing: Listing): [Trait, number][] {
  return [
    ...listing.shared.map(({ skillId, confidence }): [Trait, number] => [
      `share:${skillId}`,
      confidence,
    ]),
    ...listing.wanted.map(({ skillId, priority }): [Trait, number] => [
      `want:${skillId}`,
      priority,
    ]),
    ...listing.modes.map((mode): [Trait, number] => [`mode:${mode}`, 0]),
    ...listing.languages.map((code): [Trait, number] => [`speaks:${code}`, 0]),
    [`terms:${listing.terms.kind}`, 0],
  ];
}
