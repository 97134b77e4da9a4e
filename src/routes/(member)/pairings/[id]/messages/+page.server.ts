import type { RequestEvent } from '@sveltejs/kit';
import {
  markRead,
  muteConversation,
  removeMessage,
  writeMessage,
} from '#domain/conversations/conversations.commands.server.ts';
import { firstUnread } from '#domain/conversations/conversation.ts';
import { messageBody } from '#domain/conversations/message.input.ts';
import { conversationOf } from '#domain/conversations/conversations.queries.server.ts';
import { seeAt } from '#domain/notifications/seen-notices.commands.server.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { ForServer } from '#lib/server-only.ts';
import { error } from '@sveltejs/kit';
import { headOf } from '#ui/pairings/pairing-head.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { openPairing, refusalOf } from '../open-pairing.server.ts';
import { drawMessage, postsOf } from './shown-messages.server.ts';

/** The form as it is shown again. */
interface MessageFormState {
  body: string;
  problems: Problem[];
  /** How the message would look; null where nobody asked. */
  preview: string | null;
}

export const load: PageServerLoad = async (event) => {
  const { pairing, viewer, reader, home } = await openPairing(event);
  const asked = event.url.searchParams;
  const conversation = await conversationOf(event.locals.runtime.db.read, {
    conversationId: pairing.conversationId,
    viewerId: viewer.id,
    before: asked.get('before') ?? '',
  });
  if (conversation === undefined) error(404, 'not_found');
  const { isClosed } = conversation;
  const unread = firstUnread(conversation, viewer.id);
  return {
    head: headOf(pairing, reader),
    home: `${home}/messages`,
    topics: [`conversation:${conversation.id}`, `pairing:${pairing.id}`],
    posts: new ForServer(postsOf(conversation.messages, { pairing, viewer, reader, isClosed })),
    conversation: {
      isClosed,
      isMuted: conversation.isMuted,
      isLatest: conversation.isLatest,
      olderBefore: conversation.olderBefore,
    },
    firstUnreadId: unread?.id ?? null,
    // What is shown is what will have been read, not what comes meanwhile.
    readUpTo: unread === undefined ? null : (conversation.messages.at(-1)?.writtenAt ?? null),
    before: asked.get('before') ?? '',
    takeBackId: isClosed ? '' : (asked.get('back') ?? ''),
  };
};

export const actions: Actions = {
  look: async (event): Promise<MessageFormState> => {
    await openPairing(event);
    const body = textOf(await readForm(event), 'body');
    const parsed = messageBody.safeParse(body);
    return parsed.success
      ? { body, problems: [], preview: drawMessage(parsed.data) }
      : { body, problems: problemsFor(codeOf(parsed.error.issues)), preview: '' };
  },
  write: (event) => submit(event, (form) => write(event, form)),
  read: (event) =>
    submit(event, async (form) => {
      const { about, home } = await conversationAt(event);
      const upTo = Number(textOf(form, 'upTo'));
      if (Number.isSafeInteger(upTo)) await markRead(event.locals.runtime, { ...about, upTo });
      await seeAt(event.locals.runtime, { memberId: about.actor.id, href: home });
      return { goTo: home };
    }),
  remove: (event) =>
    submit(event, async (form) => {
      const { about, home } = await conversationAt(event);
      const messageId = textOf(form, 'id');
      refusalOf(await removeMessage(event.locals.runtime, { actor: about.actor, messageId }));
      return { goTo: `${home}#m-${messageId}` };
    }),
  mute: (event) =>
    submit(event, async (form) => {
      const { about, home } = await conversationAt(event);
      const isMuted = textOf(form, 'muted') === 'yes';
      await muteConversation(event.locals.runtime, { ...about, isMuted });
      return { goTo: home, saying: 'saved' };
    }),
};

/** Who acts, in which conversation; only one of the two of the pairing comes so far. */
async function conversationAt(event: RequestEvent<{ id: string }>) {
  const { pairing, viewer, home } = await openPairing(event);
  return {
    about: { actor: viewer, conversationId: pairing.conversationId },
    home: `${home}/messages`,
  };
}

async function write(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<MessageFormState>> {
  const { about, home } = await conversationAt(event);
  const body = textOf(form, 'body');
  const parsed = messageBody.safeParse(body);
  const refuse = (code: string) => ({
    refusal: { body, problems: problemsFor(code), preview: null },
  });
  if (!parsed.success) return refuse(codeOf(parsed.error.issues));
  const written = await writeMessage(event.locals.runtime, { ...about, body: parsed.data });
  const refusal = refusalOf(written);
  if (refusal !== null) return refuse(refusal);
  return { goTo: `${home}#latest` };
}

const codeOf = (issues: { message: string }[]): string => issues[0]?.message ?? 'missing';

function problemsFor(code: string): Problem[] {
  return [{ field: 'body', message: sayProblem(code) }];
}

function sayProblem(code: string): string {
  switch (code) {
    case 'too_long':
      return m.conversations_too_long();
    case 'slow_down':
      return m.conversations_slow_down();
    case 'closed':
      return m.conversations_closed_meanwhile();
    default:
      return m.conversations_missing();
  }
}
