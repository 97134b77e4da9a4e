/** What waits for somebody, each thing as one sentence that leads to it. */
import type { MeetingTurn } from '#domain/meetings/your-turn-meeting.ts';
import type { PairingTurn } from '#domain/pairings/your-turn-pairing.ts';
import type { QuestionTurn } from '#domain/questions/question-summary.ts';
import { sayDate, sayIsoDate, sayWeekdayDate, type Reader } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Face, NoteTurn, ReviewTurn, Turn } from './your-turn.ts';
import { sayWhen } from './your-turn-since.ts';

/** Things of a kind, for whom much is waiting. */
export type Group = 'notes' | 'meetings' | 'reviews' | 'questions' | 'pairings';

export interface TurnShown {
  /** Where it leads; no two things that wait are alike in this and the sentence. */
  readonly href: string;
  readonly sentence: string;
  /** What is good to know besides; '' for nothing. */
  readonly aside: string;
  /** Null where it comes from nobody in particular. */
  readonly face: Face | null;
  readonly group: Group;
}

/** The sentence for one thing. */
export function sayTurn(turn: Turn, reader: Reader): TurnShown {
  switch (turn.about) {
    case 'note':
      return sayNote(turn.line, reader);
    case 'place': {
      const { id, mentor, offerEndsAt } = turn.place;
      const day = sayWeekdayDate(offerEndsAt, reader.timeZone);
      const sentence = m.turns_place({ name: mentor.name, day });
      return shown({ href: `/requests/waiting/${id}`, sentence, face: mentor, group: 'notes' });
    }
    case 'pairing':
      return shown({ ...sayPairing(turn.turn, reader), face: turn.turn.other, group: 'pairings' });
    case 'meeting':
      return shown({ ...sayMeeting(turn.turn, reader), face: turn.turn.other, group: 'meetings' });
    case 'check_in': {
      const { pairingId, other } = turn.turn;
      const sentence = m.turns_check_in({ name: other.name });
      const href = `/pairings/${pairingId}/check-in`;
      return shown({ href, sentence, face: other, group: 'pairings' });
    }
    case 'review':
      return sayReview(turn.line, reader);
    case 'question':
      return sayQuestion(turn.turn, reader);
  }
}

type TurnInWords = Pick<TurnShown, 'href' | 'sentence'>;

const shown = (said: TurnInWords & Pick<TurnShown, 'face' | 'group'>): TurnShown => ({
  ...said,
  aside: '',
});

function sayNote({ id, side, other, sentAt, lastWordAt }: NoteTurn, reader: Reader): TurnShown {
  const said = { name: other.name, when: sayWhen(lastWordAt ?? sentAt, reader) };
  const sentence =
    side === 'from'
      ? m.turns_note_asked(said)
      : lastWordAt === null
        ? m.turns_note(said)
        : m.turns_note_back(said);
  return shown({ href: `/requests/${id}`, sentence, face: other, group: 'notes' });
}

function sayPairing(turn: PairingTurn, reader: Reader): TurnInWords {
  const home = `/pairings/${turn.pairingId}`;
  const said = { name: turn.other.name, when: sayWhen(turn.since, reader) };
  switch (turn.kind) {
    case 'after_chat':
      return { href: home, sentence: m.turns_after_chat(said) };
    case 'renewal':
      return { href: home, sentence: m.turns_renewal(said) };
    case 'agreement': {
      const say = turn.by === 'us' ? m.turns_agreement_us : m.turns_agreement_them;
      return { href: `${home}/agreement`, sentence: say(said) };
    }
    case 'hand_off': {
      const names = { name: turn.other.name, other: turn.to.name };
      return { href: `${home}/hand-off`, sentence: m.turns_hand_off(names) };
    }
  }
}

function sayMeeting(turn: MeetingTurn, reader: Reader): TurnInWords {
  const { name } = turn.other;
  if (turn.kind === 'happened') {
    const said = { name, when: sayWhen(turn.at, reader) };
    return { href: `/meetings/${turn.meetingId}`, sentence: m.turns_happened(said) };
  }
  return { href: `/pairings/${turn.pairingId}/meetings`, sentence: saySuggested(turn, reader) };
}

function saySuggested(
  { suggested, meetingAt, other, since }: Extract<MeetingTurn, { kind: 'suggestion' }>,
  reader: Reader,
): string {
  const { name } = other;
  const when = sayWhen(since, reader);
  const day = sayWeekdayDate(meetingAt ?? since, reader.timeZone);
  switch (suggested.kind) {
    case 'times':
      return m.turns_times({ name, when });
    case 'rhythm':
      return m.turns_rhythm({ name, when });
    case 'move':
      return m.turns_move({ name, day });
    case 'move_all':
      return m.turns_move_all({ name, day });
    case 'skip':
      return m.turns_skip({ name, day });
    case 'pause':
      return m.turns_pause({
        name,
        from: sayIsoDate(suggested.from),
        to: sayIsoDate(suggested.to),
      });
  }
}

function sayReview(line: ReviewTurn, reader: Reader): TurnShown {
  const { id, title, other, youAre, waitsSince, askedAt } = line;
  const said = { name: other.name, title, when: sayWhen(waitsSince, reader) };
  const sentence =
    youAre === 'author'
      ? m.turns_review_looked(said)
      : waitsSince === askedAt
        ? m.turns_review_asked(said)
        : m.turns_review_back(said);
  return shown({ href: `/reviews/${id}`, sentence, face: other, group: 'reviews' });
}

function sayQuestion(turn: QuestionTurn, reader: Reader): TurnShown {
  const { questionId, title, other, since, promisedBy } = turn;
  const said = { name: other?.name ?? m.turns_somebody(), title, when: sayWhen(since, reader) };
  const at = { face: other, group: 'questions' as const, href: `/questions/${questionId}` };
  switch (turn.kind) {
    case 'answer': {
      const sentence = turn.isFurther ? m.turns_question_further(said) : m.turns_question(said);
      // Once the day has gone by there is nothing to gain from naming it.
      const isAhead = promisedBy !== null && promisedBy > reader.now && !turn.isFurther;
      const aside = isAhead ? m.turns_question_by({ day: sayDate(promisedBy, reader) }) : '';
      return { ...at, sentence, aside };
    }
    case 'look':
      return shown({ ...at, sentence: m.turns_look(said) });
    case 'ask_around':
      return shown({ ...at, face: null, sentence: m.turns_ask_around({ title }) });
    case 'agree':
      return shown({ ...at, href: `${at.href}/share`, sentence: m.turns_agree({ title }) });
  }
}

/** From so many sentences on they stand in groups. */
const long = 9;

/** Everything in one list in the order given, or, where that is long, in groups in the order they begin. */
export function groupsOf(
  turns: readonly TurnShown[],
): { group: Group | null; turns: TurnShown[] }[] {
  if (turns.length < long) return turns.length === 0 ? [] : [{ group: null, turns: [...turns] }];
  const groups = Map.groupBy(turns, ({ group }) => group);
  return Array.from(groups, ([group, found]) => ({ group, turns: found }));
}

/** What stands above a group. */
export const groupWords: Record<Group, () => string> = {
  notes: m.turns_group_notes,
  meetings: m.turns_group_meetings,
  reviews: m.turns_group_reviews,
  questions: m.turns_group_questions,
  pairings: m.turns_group_pairings,
};
