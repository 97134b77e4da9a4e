/** Things that happen between members, and the letters that follow; for tests. */
import { addMessage } from '#domain/conversations/conversations.commands.server.ts';
import { MessageWritten } from '#domain/conversations/events.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Notice } from '#domain/notifications/notice-kind.queries.server.ts';
import { noticeKinds } from '#domain/notifications/notice-kinds.queries.server.ts';
import {
  makeLettersClockTask,
  makeNoticeReactions,
} from '#domain/notifications/notifications.tasks.server.ts';
import type { EventKind } from '#lib/event.ts';
import { inAct } from '#platform/act.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { openMail } from '#platform/mail.server.ts';
import type { FreshDatabase } from './both-databases.ts';
import { addMember, foundCommunity } from './factories.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

/** The kinds of notices there are: the product's, unless a test has others. */
interface OfKinds {
  kinds?: readonly Notice[];
}

async function settle(runtime: TestRuntime, { kinds = noticeKinds }: OfKinds): Promise<void> {
  const lettersClockTask = makeLettersClockTask(kinds);
  const handlers = {
    ...makeNoticeReactions(kinds),
    [lettersClockTask.kind]: lettersClockTask.handle,
    mail: async () => {},
  };
  while ((await runDueJobs(runtime, handlers)) > 0);
}

/** Announces it, and lets everything happen that follows at once. */
export async function happens<Facts extends object>(
  runtime: TestRuntime,
  event: EventKind<Facts>,
  facts: Facts,
  ofKinds: OfKinds = {},
): Promise<void> {
  await inAct(runtime, (act) => act.announce(event, facts));
  await settle(runtime, ofKinds);
}

/** Lets time pass, in milliseconds, and then happen what is due. */
export async function pass(
  runtime: TestRuntime,
  time: number,
  ofKinds: OfKinds = {},
): Promise<void> {
  runtime.clock.pass(time);
  await settle(runtime, ofKinds);
}

export interface Sent {
  to: string;
  subject: string;
  category: string;
  at: number;
  text: string;
  html: string;
  fromName: string;
  unsubscribe: string;
}

/** Every letter written so far, opened. */
export async function letters(runtime: TestRuntime): Promise<Sent[]> {
  const rows = await runtime.db.read.selectFrom('mails').selectAll().orderBy('id').execute();
  return Promise.all(
    rows.map(async ({ id, to_name, subject, category, created_at }) => {
      const mail = await openMail(runtime, id);
      const { text = '', html = '', fromName = '', unsubscribe = '' } = mail ?? {};
      return { to: to_name, subject, category, at: created_at, text, html, fromName, unsubscribe };
    }),
  );
}

/** A guild of two: Odalys in Berlin and Tamsin in Lisbon. */
export async function guild(freshDatabase: FreshDatabase) {
  const runtime = testRuntime(await freshDatabase());
  await foundCommunity(runtime);
  const odalys = await addMember(runtime, { name: 'Odalys', time_zone: 'Europe/Berlin' });
  const tamsin = await addMember(runtime, { name: 'Tamsin' });
  return { runtime, odalys, tamsin };
}

/** Somebody writes a message. */
export const write = async (
  runtime: TestRuntime,
  { conversationId, from, body }: { conversationId: string; from: Viewer; body: string },
) => {
  const messageId = await inAct(runtime, (act) =>
    addMessage(act, { conversationId, fromId: from.id, body }),
  );
  await happens(runtime, MessageWritten, { conversationId, messageId });
};

/** Somebody reads every conversation of theirs up to now. */
export const look = (runtime: TestRuntime, { id }: Viewer) =>
  runtime.db.transact((tx) =>
    tx
      .updateTable('conversation_members')
      .set({ read_at: runtime.clock.now() })
      .where('member_id', '=', id)
      .execute(),
  );
