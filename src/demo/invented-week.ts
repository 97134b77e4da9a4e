import { Deck, type Dice } from './dice.ts';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * A week in words as 168 characters of 0 and 1, Monday midnight first:
 * `freeHours('Mon-Fri 18-21, Sat 10-12')`. Hours run from the first up to, not including, the last.
 */
export function freeHours(words: string): string {
  const free = new Set<number>();
  for (const part of words.split(', ').filter((each) => each !== '')) {
    const [span = '', hours = ''] = part.split(' ');
    const [firstDay = '', lastDay = firstDay] = span.split('-');
    const [from = 0, to = 0] = hours.split('-').map(Number);
    for (let day = days.indexOf(firstDay); day <= days.indexOf(lastDay); day += 1) {
      for (let hour = from; hour < to; hour += 1) free.add(day * 24 + hour);
    }
  }
  return Array.from({ length: 168 }, (_, hour) => (free.has(hour) ? '1' : '0')).join('');
}

/** Hours that working people keep free: mostly evenings, some lunch breaks, some weekends. */
const habits: readonly ((dice: Dice) => string)[] = [
  (dice) => evenings(dice, ['Mon-Fri', 'Mon-Thu', 'Tue-Thu']),
  (dice) => evenings(dice, ['Mon', 'Tue', 'Wed']) + ', ' + evenings(dice, ['Thu', 'Fri']),
  (dice) => evenings(dice, ['Mon-Tue', 'Wed-Thu', 'Tue-Wed']),
  (dice) => `${evenings(dice, ['Tue-Thu'])}, Sat ${hours(dice, { from: 9, long: 3 })}`,
  (dice) =>
    `Mon-Fri ${hours(dice, { from: 12, long: 1 })}, ${evenings(dice, ['Wed', 'Thu', 'Mon'])}`,
  (dice) => `Mon-Fri ${hours(dice, { from: 12, long: 2 })}`,
  (dice) => `Sat-Sun ${hours(dice, { from: 9, long: 3 })}`,
  (dice) => `${evenings(dice, ['Mon-Wed'])}, Sun ${hours(dice, { from: 14, long: 4 })}`,
  (dice) => `Mon-Fri ${hours(dice, { from: 6, long: 2 })}`,
  (dice) => `${evenings(dice, ['Mon-Fri'])}, Sat-Sun ${hours(dice, { from: 10, long: 4 })}`,
  (dice) => `Mon-Thu ${hours(dice, { from: 20, long: 2 })}`,
  (dice) => `Fri ${hours(dice, { from: 13, long: 4 })}, ${evenings(dice, ['Mon', 'Tue'])}`,
  (dice) => `Wed ${hours(dice, { from: 9, long: 7 })}`,
];

function evenings(dice: Dice, spans: readonly string[]): string {
  return `${dice.pick(spans)} ${hours(dice, { from: 18, long: dice.between(2, 4) })}`;
}

/** A stretch of hours that begins at the hour named, or one earlier or later. */
function hours(dice: Dice, { from, long }: { from: number; long: number }): string {
  const start = from + dice.between(-1, 1);
  return `${start}-${Math.min(24, start + long)}`;
}

/** Draws weeks, the common kinds about as often as they are common. */
export function weeksFrom(dice: Dice): () => string {
  const deck = new Deck(habits, dice);
  return () => {
    const habit = dice.chance(0.45) ? (habits[0] ?? deck.deal()) : deck.deal();
    return freeHours(habit(dice));
  };
}
