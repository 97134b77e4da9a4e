/** What the list of available mentors knows about one of them: all that is searched and shown. */
import { z } from 'zod';
import {
  helpModes,
  termsSchema,
  writers,
  type HelpMode,
  type Terms,
  type Writers,
} from '#domain/members/offer.ts';
import type { Confidence, WantPriority } from '#domain/skills/skill.ts';
import { jsonReader, type ShapeOf } from '#lib/json.ts';
import { shorten } from '#lib/text.ts';
import type { WeekHours } from '#lib/week.ts';

export interface SharedSkill {
  readonly skillId: string;
  readonly confidence: Confidence;
}

export interface WantedSkill {
  readonly skillId: string;
  readonly priority: WantPriority;
}

export interface Listing {
  readonly memberId: string;
  readonly name: string;
  readonly pronouns: string;
  readonly place: string;
  /** IANA zone, '' where not said. */
  readonly timeZone: string;
  /** BCP 47 codes. */
  readonly languages: readonly string[];
  /** Plain text, without the marks of Markdown. */
  readonly ownWords: string;
  /** Surest first. */
  readonly shared: readonly SharedSkill[];
  /** Most wished for first. */
  readonly wanted: readonly WantedSkill[];
  /** On the member's own clock. */
  readonly weekHours: WeekHours;
  readonly modes: readonly HelpMode[];
  readonly terms: Terms;
  readonly replyDays: number;
  /** How many people at once. */
  readonly capacity: number;
  /** Places taken now. */
  readonly held: number;
  readonly whoMayWrite: Writers;
  /** Epoch milliseconds of the last "yes, still around". */
  readonly confirmedAt: number;
  /** Last instant (epoch milliseconds) at which that is fresh enough to be listed. */
  readonly freshUntil: number;
  readonly avatarId: string | null;
}

/** A listing as it is stored. */
export const readListing = jsonReader<Listing>(
  'a listing',
  z.object({
    memberId: z.string(),
    name: z.string(),
    pronouns: z.string(),
    place: z.string(),
    timeZone: z.string(),
    languages: z.array(z.string()),
    ownWords: z.string(),
    shared: z.array(
      z.object({
        skillId: z.string(),
        confidence: z.literal([1, 2, 3]),
      } satisfies ShapeOf<SharedSkill>),
    ),
    wanted: z.array(
      z.object({
        skillId: z.string(),
        priority: z.literal([1, 2, 3]),
      } satisfies ShapeOf<WantedSkill>),
    ),
    weekHours: z.string(),
    modes: z.array(z.enum(helpModes)),
    terms: termsSchema,
    replyDays: z.number(),
    capacity: z.number(),
    held: z.number(),
    whoMayWrite: z.enum(writers),
    confirmedAt: z.number(),
    freshUntil: z.number(),
    avatarId: z.string().nullable(),
  } satisfies ShapeOf<Listing>),
);

/** How many more people this mentor has room for. */
export function roomLeft({ capacity, held }: Pick<Listing, 'capacity' | 'held'>): number {
  return Math.max(0, capacity - held);
}

/** Characters of someone's own words that a card has room for. */
const excerptLength = 180;

/** The beginning of someone's own words, cut between two of them where they go on. */
export function excerptOf(ownWords: string): string {
  const cut = shorten(ownWords, excerptLength);
  if (cut === ownWords) return ownWords;
  const end = cut.lastIndexOf(' ');
  const whole = end < excerptLength / 2 ? cut.slice(0, -1) : cut.slice(0, end);
  return /[.!?…]$/u.test(whole) ? whole : `${whole.replace(/[\s,;:–-]$/u, '')}…`;
}
