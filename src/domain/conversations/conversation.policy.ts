/** Who may do what in a conversation: asked by the page for its buttons and by the commands. */

interface ConversationState {
  readonly isClosed: boolean;
  /** Whether one of the two wants no contact; nobody is told, it looks as if it were closed. */
  readonly isApart: boolean;
}

/** Whether anything may be written, taken back or muted any more. */
export const mayWriteIn = ({ isClosed, isApart }: ConversationState): boolean =>
  !isClosed && !isApart;

/** Whether a member may take a message back: their own, once, while the conversation goes on. */
export function mayRemove(
  message: { fromId: string; isRemoved: boolean },
  { memberId, ...standing }: ConversationState & { memberId: string },
): boolean {
  return message.fromId === memberId && !message.isRemoved && mayWriteIn(standing);
}
