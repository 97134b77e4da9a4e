import { makeId } from '#lib/ids.ts';
import { BioWriter } from './bios.ts';
import { Dice } from './dice.ts';
import { drawName } from './names.ts';
import { drawConfidence, drawOffer, type InventedPerson } from './invented-person.ts';
import { drawLanguages, drawPlace } from './towns.ts';
import { drawShares, drawWants } from './invented-skills.ts';
import { weeksFrom } from './invented-week.ts';

/** The share of a community that is available for mentoring when nothing else is asked for. */
export const usualShareAvailable = 0.35;

/**
 * A synthetic community, one person at a time: skills skewed as in real lists, clocks as developers
 * really live, evenings mostly. The same options give the same people, and never more than one at a
 * time is held in memory.
 */
export function* crowd({
  count,
  seed,
  shareAvailable = usualShareAvailable,
}: {
  count: number;
  seed: string;
  shareAvailable?: number;
}): Generator<InventedPerson> {
  const dice = new Dice(seed);
  const bios = new BioWriter(dice);
  const nextWeek = weeksFrom(dice);
  const bornAt = Date.UTC(2025, 0, 6);
  for (let number = 0; number < count; number += 1) {
    const place = drawPlace(dice);
    const shares = drawShares(dice);
    const wants = drawWants(shares, dice);
    const leveled = shares
      .map((skill, at) => ({ skill, confidence: drawConfidence(dice, at) }))
      .sort((a, b) => b.confidence - a.confidence);
    yield {
      id: makeId(bornAt + number * 1000, dice),
      ...drawName(dice, place.names),
      email: `member-${number + 1}@${seed}.crowd.example`,
      place: place.city,
      timeZone: place.timeZone,
      languages: drawLanguages({ place, also: [], dice }),
      words: bios.write({
        shares: leveled.map(({ skill }) => skill),
        wants: wants.map(({ skill }) => skill),
      }),
      links: [],
      weekHours: dice.chance(0.92) ? nextWeek() : '',
      shares: leveled,
      wants,
      offer: drawOffer({
        place,
        wantsSomething: wants.length > 0,
        isAvailable: dice.chance(shareAvailable),
        mayCharge: true,
        dice,
      }),
      joinedDaysAgo: dice.between(1, 900),
      confirmedDaysAgo: Math.floor(dice.next() ** 2 * 72),
      isOrganiser: false,
    };
  }
}
