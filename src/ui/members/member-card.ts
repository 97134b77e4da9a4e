/** One mentor's card as it is drawn: every word of it, for one viewer. */
import { roomLeft, type Listing } from '#domain/directory/listing.ts';
import type { Seeker } from '#domain/directory/mentor-query.ts';
import type { HoursTogether, Lanes } from '#domain/directory/common-hours.ts';
import type { ViewerRanking } from '#domain/directory/viewer-ranking.ts';
import { hueOf } from '#domain/members/viewer.ts';
import { skillInSentence } from '#domain/skills/vocabulary.ts';
import { initials } from '#ui/kit/initials.ts';
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';
import { sayTheirTime } from './clock-words.ts';
import { sayDay, sayGroups, sayQuarters, saySpans } from './hours-words.ts';
import { sayConfirmed, sayReply, sayRoom, sayTerms } from './offer-words.ts';

export interface CardSkill {
  readonly label: string;
  /** Bars, one to three; 0 for something they want to learn. */
  readonly level: 0 | 1 | 2 | 3;
  readonly fits: boolean;
}

interface CardHours {
  /** Which day is drawn: "Most weekdays, your time". */
  readonly day: string;
  /** What that day says: "Both free 18–21". */
  readonly both: string;
  /** The chart as a sentence. */
  readonly chart: string;
  /** All of the week: "About 9 hours a week in common: Mon 18–20". '' when there are none. */
  readonly week: string;
  readonly lanes: Lanes;
}

export interface Card {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly hue: number;
  readonly avatarId: string | null;
  /** "she/her · Helsinki". */
  readonly about: string;
  /** "16:20 there, 2 hours ahead". */
  readonly clock: string;
  readonly words: string;
  readonly shares: readonly CardSkill[];
  readonly wants: readonly CardSkill[];
  readonly why: string;
  /** Undefined where either has not said their hours. */
  readonly hours: CardHours | undefined;
  readonly terms: string;
  readonly reply: string;
  readonly room: string;
  readonly confirmed: string;
  readonly isSaved: boolean;
}

export interface CardInput {
  readonly listing: Listing;
  readonly isSaved: boolean;
  readonly ranking: ViewerRanking;
  readonly skillName: (id: string) => string;
  /** False for visitors, who are not told anybody's hours or zone. */
  readonly isInside: boolean;
  readonly now: number;
}

const skillsShown = 6;

export function cardOf(input: CardInput): Card {
  const { listing, ranking, isInside, now } = input;
  const here = ranking.seeker.timeZone;
  return {
    ...lastingOf(input),
    clock: isInside ? sayTheirTime({ now, there: listing.timeZone, here }) : '',
    confirmed: sayConfirmed(listing.confirmedAt, now),
    isSaved: input.isSaved,
  };
}

/** What does not change from one look to the next. */
type Lasting = Omit<Card, 'clock' | 'confirmed' | 'isSaved'>;

const drawn = new WeakMap<ViewerRanking, Map<string, WeakMap<Listing, Lasting>>>();

/** Made once for a viewer, a language and a mentor, until either changes. */
function lastingOf(input: CardInput): Lasting {
  const { listing, ranking } = input;
  const languages = drawn.get(ranking) ?? new Map<string, WeakMap<Listing, Lasting>>();
  const cards = languages.get(getLocale()) ?? new WeakMap<Listing, Lasting>();
  const card = cards.get(listing) ?? drawLasting(input);
  drawn.set(ranking, languages.set(getLocale(), cards.set(listing, card)));
  return card;
}

function drawLasting(input: CardInput): Lasting {
  const { listing, ranking } = input;
  return {
    id: listing.memberId,
    name: listing.name,
    initials: initials(listing.name),
    hue: hueOf(listing.memberId),
    avatarId: listing.avatarId,
    about: [listing.pronouns, listing.place].filter((part) => part !== '').join(' · '),
    words: listing.ownWords,
    ...skillsOf(input),
    why: reasonFor(input),
    hours: input.isInside ? hoursOf(ranking.hoursWith(listing)) : undefined,
    terms: sayTerms(listing.terms),
    reply: sayReply(listing.replyDays),
    room: sayRoom(roomLeft(listing)),
  };
}

const isWanted = ({ wanted }: Seeker, id: string) => wanted.some(({ skillId }) => skillId === id);
const isShared = ({ shared }: Seeker, id: string) => shared.some(({ skillId }) => skillId === id);

/** Those that fit first, so that none of them falls off the end. */
function skillsOf({ listing, ranking, skillName }: CardInput): Pick<Card, 'shares' | 'wants'> {
  const { seeker } = ranking;
  const shares = listing.shared.map(({ skillId, confidence }): CardSkill => {
    return { label: skillName(skillId), level: confidence, fits: isWanted(seeker, skillId) };
  });
  const wants = listing.wanted.map(({ skillId }): CardSkill => {
    return { label: skillName(skillId), level: 0, fits: isShared(seeker, skillId) };
  });
  return { shares: fittingFirst(shares), wants: fittingFirst(wants) };
}

function fittingFirst(skills: readonly CardSkill[]): CardSkill[] {
  const fitting = skills.filter(({ fits }) => fits);
  return [...fitting, ...skills.filter(({ fits }) => !fits)].slice(0, skillsShown);
}

/** Why this person: a swap, or something the viewer could give. */
function reasonFor({ listing, ranking, skillName }: CardInput): string {
  const { seeker } = ranking;
  const mine = listing.wanted.find(({ skillId }) => isShared(seeker, skillId));
  if (mine === undefined) return '';
  const theirs = listing.shared.find(({ skillId }) => isWanted(seeker, skillId));
  const said = (id: string) =>
    getLocale() === 'en' ? skillInSentence(skillName(id)) : skillName(id);
  return theirs === undefined
    ? m.directory_why_wants({ skill: said(mine.skillId) })
    : m.directory_why_swap({ mine: said(mine.skillId), theirs: said(theirs.skillId) });
}

const hoursSaid = new WeakMap<HoursTogether, Map<string, CardHours>>();

/** Mentors with the same hours in the same zone share the words as well as the comparison. */
function hoursOf(together: HoursTogether | undefined): CardHours | undefined {
  if (together === undefined) return undefined;
  const locale = getLocale();
  const byLocale = hoursSaid.get(together) ?? new Map<string, CardHours>();
  const known = byLocale.get(locale) ?? sayHours(together);
  byLocale.set(locale, known);
  hoursSaid.set(together, byLocale);
  return known;
}

function sayHours({ quarters, groups, usual }: HoursTogether): CardHours {
  const { day, lanes } = usual;
  const spans = lanes.both.map(([from, to]) => ({ from: from * 60, to: to * 60 }));
  const both =
    spans.length === 0
      ? m.directory_none_free()
      : m.directory_both_free({ times: saySpans(spans) });
  const name = day === 'weekdays' ? '' : sayDay(day);
  return {
    lanes,
    both,
    day: day === 'weekdays' ? m.directory_usual_weekdays() : m.directory_usual_day({ day: name }),
    chart:
      day === 'weekdays'
        ? m.directory_chart_usual({ text: both })
        : m.directory_chart_day({ day: name, text: both }),
    week: quarters === 0 ? '' : sayInCommon({ quarters, groups }),
  };
}

/** "About 9 hours a week in common: Mon 18–20, Wed and Thu 18–21". */
export function sayInCommon(
  { quarters, groups }: Pick<HoursTogether, 'quarters' | 'groups'>,
  length: 'short' | 'long' = 'short',
): string {
  return m.directory_in_common({
    count: quarters / 4,
    hours: sayQuarters(quarters),
    times: sayGroups(groups, length),
  });
}
