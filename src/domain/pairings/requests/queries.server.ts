/** Notes as the two people they are between see them. */
import type { Terms } from '#domain/members/offers/offer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Note } from './note.ts';
import type { RequestState } from './request.ts';
import type { WaitingLine } from './waiting/queries.server.ts';

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

export interface RequestMessage {
  readonly id: string;
  readonly fromId: string;
  /** Markdown; '' for one that was removed. */
  readonly body: string;
  readonly writtenAt: number;
}

/** Times are epoch milliseconds. */
export interface RequestPage {
  readonly id: string;
  /** `from` for the one who wrote the note, `to` for the one who was written to. */
  readonly side: 'from' | 'to';
  readonly other: Person;
  readonly state: RequestState;
  readonly note: Note;
  readonly terms: Terms;
  readonly isRecommended: boolean;
  /** It comes from the waiting list: a place is kept for it. */
  readonly holdsPlace: boolean;
  readonly sentAt: number;
  /** When the reminder goes or went; null where none will. */
  readonly remindAt: number | null;
  readonly remindedAt: number | null;
  readonly dueAt: number;
  readonly latestAt: number;
  readonly endedAt: number | null;
  /** The words that came with the answer. */
  readonly reply: string;
  readonly passedTo: { readonly id: string; readonly name: string } | null;
  readonly passAnswer: '' | 'yes' | 'no';
  /** The exchange before the answer, oldest first. */
  readonly messages: readonly RequestMessage[];
  readonly mayWrite: boolean;
  readonly pairingId: string | null;
  /** Set while a yes waits for a place. */
  readonly waitingPlaceId: string | null;
  /** The note that went to somebody else with the same words. */
  readonly nextId: string | null;
}

/** One note in "Your pairings". */
export interface RequestLine {
  readonly id: string;
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
  readonly passedTo: { readonly id: string; readonly name: string } | null;
}

export interface Notes {
  /** Open ones somebody wrote to the viewer. */
  readonly toYou: readonly RequestLine[];
  /** The viewer's own: open, or ended in the last 30 days and not followed up yet. Newest first. */
  readonly fromYou: readonly RequestLine[];
  readonly waiting: readonly WaitingLine[];
}

/** A note for one of the two it is between; undefined for everybody else, as if it weren't there. */
export function findRequest(
  _db: Reader,
  _asking: { requestId: string; viewerId: string; now: number },
): Promise<RequestPage | undefined> {
  return Promise.resolve(undefined);
}

/** What "Your pairings" shows of notes. */
export function notesOf(_db: Reader, _asking: { viewerId: string; now: number }): Promise<Notes> {
  return Promise.resolve({ toYou: [], fromYou: [], waiting: [] });
}
