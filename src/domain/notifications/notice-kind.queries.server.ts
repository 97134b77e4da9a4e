/** The declaration of a kind of notice: everything about it but its sentences in the catalogues. */
import type { Matter } from '#domain/members/mail-choice.ts';
import type { EventKind } from '#lib/event.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Delivery, InLocale, Recipient, Waiting, WordArguments, Wording } from './notice.ts';

/** When, and of which event, it is told. */
export interface EventDelivery {
  readonly event: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface NoticeDeclaration<Facts> {
  readonly preference: Matter;
  /** False: a letter about it waits for others and comes at most once a day. */
  readonly isUrgent?: boolean;
  readonly isFromOther?: boolean;
  readonly isBurst?: boolean;
  /** The time it names is shown on both clocks. */
  readonly showsTime?: boolean;
  /** False: its letter is written elsewhere. */
  readonly hasLetter?: boolean;
  /** Who is told. Called again for the same event, it gives the same keys. */
  to(db: Reader, facts: Facts, telling: EventDelivery): Promise<readonly Recipient[]>;
  /** True where a letter would come too late: it has been dealt with, or is not so any more. */
  isOver?(db: Reader, waiting: Waiting, now: number): Promise<boolean>;
  words(w: WordArguments, to: InLocale): Wording;
}

/** A kind of notice as the rest of the module uses it. */
export interface Notice extends Delivery {
  /** Saved with each notice, so it stays when code is renamed. */
  readonly kind: string;
  readonly showsTime: boolean;
  readonly hasLetter: boolean;
  readonly words: NoticeDeclaration<never>['words'];
  isOver(db: Reader, waiting: Waiting, now: number): Promise<boolean>;
  /** Who is told of each event, by the event's name; the payload is parsed here. */
  readonly recipients: ReadonlyMap<
    string,
    (db: Reader, payload: unknown, now: number) => Promise<readonly Recipient[]>
  >;
}

/** The kind with this name; undefined for one that an earlier or later version knows. */
export const noticeOfKind = (kinds: readonly Notice[], name: string): Notice | undefined =>
  kinds.find(({ kind }) => kind === name);

/**
 * Declares a kind of notice. Urgent, with a letter and not from the other person unless said otherwise.
 *
 * @param on the event it tells of, or several with the same facts
 * @example notice('note_no', RequestDeclined, { preference: 'answers', isFromOther: true, to: …, words: … })
 */
export function notice<Facts extends object>(
  kind: string,
  on: EventKind<Facts> | readonly EventKind<Facts>[],
  declared: NoticeDeclaration<Facts>,
): Notice {
  const events = 'name' in on ? [on] : on;
  return {
    kind,
    preference: declared.preference,
    isUrgent: declared.isUrgent ?? true,
    isFromOther: declared.isFromOther ?? false,
    isBurst: declared.isBurst ?? false,
    showsTime: declared.showsTime ?? false,
    hasLetter: declared.hasLetter ?? true,
    words: (w, to) => declared.words(w, to),
    isOver: async (db, waiting, now) => (await declared.isOver?.(db, waiting, now)) ?? false,
    recipients: new Map(
      events.map((event) => [
        event.name,
        (db: Reader, payload: unknown, now: number) =>
          declared.to(db, event.facts.parse(payload), { event: event.name, now }),
      ]),
    ),
  };
}
