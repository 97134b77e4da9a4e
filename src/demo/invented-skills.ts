import { fields, type Field } from '#domain/skills/vocabulary.ts';
import type { WantPriority } from '#domain/skills/skill.ts';
import { byRank, Lot, type Dice } from './dice.ts';

/** How many people feel at home in a field, against the others. */
const sizes: Readonly<Record<string, number>> = {
  browser: 30,
  server: 20,
  scripting: 9,
  dotnet: 8,
  jvm: 11,
  data: 10,
  python: 11,
  databases: 6,
  platform: 11,
  mobile: 8,
  systems: 6,
  functional: 2,
  architecture: 6,
  quality: 5,
  security: 3,
  design: 4,
  leading: 4,
  careers: 5,
  tools: 2,
};

/** What people wish for is more evenly spread, and leans to what comes after the first job. */
const wished: Readonly<Record<string, number>> = {
  browser: 9,
  server: 8,
  scripting: 3,
  dotnet: 3,
  jvm: 4,
  data: 12,
  python: 7,
  databases: 9,
  platform: 12,
  mobile: 5,
  systems: 12,
  functional: 6,
  architecture: 12,
  quality: 8,
  security: 6,
  design: 5,
  leading: 7,
  careers: 8,
  tools: 2,
};

const homes = new Lot(fields, ({ name }) => sizes[name] ?? 1);
const dreams = new Lot(fields, ({ name }) => wished[name] ?? 1);
const within = new Map<Field, Lot<string>>(
  fields.map((field) => [field, new Lot(field.skills, byRank)]),
);

function drawFrom(field: Field, dice: Dice): string {
  return (within.get(field) ?? new Lot(field.skills, byRank)).draw(dice);
}

/** Two to eight skills out of one or two fields, common ones commonly (Zipf within each field). */
export function drawShares(dice: Dice): string[] {
  const first = homes.draw(dice);
  const second = dice.chance(0.55) ? homes.draw(dice) : first;
  const wanted = dice.weigh([2, 3, 4, 5, 6, 7, 8], (count) => 12 - count);
  const shares = new Set<string>();
  for (let tries = 0; shares.size < wanted && tries < 40; tries += 1) {
    shares.add(drawFrom(dice.chance(0.68) ? first : second, dice));
  }
  return [...shares];
}

/** Words for whole trades: people share them, and wish for something narrower. */
const tooWide = new Set(
  'HTML|Web development|Programming basics|Full stack|Front-end|Back-end|Databases|Cloud'.split(
    '|',
  ),
);

/**
 * Up to three skills to learn, most wished for first: some further along in one's own field, some from
 * elsewhere, never one that is shared already.
 */
export function drawWants(
  shares: readonly string[],
  dice: Dice,
): { skill: string; priority: WantPriority }[] {
  const wanted = dice.weigh([0, 1, 2, 3], (count) => [10, 38, 34, 18][count] ?? 0);
  const own = fields.filter(({ skills }) => shares.some((share) => skills.includes(share)));
  const wants = new Set<string>();
  for (let tries = 0; wants.size < wanted && tries < 30; tries += 1) {
    const field = own.length > 0 && dice.chance(0.35) ? dice.pick(own) : dreams.draw(dice);
    const skill = drawFrom(field, dice);
    if (!shares.includes(skill) && !tooWide.has(skill)) wants.add(skill);
  }
  const priorities = [1, 2, 3] as const;
  return [...wants].map((skill, place) => ({ skill, priority: priorities[place] ?? 3 }));
}
