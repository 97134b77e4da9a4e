/**
 * How a member wants to hear of things by letter. What happens always stands in the app; this is only
 * about mail. Security letters are no choice: they always come.
 */

/** What letters can be about, in the order of the settings. */
export const matters = [
  'notes',
  'answers',
  'messages',
  'pairings',
  'meetings',
  'reviews',
  'questions',
  'reminders',
  'invitations',
  'check_ins',
  'kind_words',
  'details',
  'tick',
  'membership',
  'reports',
] as const;
export type Matter = (typeof matters)[number];

/** A letter each time, together once a day, or none. */
export type How = 'each' | 'digest' | 'never';

export type Choices = Readonly<Record<Matter, How>>;

/** What somebody gets who chose nothing: what waits for them each time, the rest once a day at most. */
export const usualChoices: Choices = {
  notes: 'each',
  answers: 'each',
  messages: 'each',
  pairings: 'each',
  meetings: 'each',
  reviews: 'each',
  questions: 'each',
  reminders: 'each',
  invitations: 'each',
  check_ins: 'digest',
  kind_words: 'digest',
  details: 'digest',
  tick: 'each',
  membership: 'each',
  reports: 'each',
};

/** The ways to choose from: some letters come so seldom, or are so soon past, that a day's collection makes no sense. */
export const waysFor = (matter: Matter): readonly How[] =>
  ['reminders', 'invitations', 'tick', 'membership', 'reports'].includes(matter)
    ? ['each', 'never']
    : ['each', 'digest', 'never'];

/** Matters that only concern whoever organises. */
export const isForOrganisers = (matter: Matter): boolean =>
  matter === 'membership' || matter === 'reports';

export const isMatter = (text: string): text is Matter => matters.some((each) => each === text);

/** What a line at the end of a letter turns off: one matter, or the daily letter with all it collects. */
export type Unwanted = Matter | 'digest';

export const isUnwanted = (text: string): text is Unwanted => text === 'digest' || isMatter(text);

/** What is chosen after that line was followed. Doing it twice is doing it once. */
export function turnedOff(choices: Choices, unwanted: Unwanted): Choices {
  const changed = { ...choices };
  for (const matter of matters) {
    const isMeant = unwanted === 'digest' ? choices[matter] === 'digest' : matter === unwanted;
    if (isMeant) changed[matter] = 'never';
  }
  return changed;
}

/** Hours of the day, in the member's own zone, in which no letter comes; it may run over midnight. */
export interface QuietHours {
  /** Minutes since midnight, 0 to 1439; never the same. */
  readonly from: number;
  readonly until: number;
}

/** What the form suggests to somebody without quiet hours. */
export const usualQuietHours: QuietHours = { from: 22 * 60, until: 8 * 60 };
