import { expect, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import {
  addMessage,
  closeConversation,
  markRead,
  muteConversation,
  removeMessage,
  startConversation,
  writeMessage,
} from './conversations.commands.server.ts';
import { burst, mostInBurst, pageSize } from './conversation.ts';
import {
  conversationOf,
  findMessage,
  membersOf,
  unreadOf,
} from './conversations.queries.server.ts';

interface Scene {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
  cy: Viewer;
  conversationId: string;
  write: (actor: Viewer, body: string) => ReturnType<typeof writeMessage>;
  bodies: (viewer: Viewer) => Promise<string[] | undefined>;
}

/** Ana and Ben have a conversation; Cy has nothing to do with it. */
async function scene(db: Database): Promise<Scene> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const [ana, ben, cy] = [
    await addMember(runtime, { name: 'Ana' }),
    await addMember(runtime, { name: 'Ben' }),
    await addMember(runtime, { name: 'Cy' }),
  ];
  const conversationId = await inAct(runtime, (act) =>
    startConversation(act, { memberIds: [ana.id, ben.id] }),
  );
  return {
    runtime,
    ana,
    ben,
    cy,
    conversationId,
    write(actor, body) {
      runtime.clock.pass(1000);
      return writeMessage(runtime, { actor, conversationId, body });
    },
    bodies: async (viewer) =>
      (await conversationOf(db.read, { conversationId, viewerId: viewer.id }))?.messages.map(
        ({ body }) => body,
      ),
  };
}

/** What was announced, in order. */
async function announced({ db }: TestRuntime): Promise<string[]> {
  const rows = await db.read
    .selectFrom('jobs')
    .select('kind')
    .where('kind', 'like', 'event:%')
    .orderBy('id')
    .execute();
  return rows.map(({ kind }) => kind);
}

const notThere = '01a20000-0000-7000-8000-00000000abcd';

eachEngine('a conversation', (freshDatabase) => {
  it('shows Ana and Ben what both wrote, oldest first', async () => {
    const { ana, ben, write, bodies, runtime } = await scene(await freshDatabase());
    await write(ana, 'Hello');
    await write(ben, 'Hello back');
    expect(await bodies(ana)).toEqual(['Hello', 'Hello back']);
    expect(await bodies(ben)).toEqual(['Hello', 'Hello back']);
    expect(await announced(runtime)).toEqual(['event:MessageWritten', 'event:MessageWritten']);
  });

  it('C2: is for Cy as if it were not there, to read, to write, to take back and to mark', async () => {
    const { ana, cy, write, bodies, conversationId, runtime } = await scene(await freshDatabase());
    const written = await write(ana, 'Hello');
    const messageId = written.outcome === 'done' ? written.messageId : '';
    expect(await bodies(cy)).toBeUndefined();
    const refused = { outcome: 'refused', code: 'not_found' };
    expect(await write(cy, 'Let me in')).toEqual(refused);
    expect(await removeMessage(runtime, { actor: cy, messageId })).toEqual(refused);
    expect(await removeMessage(runtime, { actor: cy, messageId: notThere })).toEqual(refused);
    await markRead(runtime, { actor: cy, conversationId, upTo: runtime.clock.now() });
    await muteConversation(runtime, { actor: cy, conversationId, isMuted: true });
    const { read } = runtime.db;
    expect(await findMessage(read, { messageId, viewerId: cy.id })).toBeUndefined();
    expect((await membersOf(read, conversationId)).map(({ memberId }) => memberId)).not.toContain(
      cy.id,
    );
    expect(await bodies(ana)).toEqual(['Hello']);
  });

  it('counts for Ben what Ana wrote since he last read, and nothing he wrote himself', async () => {
    const { ana, ben, write, conversationId, runtime } = await scene(await freshDatabase());
    const { read } = runtime.db;
    const unread = async (who: Viewer) => (await unreadOf(read, who.id)).get(conversationId);
    await write(ana, 'One');
    await write(ana, 'Two');
    expect([await unread(ana), await unread(ben)]).toEqual([undefined, 2]);
    await markRead(runtime, { actor: ben, conversationId, upTo: runtime.clock.now() });
    expect(await unread(ben)).toBeUndefined();
    await write(ana, 'Three');
    // An older page of his must not make it unread again, nor a claimed time in the future read what comes.
    await markRead(runtime, { actor: ben, conversationId, upTo: 1 });
    await markRead(runtime, { actor: ben, conversationId, upTo: runtime.clock.now() - 1 });
    expect(await unread(ben)).toBe(1);
    await markRead(runtime, { actor: ben, conversationId, upTo: Number.MAX_SAFE_INTEGER });
    await write(ana, 'Four');
    expect(await unread(ben)).toBe(1);
    await write(ben, 'Got it');
    expect([await unread(ana), await unread(ben)]).toEqual([1, undefined]);
  });

  it('marks nothing as read by being looked at', async () => {
    const { ana, ben, write, bodies, conversationId, runtime } = await scene(await freshDatabase());
    await write(ana, 'One');
    await bodies(ben);
    expect((await unreadOf(runtime.db.read, ben.id)).get(conversationId)).toBe(1);
  });

  it('keeps a removed message’s place and none of its words', async () => {
    const { ana, ben, write, conversationId, runtime } = await scene(await freshDatabase());
    const { read } = runtime.db;
    await write(ana, 'Before');
    const written = await write(ana, 'Something rash');
    const messageId = written.outcome === 'done' ? written.messageId : '';
    expect(await removeMessage(runtime, { actor: ben, messageId })).toEqual({
      outcome: 'refused',
      code: 'not_found',
    });
    for (const _ of [1, 2])
      expect(await removeMessage(runtime, { actor: ana, messageId })).toEqual({ outcome: 'done' });
    const seen = await conversationOf(read, { conversationId, viewerId: ben.id });
    expect(seen?.messages.map(({ body, isRemoved }) => [body, isRemoved])).toEqual([
      ['Before', false],
      ['', true],
    ]);
    expect((await unreadOf(read, ben.id)).get(conversationId)).toBe(1);
  });

  it('is read-only once it is closed, and closing it twice is closing it once', async () => {
    const { ana, ben, write, bodies, conversationId, runtime } = await scene(await freshDatabase());
    const { db, clock } = runtime;
    const written = await write(ana, 'Hello');
    const messageId = written.outcome === 'done' ? written.messageId : '';
    const first = clock.now();
    for (const _ of [1, 2]) {
      await inAct(runtime, (act) => closeConversation(act, { conversationId }));
      clock.pass(1000);
    }
    const refused = { outcome: 'refused', code: 'closed' };
    expect(await write(ben, 'One more thing')).toEqual(refused);
    expect(await removeMessage(runtime, { actor: ana, messageId })).toEqual(refused);
    expect(await bodies(ben)).toEqual(['Hello']);
    const { closed_at } = await db.read
      .selectFrom('conversations')
      .select('closed_at')
      .executeTakeFirstOrThrow();
    expect(closed_at).toBe(first);
  });

  it('E3: takes nothing more, from either, once one of them blocked the other, as if it were closed', async () => {
    const { ana, ben, write, bodies, runtime } = await scene(await freshDatabase());
    const written = await write(ben, 'Hello');
    const messageId = written.outcome === 'done' ? written.messageId : '';
    await runtime.db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values({ member_id: ana.id, other_id: ben.id, since: runtime.clock.now() })
        .execute(),
    );
    const refused = { outcome: 'refused', code: 'closed' };
    expect(await write(ben, 'Are you there?')).toEqual(refused);
    expect(await write(ana, 'No')).toEqual(refused);
    expect(await removeMessage(runtime, { actor: ben, messageId })).toEqual(refused);
    expect(await bodies(ben)).toEqual(['Hello']);
  });

  it('E14: remembers that Ben wants to hear nothing of it, and tells Ana nothing', async () => {
    const { ana, ben, conversationId, runtime } = await scene(await freshDatabase());
    const { read } = runtime.db;
    const anaSees = () => conversationOf(read, { conversationId, viewerId: ana.id });
    const before = await anaSees();
    await muteConversation(runtime, { actor: ben, conversationId, isMuted: true });
    const muted = (await membersOf(read, conversationId)).filter(({ isMuted }) => isMuted);
    expect(muted.map(({ memberId }) => memberId)).toEqual([ben.id]);
    expect(await anaSees()).toEqual(before);
    await muteConversation(runtime, { actor: ben, conversationId, isMuted: false });
    expect((await conversationOf(read, { conversationId, viewerId: ben.id }))?.isMuted).toBe(false);
  });

  it('slows down whoever writes without end, and lets the other go on', async () => {
    const { ana, ben, write, runtime } = await scene(await freshDatabase());
    for (let i = 0; i < mostInBurst; i++) await write(ana, `${i}`);
    expect(await write(ana, 'And another')).toEqual({ outcome: 'refused', code: 'slow_down' });
    expect(await write(ben, 'Breathe')).toMatchObject({ outcome: 'done' });
    runtime.clock.pass(burst);
    expect(await write(ana, 'Sorry')).toMatchObject({ outcome: 'done' });
  });

  it('turns a long conversation page by page, repeating and skipping nothing', async () => {
    const { ana, ben, conversationId, runtime } = await scene(await freshDatabase());
    const { db, clock } = runtime;
    const count = 2 * pageSize + 5;
    for (let first = 0; first < count; first += 3) {
      // Three of a kind within one millisecond, so that the time alone does not order them.
      clock.pass(1);
      await inAct(runtime, async (act) => {
        for (let i = first; i < Math.min(first + 3, count); i++) {
          const fromId = i % 2 === 0 ? ana.id : ben.id;
          await addMessage(act, { conversationId, fromId, body: `${i}` });
        }
      });
    }
    const pages: string[][] = [];
    for (let before: string | null = ''; before !== null;) {
      const page = await conversationOf(db.read, { conversationId, viewerId: ana.id, before });
      pages.unshift(page?.messages.map(({ id }) => id) ?? []);
      expect(page?.isLatest).toBe(before === '');
      before = page?.olderBefore ?? null;
    }
    expect(pages.map((page) => page.length)).toEqual([5, pageSize, pageSize]);
    const all = await db.read
      .selectFrom('messages')
      .select('id')
      .orderBy('written_at')
      .orderBy('id')
      .execute();
    expect(pages.flat()).toEqual(all.map(({ id }) => id));
  });

  it('shows the latest page where the address names a message of somewhere else', async () => {
    const { ana, write, conversationId, runtime } = await scene(await freshDatabase());
    await write(ana, 'Hello');
    const page = await conversationOf(runtime.db.read, {
      conversationId,
      viewerId: ana.id,
      before: notThere,
    });
    expect(page).toMatchObject({ isLatest: true, messages: [{ body: 'Hello' }] });
  });

  it('announces nothing of a message a request tells of itself, but tells the open page', async () => {
    const { ana, ben, conversationId, runtime } = await scene(await freshDatabase());
    const { db } = runtime;
    let told = 0;
    db.changes.listen(
      { topic: `conversation:${conversationId}`, since: db.changes.mark() },
      () => (told += 1),
    );
    const before = told;
    await inAct(runtime, (act) =>
      addMessage(act, { conversationId, fromId: ana.id, body: 'Which?' }),
    );
    expect(told).toBeGreaterThan(before);
    expect(await announced(runtime)).toEqual([]);
    expect((await unreadOf(db.read, ben.id)).get(conversationId)).toBe(1);
  });
});
