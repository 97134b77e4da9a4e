/**
 * The list as one member sees it on one day: how well each mentor fits, how many hours they have in
 * common, and each one's number in today's shuffle. Made once a day and viewer, then kept up to date
 * slot by slot as profiles change.
 */
import { addBit, eachBit, emptyBits, hasBit, putBit, withRoom, type Bits } from '#lib/bit-set.ts';
import { LruCache } from '#lib/lru-cache.ts';
import { Shuffle } from '#lib/keyed-shuffle.ts';
import {
  freeSlots,
  quartersWithEach,
  weekFrom,
  within,
  type CalendarWeek,
  type Slots,
} from '#lib/week.ts';
import { levelOf, skillPoints } from './mentor-fit.ts';
import type { Listing } from './listing.ts';
import { Order, type SlotRanking } from './shuffled-levels.ts';
import { hoursOffered, type Seeker } from './mentor-query.ts';
import type { MentorIndex } from './mentor-index.ts';
import { hoursTogether, type HoursTogether } from './common-hours.ts';

export class ViewerRanking implements SlotRanking {
  readonly seeker: Seeker;
  /** ISO date of the seeker's own day. */
  readonly day: string;
  /** The week that holds that day, on the seeker's clock. */
  readonly week: CalendarWeek;
  /** The seeker's free time in that week. */
  readonly mine: Slots;

  readonly #mentorIndex: MentorIndex;
  readonly #shuffle: Shuffle;
  #version = -1;
  /** By group of equal hours: quarters of an hour in common with the seeker. */
  #quarters = new Uint16Array(0);
  #knownGroups = 0;
  #learn = new Uint8Array(0);
  #give = new Uint8Array(0);
  #level = new Uint8Array(0);
  /** By slot: the number in today's shuffle, 0 while not drawn. */
  #numbers = new Uint32Array(0);
  /** By least number of quarters: who has at least that many. */
  readonly #withHours = new Map<number, Bits>();
  #order: Order | undefined;
  readonly #together = new LruCache<string, HoursTogether>(200);

  constructor({
    mentorIndex,
    seeker,
    day,
  }: {
    mentorIndex: MentorIndex;
    seeker: Seeker;
    day: string;
  }) {
    this.#mentorIndex = mentorIndex;
    this.seeker = seeker;
    this.day = day;
    const date = Temporal.PlainDate.from(day);
    this.week = weekFrom(date.subtract({ days: date.dayOfWeek - 1 }), seeker.timeZone || 'UTC');
    this.mine = within(freeSlots(seeker.weekHours, this.week.zone, this.week.monday), this.week);
    this.#shuffle = new Shuffle(`${day} ${seeker.id}`);
  }

  /** Takes in what changed in the index since last time. Call before anything else. */
  refresh(): void {
    if (this.#version === this.#mentorIndex.version) return;
    const changed = this.#mentorIndex.changedSince(this.#version);
    this.#makeRoom();
    this.#compareHours();
    if (this.#version < 0 || changed === undefined) this.#seeAll();
    else for (const slot of changed) this.#seeAgain(slot);
    this.#version = this.#mentorIndex.version;
  }

  /** Quarters of an hour a week that the mentor and the seeker are both free. */
  quartersWith(slot: number): number {
    return this.#quarters[this.#mentorIndex.groupAt(slot)] ?? 0;
  }

  learnPoints(slot: number): number {
    return this.#learn[slot] ?? 0;
  }

  givePoints(slot: number): number {
    return this.#give[slot] ?? 0;
  }

  /** The mentor's week beside the seeker's, undefined where either has not said their hours. */
  hoursWith({
    weekHours,
    timeZone,
  }: Pick<Listing, 'weekHours' | 'timeZone'>): HoursTogether | undefined {
    if (weekHours === '' || this.seeker.weekHours === '') return undefined;
    const key = `${timeZone} ${weekHours}`;
    const known = this.#together.get(key);
    if (known) return known;
    const { mine, week } = this;
    const made = hoursTogether({ mine, week, hours: weekHours, zone: timeZone || 'UTC' });
    this.#together.set(key, made);
    return made;
  }

  /** The fit without a query's own part. */
  level(slot: number): number {
    return this.#level[slot] ?? 0;
  }

  /** The mentor's number in today's shuffle, its more significant half. */
  number(slot: number): number {
    const known = this.#numbers[slot] ?? 0;
    if (known !== 0) return known;
    const drawn = this.#shuffle.high(this.#mentorIndex.digestAt(slot));
    this.#numbers[slot] = drawn;
    return drawn;
  }

  /** The less significant half, which decides where the first halves are equal. */
  numberBehind(slot: number): number {
    return this.#shuffle.number(this.#mentorIndex.digestAt(slot)).low;
  }

  /** True where `a` comes before `b` in today's shuffle. */
  isBefore(a: number, b: number): boolean {
    const first = this.number(a);
    const second = this.number(b);
    return first < second || (first === second && this.numberBehind(a) < this.numberBehind(b));
  }

  /** Who has at least so many quarters in common with the seeker. */
  withQuarters(least: number): Bits {
    const known = this.#withHours.get(least);
    if (known) return known;
    this.#withHours.set(least, emptyBits(this.#mentorIndex.slotCount));
    this.#seeHours();
    return this.#withHours.get(least) ?? emptyBits(0);
  }

  /** All slots of one level, shuffled for the day. */
  atLevel(level: number): Uint32Array {
    this.#order ??= new Order(this.#mentorIndex.present, this);
    return this.#order.atLevel(level);
  }

  #makeRoom(): void {
    const size = this.#mentorIndex.slotCount;
    if (this.#learn.length >= size) return;
    const room = Math.max(64, Math.ceil(size * 1.25));
    const longer = (bytes: Uint8Array<ArrayBuffer>) => {
      const made = new Uint8Array(room);
      made.set(bytes);
      return made;
    };
    this.#learn = longer(this.#learn);
    this.#give = longer(this.#give);
    this.#level = longer(this.#level);
    const numbers = new Uint32Array(room);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }

  /** Compares hours with the groups that are new since last time. */
  #compareHours(): void {
    const groups = this.#mentorIndex.hours.count;
    if (this.#knownGroups === groups) return;
    if (this.#quarters.length < groups) {
      const longer = new Uint16Array(Math.ceil(groups * 1.25));
      longer.set(this.#quarters);
      this.#quarters = longer;
    }
    if (this.seeker.weekHours !== '') {
      const times = this.#mentorIndex.hours.freeTime(this.week.monday, this.#knownGroups);
      this.#quarters.set(quartersWithEach(this.mine, times), this.#knownGroups);
    }
    this.#knownGroups = groups;
  }

  #seeAll(): void {
    this.#order = undefined;
    this.#learn.fill(0);
    this.#give.fill(0);
    this.#numbers.fill(0);
    for (const least of [...this.#withHours.keys(), ...hoursOffered.map((hours) => hours * 4)]) {
      this.#withHours.set(least, emptyBits(this.#mentorIndex.slotCount));
    }
    for (const { skillId, priority } of this.seeker.wanted) {
      this.#mentorIndex.withTrait(`share:${skillId}`)?.each((slot, confidence) => {
        this.#learn[slot] = inByte(this.learnPoints(slot) + skillPoints(priority, confidence));
      });
    }
    for (const { skillId, confidence } of this.seeker.shared) {
      this.#mentorIndex.withTrait(`want:${skillId}`)?.each((slot, priority) => {
        this.#give[slot] = inByte(this.givePoints(slot) + skillPoints(priority, confidence));
      });
    }
    this.#seeHours();
  }

  /** Levels and the sets of those with so many hours, in one go over everyone. */
  #seeHours(): void {
    const sets = [...this.#withHours];
    for (const [, set] of sets) set.fill(0);
    eachBit(this.#mentorIndex.present, (slot) => {
      this.#setLevel(slot);
      const quarters = this.quartersWith(slot);
      for (const [least, set] of sets) if (quarters >= least) addBit(set, slot);
    });
  }

  #seeAgain(slot: number): void {
    this.#order?.remove(slot);
    let learn = 0;
    let give = 0;
    for (const { skillId, priority } of this.seeker.wanted) {
      const confidence = this.#mentorIndex.withTrait(`share:${skillId}`)?.weightOf(slot) ?? 0;
      learn += skillPoints(priority, confidence);
    }
    for (const { skillId, confidence } of this.seeker.shared) {
      const wish = this.#mentorIndex.withTrait(`want:${skillId}`)?.weightOf(slot) ?? 0;
      if (wish > 0) give += skillPoints(wish, confidence);
    }
    this.#learn[slot] = inByte(learn);
    this.#give[slot] = inByte(give);
    this.#numbers[slot] = 0;
    this.#setLevel(slot);
    const isHere = hasBit(this.#mentorIndex.present, slot);
    if (isHere) this.#order?.add(slot);
    for (const [least, bits] of this.#withHours) {
      const roomy = withRoom(bits, this.#mentorIndex.slotCount);
      putBit(roomy, slot, isHere && this.quartersWith(slot) >= least);
      this.#withHours.set(least, roomy);
    }
  }

  #setLevel(slot: number): void {
    this.#level[slot] = levelOf({
      learn: this.learnPoints(slot),
      give: this.givePoints(slot),
      quarters: this.quartersWith(slot),
    });
  }
}

function inByte(points: number): number {
  return Math.min(points, 255);
}
