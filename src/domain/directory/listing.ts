/** What the list of available mentors knows about one of them: what their card shows, ready to show. */
import type { Confidence, WantPriority } from '#domain/skills/skill.ts';
import type { WeekHours } from '#lib/week.ts';

export const helpModes = ['meet', 'review', 'answer', 'swap'] as const;
export type HelpMode = (typeof helpModes)[number];

export const termsKinds = ['free', 'charges', 'pay_what_feels_right'] as const;
export type TermsKind = (typeof termsKinds)[number];

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
  /** Plain text; what search looks through and, shortened, what the card says. */
  readonly ownWords: string;
  readonly shared: readonly SharedSkill[];
  readonly wanted: readonly WantedSkill[];
  readonly weekHours: WeekHours;
  readonly modes: readonly HelpMode[];
  readonly terms: TermsKind;
  /** Minor units of `currency` an hour; null unless they charge. */
  readonly amount: number | null;
  readonly currency: string;
  readonly firstChatFree: boolean;
  readonly replyDays: number;
  readonly capacity: number;
  /** Places taken now. */
  readonly held: number;
  readonly whoMayWrite: 'everyone' | 'learners';
  /** Epoch milliseconds of the last "yes, still available". */
  readonly confirmedAt: number;
  /** Last instant (epoch milliseconds) at which that is fresh enough to be listed. */
  readonly freshUntil: number;
  readonly avatarId: string | null;
}

/** How many more people this mentor has room for. */
export function roomLeft({ capacity, held }: Pick<Listing, 'capacity' | 'held'>): number {
  return Math.max(0, capacity - held);
}
