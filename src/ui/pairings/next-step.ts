/** What happens next between two people, so that neither has to wonder. Times are epoch milliseconds. */
import { askingTime, type Answer, type PairingState } from '#domain/pairings/pairing.ts';
import { sayDate, sayDaysFrom, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { clocksAt, type ClockFace, type Side } from './shared-moments.ts';

interface Together {
  state: PairingState;
  chatAt: number | null;
  restingUntil: number | null;
  reviewAt: number | null;
  /** When both will be asked after their first chat; null where that is not to come. */
  askAt: number | null;
  asked: { about: 'after_chat' | 'renewal'; endsAt: number; yourAnswer: Answer | null } | null;
  you: Side;
  other: Side;
}

interface Reader {
  now: number;
  timeZone: string;
}

export interface Next {
  /** What one can do about it here. */
  does: 'find_time' | 'say_chatted' | 'answer' | 'answer_anew' | 'write' | 'wake' | 'nothing';
  about: 'after_chat' | 'renewal';
  yourAnswer: Answer | null;
  title: string;
  /** Above the title. */
  label: string;
  clocks: readonly [ClockFace, ClockFace] | null;
  texts: string[];
}

const nothing = { about: 'after_chat', yourAnswer: null, clocks: null } as const;

/**
 * The one next thing, in words.
 *
 * @param rhythm what they agreed about how often, in words; undefined where that is open
 */
export function sayNext(
  pairing: Together,
  { rhythm, ...reader }: Reader & { rhythm: string | undefined },
): Next {
  const label = m.pairings_next();
  const { state, asked } = pairing;
  if (state === 'wrapped_up') return { ...nothing, does: 'nothing', label, title: '', texts: [] };
  if (state === 'resting') return { ...resting(pairing, reader), label };
  if (asked !== null) return { ...asking(asked, reader), label };
  if (state === 'going') return { ...going(pairing, { rhythm, ...reader }), label };
  return pairing.chatAt === null
    ? { ...findTime(pairing, reader), label }
    : firstChat({ ...pairing, chatAt: pairing.chatAt }, reader);
}

type Unlabelled = Omit<Next, 'label'>;

function resting({ restingUntil, other }: Together, reader: Reader): Unlabelled {
  const day = sayDate(restingUntil ?? reader.now, reader);
  return {
    ...nothing,
    does: 'wake',
    title: m.pairings_resting({ day }),
    texts: [m.pairings_resting_text({ name: other.name })],
  };
}

function asking(asked: NonNullable<Together['asked']>, reader: Reader): Unlabelled {
  const { about, yourAnswer, endsAt } = asked;
  const day = sayDate(endsAt, reader);
  if (yourAnswer !== null)
    return {
      ...nothing,
      does: 'answer_anew',
      about,
      yourAnswer,
      title: yourAnswer === 'yes' ? m.pairings_answered_yes() : m.pairings_answered_no(),
      texts: [m.pairings_answered_text({ day }), m.pairings_answered_change()],
    };
  return {
    ...nothing,
    does: 'answer',
    about,
    title: m.pairings_ask_title(),
    texts: [
      about === 'after_chat' ? m.pairings_ask_chat() : m.pairings_ask_renewal(),
      m.pairings_ask_then({ day }),
    ],
  };
}

function going(
  { reviewAt }: Together,
  { rhythm, ...reader }: Reader & { rhythm: string | undefined },
): Unlabelled {
  return {
    ...nothing,
    does: 'write',
    title: m.pairings_going(),
    texts: [
      rhythm === undefined ? m.pairings_going_free() : m.pairings_going_rhythm({ rhythm }),
      ...(reviewAt === null
        ? []
        : [
            m.pairings_going_review({
              ask: sayDate(reviewAt - askingTime, reader),
              day: sayDate(reviewAt, reader),
            }),
          ]),
    ],
  };
}

function findTime({ other, askAt }: Together, reader: Reader): Unlabelled {
  const day = askAt === null ? undefined : sayDate(askAt, reader);
  return {
    ...nothing,
    does: 'find_time',
    title: m.pairings_next_no_time(),
    texts: [
      m.pairings_next_no_time_text({ name: other.name }),
      ...(day === undefined ? [] : [m.pairings_next_no_time_after({ day })]),
    ],
  };
}

function firstChat({ chatAt, you, other }: Together & { chatAt: number }, reader: Reader): Next {
  const when = sayDaysFrom(chatAt, reader);
  const isOver = chatAt < reader.now;
  return {
    ...nothing,
    does: 'say_chatted',
    label: isOver ? m.pairings_next_chat_was({ when }) : m.pairings_next_chat_in({ when }),
    title: sayWeekdayDate(chatAt, reader.timeZone),
    clocks: clocksAt(chatAt, { you, them: other }),
    texts: [m.pairings_next_chat_after()],
  };
}
