/** The form with which a note is answered. Each answer has words of its own, so it works without script. */
export const answers = ['yes', 'question', 'full', 'not_me', 'pass'] as const;
export type Answer = (typeof answers)[number];

export const isAnswer = (text: string): text is Answer => answers.some((each) => each === text);

export interface AnswerForm {
  readonly answer: Answer | '';
  /** What was written under each answer. */
  readonly words: Readonly<Record<Answer, string>>;
  /** How the ready-made question begins; alone it asks nothing. */
  readonly ready: string;
  /** An instant in epoch milliseconds, `later` or `other`. */
  readonly chat: string;
  readonly chatDay: string;
  readonly chatClock: string;
  /** Whom to pass the note to, by id. */
  readonly to: string;
  /** A name to look for. */
  readonly who: string;
}
