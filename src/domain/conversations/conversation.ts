/** What people say to each other: messages one after another, between those who belong to it. */
import { minute } from '#lib/duration.ts';

/** How long a message may be, in characters and in UTF-8 bytes (requirement D7). */
export const limits = { message: 8000, messageBytes: 18_000 } as const;

/** So many messages are shown at once; nearly every conversation fits, and can be searched whole. */
export const pageSize = 200;

/** So many messages may one person write in one conversation within {@link burst}. */
export const mostInBurst = 60;
export const burst = 10 * minute;

export interface Message {
  readonly id: string;
  readonly fromId: string;
  /** Markdown; '' once its writer took it back. */
  readonly body: string;
  /** Epoch milliseconds. */
  readonly writtenAt: number;
  readonly isRemoved: boolean;
}

/** A conversation as one of its members sees it. */
export interface Conversation {
  readonly id: string;
  readonly isClosed: boolean;
  /** Whether this member asked not to be told of new messages. */
  readonly isMuted: boolean;
  /** Up to when this member has read, in epoch milliseconds. */
  readonly readAt: number;
  /** One page of it, oldest first. */
  readonly messages: readonly Message[];
  /** The message before which the next older page begins; null where this is the beginning. */
  readonly olderBefore: string | null;
  /** Whether this page ends with the latest message. */
  readonly isLatest: boolean;
}

/** The first message of a page that its reader hasn't read yet; undefined where all are read. */
export function firstUnread(
  { messages, readAt }: Pick<Conversation, 'messages' | 'readAt'>,
  readerId: string,
): Message | undefined {
  return messages.find(
    ({ fromId, writtenAt, isRemoved }) => fromId !== readerId && !isRemoved && writtenAt > readAt,
  );
}
