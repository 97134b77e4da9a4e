/** Mentors' weekly hours: those with the very same hours in the same zone are compared only once. */
import { LruCache } from '#lib/lru-cache.ts';
import { FRAME_WORDS, freeSlots, type WeekHours } from '#lib/week.ts';

interface Group {
  readonly zone: string;
  readonly hours: WeekHours;
}

interface Week {
  bits: Uint32Array;
  groups: number;
}

export class HoursGroups {
  readonly #numbers = new Map<string, number>();
  readonly #groups: Group[] = [];
  /** Free time of all groups by the date of a week's Monday; around a Monday two are in use. */
  readonly #weeks = new LruCache<string, Week>(3);

  get count(): number {
    return this.#groups.length;
  }

  /** The number of the group with these hours: 0, 1, 2 … One group holds all who said none. */
  numberFor(group: Group): number {
    const key = group.hours === '' ? '' : `${group.zone} ${group.hours}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const made = this.#groups.push(group) - 1;
    this.#numbers.set(key, made);
    return made;
  }

  /** Free time in the week that begins on `monday`, from group `first` on, FRAME_WORDS words each. */
  freeTime(monday: string, first: number): Uint32Array {
    const week = this.#weeks.get(monday) ?? { bits: new Uint32Array(0), groups: 0 };
    this.#weeks.set(monday, week);
    if (week.bits.length < this.count * FRAME_WORDS) {
      const longer = new Uint32Array(Math.ceil(this.count * 1.25) * FRAME_WORDS);
      longer.set(week.bits);
      week.bits = longer;
    }
    for (; week.groups < this.count; week.groups++) {
      const { zone = '', hours = '' } = this.#groups[week.groups] ?? {};
      week.bits.set(freeSlots(hours, zone || 'UTC', monday), week.groups * FRAME_WORDS);
    }
    return week.bits.subarray(first * FRAME_WORDS, week.groups * FRAME_WORDS);
  }
}
