/** Messages as the thread shows them to one of the two. */
import type { Message } from '#domain/conversations/conversation.ts';
import { mayRemove } from '#domain/conversations/conversation.policy.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { PairingPage } from '#domain/pairings/pairings.queries.server.ts';
import { renderMarkdown } from '#lib/markdown.server.ts';
import { sayingWhen } from '#ui/conversations/said-at.ts';
import type { PostShown } from '#ui/conversations/shown-post.ts';
import { m } from '#words/paraglide/messages.js';

interface Scene {
  pairing: PairingPage;
  viewer: Viewer;
  reader: { now: number; timeZone: string };
  isClosed: boolean;
}

/** One shown message for each, in the same order. */
export function postsOf(
  messages: readonly Message[],
  { pairing, viewer, reader, isClosed }: Scene,
): PostShown[] {
  const say = sayingWhen(reader);
  return messages.map((message) => ({
    id: message.id,
    isYours: message.fromId === viewer.id,
    by: message.fromId === viewer.id ? pairing.you : pairing.other,
    at: new Date(message.writtenAt).toISOString(),
    when: say(message.writtenAt),
    html: message.isRemoved ? null : drawMessage(message.body),
    mayTakeBack: mayRemove(message, { memberId: viewer.id, isClosed, isApart: false }),
  }));
}

/** A message as HTML. Code that is wider than the page is scrolled, which keys must be able to as well. */
export function drawMessage(body: string): string {
  const html = renderMarkdown(body);
  if (!html.includes('<pre>')) return html;
  return html.replaceAll(
    '<pre>',
    `<pre tabindex="0" role="group" aria-label="${m.conversations_code()}">`,
  );
}
