/** What conversations announce. Ids only: words stay where they are guarded. */

/** Somebody wrote to the other; a message of a request's exchange is told by the request instead. */
export interface MessageWritten {
  name: 'MessageWritten';
  conversationId: string;
  messageId: string;
}
