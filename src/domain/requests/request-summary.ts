import type { Note } from './note.ts';
import type { RequestState } from './request.ts';

/** The other person of a note. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly pronouns: string;
  /** 0 to 23. */
  readonly hue: number;
  readonly avatarId: string | null;
  readonly place: string;
  /** IANA zone, '' where not said. */
  readonly timeZone: string;
  /** In how many days they usually reply. */
  readonly replyDays: number;
  /** Their page is not there for the viewer: show the name as plain text and offer nothing. */
  readonly isGone: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a note is wherever it is shown. Times are epoch milliseconds. */
export interface RequestSummary {
  readonly id: string;
  /** `from` for the one who wrote the note, `to` for the one who was written to. */
  readonly side: 'from' | 'to';
  readonly other: Person;
  readonly state: RequestState;
  readonly note: Note;
  readonly isRecommended: boolean;
  readonly sentAt: number;
  readonly dueAt: number;
  readonly endedAt: number | null;
  /** The exchange waits for the viewer's words. */
  readonly isYourTurn: boolean;
  /** When somebody last asked or replied; null where there is the note alone. */
  readonly lastWordAt: number | null;
  readonly passedTo: Named | null;
}
