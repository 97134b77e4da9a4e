/**
 * The list of available mentors in memory: everything a search touches, as sets of slots. One slot a
 * mentor, used again when they leave, so that a changed profile costs microseconds, not a rebuild.
 *
 * It is a copy of what the database holds (queries.server.ts keeps it up to date) and knows
 * nothing about who looks; that is a viewpoint's part.
 */
import { addBit, emptyBits, putBit, removeBit, withRoom, type Bits } from '#lib/bits.ts';
import { Posting } from '#lib/posting.ts';
import { Lexicon, isFiller, stem, wordsOf } from '#lib/search.ts';
import { digest, type Wide } from '#lib/shuffle.ts';
import { FRAME_WORDS, freeSlots, type WeekHours } from '#lib/week.ts';
import { roomLeft, type Listing } from './listing.ts';

/** What a set of mentors has in common: `share:` or `want:` a skill id, `mode:`, `terms:`, `speaks:`. */
export type Trait = `${'share' | 'want' | 'mode' | 'terms' | 'speaks'}:${string}`;

/** Where a word of someone was found; both are possible. */
export const IN_OWN_WORDS = 1;
export const IN_NAME = 2;

/** Mentors with the very same hours in the same zone are compared with a seeker only once. */
interface HoursGroup {
  readonly zone: string;
  readonly hours: WeekHours;
}

const CHANGES_KEPT = 4096;
const WEEKS_KEPT = 3;

export class Register {
  readonly #slots = new Map<string, number>();
  readonly #members: string[] = [];
  readonly #digests: Wide[] = [];
  readonly #free: number[] = [];
  /** What to take back when a slot changes: even numbers are traits, odd ones words. */
  readonly #belongings: Uint32Array[] = [];

  readonly #traitNumbers = new Map<Trait, number>();
  readonly #traits: Posting[] = [];
  readonly #lexicon = new Lexicon();
  readonly #words: Posting[] = [];

  readonly #groupNumbers = new Map<string, number>();
  readonly #groups: HoursGroup[] = [];
  #groupOf = new Uint32Array(64);
  /** Free time of all groups in one week, by the date of its Monday. */
  readonly #weeks = new Map<string, { bits: Uint32Array; groups: number }>();

  #present = emptyBits(64);
  #roomy = emptyBits(64);
  #freshUntil = new Float64Array(64);
  #fresh: { bits: Bits; from: number; until: number; version: number } | undefined;

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

  get groupCount(): number {
    return this.#groups.length;
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

  groupAt(slot: number): number {
    return this.#groupOf[slot] ?? 0;
  }

  /** Those who have a trait; undefined where nobody ever had it. */
  withTrait(trait: Trait): Posting | undefined {
    const number = this.#traitNumbers.get(trait);
    return number === undefined ? undefined : this.#traits[number];
  }

  /** All traits of a kind that someone has, most common first. */
  traitsOf(kind: 'share' | 'want' | 'speaks'): { key: string; size: number }[] {
    const found: { key: string; size: number }[] = [];
    for (const [trait, number] of this.#traitNumbers) {
      const size = this.#traits[number]?.size ?? 0;
      if (size > 0 && trait.startsWith(`${kind}:`)) {
        found.push({ key: trait.slice(kind.length + 1), size });
      }
    }
    return found.sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
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
    const known = this.#fresh;
    if (known && known.version === this.#version && now >= known.from && now <= known.until) {
      return known.bits;
    }
    const bits = emptyBits(this.slotCount);
    let from = -Infinity;
    let until = Infinity;
    for (let slot = 0; slot < this.slotCount; slot++) {
      const end = this.#freshUntil[slot] ?? 0;
      if (end >= now) {
        addBit(bits, slot);
        until = Math.min(until, end);
      } else {
        from = Math.max(from, end + 1);
      }
    }
    this.#fresh = { bits, from, until, version: this.#version };
    return bits;
  }

  /** Free time of every group in the week that begins on `monday`, FRAME_WORDS words a group. */
  freeTime(monday: string): Uint32Array {
    let week = this.#weeks.get(monday) ?? { bits: new Uint32Array(0), groups: 0 };
    if (week.groups < this.groupCount) {
      const bits = new Uint32Array(this.groupCount * FRAME_WORDS);
      bits.set(week.bits);
      for (let group = week.groups; group < this.groupCount; group++) {
        const { zone = '', hours = '' } = this.#groups[group] ?? {};
        bits.set(freeSlots(hours, zone || 'UTC', monday), group * FRAME_WORDS);
      }
      week = { bits, groups: this.groupCount };
    }
    this.#weeks.delete(monday);
    this.#weeks.set(monday, week);
    for (const oldest of this.#weeks.keys()) {
      if (this.#weeks.size > WEEKS_KEPT) this.#weeks.delete(oldest);
    }
    return week.bits;
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
    const known = this.#slots.get(listing.memberId);
    if (known !== undefined) this.#takeBack(known);
    const slot = known ?? this.#takeSlot(listing.memberId);
    this.#belongings[slot] = Uint32Array.from([
      ...this.#giveTraits(slot, listing),
      ...this.#giveWords(slot, listing),
    ]);
    this.#groupOf[slot] = this.#groupFor(listing);
    this.#freshUntil[slot] = listing.freshUntil;
    putBit(this.#roomy, slot, roomLeft(listing) > 0);
    this.#noteChange(slot);
  }

  /** Takes a mentor out; someone who is not here is fine. */
  remove(memberId: string): void {
    const slot = this.#slots.get(memberId);
    if (slot === undefined) return;
    this.#takeBack(slot);
    this.#slots.delete(memberId);
    this.#belongings[slot] = new Uint32Array(0);
    this.#freshUntil[slot] = -Infinity;
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
    if (slot >= this.#freshUntil.length) this.#grow(slot * 2);
    addBit(this.#present, slot);
    return slot;
  }

  #grow(size: number): void {
    this.#present = withRoom(this.#present, size);
    this.#roomy = withRoom(this.#roomy, size);
    const freshUntil = new Float64Array(size).fill(-Infinity);
    freshUntil.set(this.#freshUntil);
    this.#freshUntil = freshUntil;
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
    const places = new Map<string, number>();
    const note = (word: string, place: number) => places.set(word, (places.get(word) ?? 0) | place);
    for (const word of wordsOf(listing.name)) note(word, IN_NAME);
    for (const word of wordsOf(listing.ownWords)) {
      if (isFiller(word)) continue;
      note(word, IN_OWN_WORDS);
      note(stem(word), IN_OWN_WORDS);
    }
    return Array.from(places, ([word, place]) => {
      const number = this.#lexicon.numberOf(word);
      (this.#words[number] ??= new Posting()).add(slot, place);
      return number * 2 + 1;
    });
  }

  #takeBack(slot: number): void {
    for (const belonging of this.#belongings[slot] ?? []) {
      const postings = belonging % 2 === 0 ? this.#traits : this.#words;
      postings[belonging >>> 1]?.remove(slot);
    }
  }

  #groupFor({ timeZone, weekHours }: Listing): number {
    const key = weekHours === '' ? '' : `${timeZone} ${weekHours}`;
    const known = this.#groupNumbers.get(key);
    if (known !== undefined) return known;
    const made = this.#groups.push({ zone: timeZone, hours: weekHours }) - 1;
    this.#groupNumbers.set(key, made);
    return made;
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
    [`terms:${listing.terms}`, 0],
  ];
}
