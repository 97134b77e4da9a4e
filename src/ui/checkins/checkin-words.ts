/** What a check-in says to one of the two. */
import {
  feelings,
  paces,
  type Agreement,
  type Feeling,
  type Pace,
  type Suggestion,
} from '#domain/checkins/checkin.ts';
import { m } from '#words/paraglide/messages.js';

const feelingWords = {
  good: m.checkins_feels_good,
  okay: m.checkins_feels_okay,
  off: m.checkins_feels_off,
};
const paceWords = {
  too_much: m.checkins_pace_too_much,
  right: m.checkins_pace_right,
  too_little: m.checkins_pace_too_little,
};

export const feelingOptions = () =>
  feelings.map((value) => ({ value, label: feelingWords[value]() }));
export const paceOptions = () => paces.map((value) => ({ value, label: paceWords[value]() }));

const sayFeeling = (feels: Feeling) => (feels === '' ? '' : feelingWords[feels]());
const sayPace = (pace: Pace) => (pace === '' ? '' : paceWords[pace]());

const spoken = (sentences: readonly (string | false)[]): string[] =>
  sentences.filter((sentence) => sentence !== false);

/** What both said, in sentences; nothing of a question both left out. */
export const sayRevealed = ({ feels, pace }: Agreement): string[] =>
  spoken([
    feels !== '' && m.checkins_revealed_feels({ feels: sayFeeling(feels) }),
    pace !== '' && m.checkins_revealed_pace({ pace: sayPace(pace) }),
  ]);

/** Somebody's own answer, for them alone. */
export const sayYours = ({
  feels,
  pace,
  changeWords,
}: Agreement & { changeWords: string }): string[] =>
  spoken([
    feels !== '' && m.checkins_your_feels({ feels: sayFeeling(feels) }),
    pace !== '' && m.checkins_your_pace({ pace: sayPace(pace) }),
    changeWords !== '' && m.checkins_your_change({ words: changeWords }),
  ]);

interface Way {
  label: string;
  what: string;
  /** Where it leads; null for the one that is done here. */
  href: string | null;
}

/** A suggestion as a choice: what it is, and what happens then. */
export function wayOf(
  suggestion: Suggestion,
  { name, home, pace }: { name: string; home: string; pace: Pace },
): Way {
  switch (suggestion) {
    case 'change_rhythm':
      return {
        label: m.checkins_suggest_change_rhythm(),
        what: m.checkins_suggest_change_rhythm_what({ name }),
        href: `${home}/agreement/change`,
      };
    case 'say_it_for_me':
      return {
        label: m.checkins_suggest_say_it_for_me(),
        what:
          pace === 'too_little'
            ? m.checkins_suggest_say_it_quicker()
            : m.checkins_suggest_say_it_calmer(),
        href: null,
      };
    case 'rest':
      return {
        label: m.checkins_suggest_rest(),
        what: m.checkins_suggest_rest_what(),
        href: `${home}/rest`,
      };
    case 'wrap_up':
      return {
        label: m.checkins_suggest_wrap_up(),
        what: m.checkins_suggest_wrap_up_what(),
        href: `${home}/ending`,
      };
    case 'organiser':
      return {
        label: m.checkins_suggest_organiser(),
        what: m.checkins_suggest_organiser_what(),
        href: '/about/organisers',
      };
  }
}
