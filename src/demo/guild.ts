import { minute } from '#lib/duration.ts';
import { countryCode, languageCode } from '#lib/regions.ts';
import { makeId } from '#lib/ids.ts';
import { findSkill } from '#domain/skills/vocabulary.ts';
import { skillName } from '#domain/skills/skill.ts';
import { BioWriter } from './bios.ts';
import { cast } from './cast.ts';
import { Dice } from './dice.ts';
import { drawName } from './names.ts';
import { drawConfidence, drawOffer, slugOf, type InventedPerson } from './invented-person.ts';
import { drawLanguages, drawPlace } from './towns.ts';
import { drawWants } from './invented-skills.ts';
import { weeksFrom } from './invented-week.ts';

/** What we read of a record in demo/mentors-demo.json. */
export interface MentorRecord {
  readonly id: string;
  readonly skills: readonly string[];
  readonly country: string | null;
  readonly spoken: readonly string[];
  /** False where the person said it is free; null where nothing is known. */
  readonly paid: boolean | null;
}

/** Ids carry a time; the demo's people all come from one quiet winter, whenever the demo is started. */
const bornAt = Date.UTC(2026, 0, 5);

/**
 * Gives every record an invented person: a name, words, hours and an offer around the record's own
 * skills, country and languages. The same records and seed give the same people, in the records' order.
 */
export function demoPeople(records: readonly MentorRecord[], seed: string): InventedPerson[] {
  const dice = new Dice(seed);
  const bios = new BioWriter(dice);
  const nextWeek = weeksFrom(dice);
  const names = new Set<string>(Object.values(cast).map(({ name }) => name));
  return records.map((record, number) => {
    const place = drawPlace(dice, record.country === null ? null : countryCode(record.country));
    const { name, pronouns } = drawFreshName(names, () => drawName(dice, place.names));
    const shares = sharesOf(record, dice);
    const wants = drawWants(
      shares.map(({ skill }) => skill),
      dice,
    );
    const spoken = record.spoken.flatMap((text) => languageCode(text) ?? []);
    return {
      id: makeId(bornAt + number * minute, dice),
      name,
      pronouns,
      email: `${slugOf(name, record.id)}@tidewater.example`,
      place: place.city,
      timeZone: place.timeZone,
      languages: drawLanguages({ place, also: spoken, dice }),
      words: bios.write({
        shares: shares.map(({ skill }) => skill),
        wants: wants.map(({ skill }) => skill),
      }),
      links: dice.chance(0.3) ? [`https://${slugOf(name, record.id)}.example/`] : [],
      weekHours: nextWeek(),
      shares,
      wants,
      offer: drawOffer({
        place,
        wantsSomething: wants.length > 0,
        isAvailable: dice.chance(0.85),
        mayCharge: record.paid === null,
        dice,
      }),
      joinedDaysAgo: dice.between(90, 700),
      confirmedDaysAgo: Math.floor(dice.next() ** 2 * 70),
      isOrganiser: false,
    };
  });
}

/** In a list this short, two people of one name would look like a mistake. */
function drawFreshName<Named extends { name: string }>(
  taken: Set<string>,
  draw: () => Named,
): Named {
  let person = draw();
  for (let tries = 0; taken.has(person.name) && tries < 50; tries += 1) person = draw();
  taken.add(person.name);
  return person;
}

/** The record's own skills, each once, surest first. */
function sharesOf(record: MentorRecord, dice: Dice): InventedPerson['shares'] {
  const names = record.skills.flatMap((raw) => findSkill(raw)?.name ?? skillName(raw) ?? []);
  const mixed = dice.shuffle([...new Set(names)]);
  return mixed
    .map((skill, place) => ({ skill, confidence: drawConfidence(dice, place) }))
    .sort((a, b) => b.confidence - a.confidence);
}
