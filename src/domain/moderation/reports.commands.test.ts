import { expect, it } from 'vitest';
import { recordedActs } from '#domain/community/organisers.queries.server.ts';
import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { minute, day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import type { Database } from '#platform/db/database.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { openMail } from '#platform/mail.server.ts';
import { on } from '#platform/reactions.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { addPairing, addRequest } from '#tests/raw-pairings.ts';
import { makeReport, openReport } from './reports.commands.server.ts';
import { ReportMade } from './events.ts';
import {
  findReport,
  findReportable,
  readersOf,
  reportsAbout,
  threadOf,
} from './reports.queries.server.ts';
import { nearbyEachWay, type Thing } from './report.ts';
import { notifyOrganisers } from './report.tasks.server.ts';

interface Story {
  runtime: TestRuntime;
  ivy: Viewer;
  odalys: Viewer;
  mirela: Viewer;
  kai: Viewer;
}

/** Odalys, Mirela and Kai run the guild; Ivy is a member. */
async function guild(db: Database): Promise<Story> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const organiser = (name: string) => addMember(runtime, { name, isOrganiser: true });
  return {
    runtime,
    ivy: await addMember(runtime, { name: 'Ivy Tamahori' }),
    odalys: await organiser('Odalys'),
    mirela: await organiser('Mirela'),
    kai: await organiser('Kai'),
  };
}

interface Reporting {
  actor: Viewer;
  thing: Thing;
  thingId: string;
  words?: string;
  withThread?: boolean;
  block?: boolean;
}

async function report(
  { runtime }: Story,
  { actor, thing, thingId, words = '', withThread = false, block = false }: Reporting,
) {
  return makeReport(runtime, {
    ...{ actor, thing, thingId, withThread, block },
    said: { reason: 'unkind', words },
  });
}

const idOf = (made: Awaited<ReturnType<typeof report>>) =>
  made.outcome === 'done' ? made.reportId : '';

async function letters({ runtime }: Story) {
  await runDueJobs(runtime, {
    ...on(ReportMade, notifyOrganisers),
    mail: () => Promise.resolve(),
  });
  const rows = await runtime.db.read.selectFrom('mails').select('id').orderBy('id').execute();
  return Promise.all(rows.map(({ id }) => openMail(runtime, id)));
}

/** Messages in a conversation, one a minute; gives their ids. */
async function say(
  { runtime }: Story,
  conversationId: string,
  lines: [from: Viewer, body: string][],
): Promise<string[]> {
  const ids: string[] = [];
  for (const [from, body] of lines) {
    runtime.clock.pass(minute);
    const now = runtime.clock.now();
    const id = makeId(now, runtime.random);
    ids.push(id);
    await runtime.db.transact((tx) =>
      tx
        .insertInto('messages')
        .values({ id, conversation_id: conversationId, from_id: from.id, body, written_at: now })
        .execute(),
    );
  }
  return ids;
}

eachEngine('reports', (freshDatabase) => {
  it('E4: keeps what Ivy reported though it is deleted later, and the copy lies sealed', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, odalys, mirela } = story;
    const { conversationId } = await addPairing(runtime, { mentorId: odalys.id, menteeId: ivy.id });
    const [messageId = ''] = await say(story, conversationId, [[odalys, 'canary-insult']]);
    const made = await report(story, { actor: ivy, thing: 'message', thingId: messageId });
    await runtime.db.transact((tx) => tx.deleteFrom('messages').execute());
    const row = await runtime.db.read.selectFrom('reports').selectAll().execute();
    expect(JSON.stringify(row)).not.toContain('canary-insult');
    const opened = await openReport(runtime, { actor: mirela, reportId: idOf(made) });
    expect(opened?.evidence).toMatchObject({
      name: 'Odalys',
      passages: [{ part: 'message', words: 'canary-insult' }],
      nearby: [],
    });
  });

  it('E4: a report about an organiser’s message reaches the others by letter, and never Odalys', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, odalys, kai, mirela } = story;
    const { conversationId } = await addPairing(runtime, { mentorId: odalys.id, menteeId: ivy.id });
    const [messageId = ''] = await say(story, conversationId, [[odalys, 'canary-insult']]);
    const words = 'canary-words of mine';
    const made = await report(story, { actor: ivy, thing: 'message', thingId: messageId, words });
    const sent = await letters(story);
    expect(sent.map((mail) => mail?.to.name).toSorted()).toEqual(['Kai', 'Mirela']);
    for (const mail of sent) {
      expect(mail?.text).toContain(`/community/reports/${idOf(made)}`);
      for (const hidden of ['Ivy', 'Tamahori', 'Odalys', 'canary'])
        expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toContain(hidden);
    }
    await notifyOrganisers({ reportId: idOf(made) }, runtime);
    expect(await letters(story)).toHaveLength(2);
    const read = runtime.db.read;
    const seenBy = (organiser: Viewer) =>
      findReport(read, { reportId: idOf(made), organiserId: organiser.id });
    expect(await seenBy(kai)).toMatchObject({ thing: 'message', reason: 'unkind' });
    expect(await seenBy(odalys)).toBeUndefined();
    expect(await openReport(runtime, { actor: odalys, reportId: idOf(made) })).toBeUndefined();
    const neverWas = await openReport(runtime, { actor: odalys, reportId: messageId });
    expect(neverWas).toBeUndefined();
    expect(await readersOf(read, { aboutIds: [odalys.id], reporterId: ivy.id })).toEqual([
      'Kai',
      'Mirela',
    ]);
    expect(await readersOf(read, { aboutIds: [ivy.id], reporterId: mirela.id })).toEqual([
      'Kai',
      'Odalys',
    ]);
  });

  it('C6: each look is recorded, and Odalys cannot see that anybody looked at one about her', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, odalys, mirela } = story;
    const { read } = runtime.db;
    const made = await report(story, { actor: ivy, thing: 'member', thingId: odalys.id });
    for (let look = 0; look < 2; look++)
      await openReport(runtime, { actor: mirela, reportId: idOf(made) });
    expect(await recordedActs(read)).toMatchObject([
      { act: 'opened_report', by: 'Mirela' },
      { act: 'opened_report', by: 'Mirela' },
    ]);
    const seenBy = async ({ id }: Viewer) =>
      recordedActs(read, { unseenReports: await reportsAbout(read, id) });
    expect(await seenBy(odalys)).toEqual([]);
    expect(await seenBy(mirela)).toHaveLength(2);
  });

  it('sends the messages nearby only where Ivy says so, and names nobody but whom it is about', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, odalys, kai } = story;
    const { conversationId } = await addPairing(runtime, { mentorId: kai.id, menteeId: ivy.id });
    const ids = await say(
      story,
      conversationId,
      Array.from({ length: 16 }, (_, i): [Viewer, string] => [
        i % 2 === 0 ? kai : ivy,
        `line ${i}`,
      ]),
    );
    await runtime.db.transact((tx) =>
      tx
        .updateTable('messages')
        .set({ body: '', removed_at: 1 })
        .where('body', '=', 'line 9')
        .execute(),
    );
    const message = { actor: ivy, thing: 'message' as const, thingId: ids[8] ?? '' };
    const alone = await report(story, message);
    const along = await report(story, { ...message, withThread: true });
    const open = async (made: typeof alone) =>
      (await openReport(runtime, { actor: odalys, reportId: idOf(made) }))?.evidence;
    expect((await open(alone))?.nearby).toEqual([]);
    const evidence = await open(along);
    const lines = evidence?.nearby.map(({ by, words }) => `${by}: ${words}`);
    expect(lines).toHaveLength(2 * nearbyEachWay);
    expect(lines?.slice(4, 7)).toEqual(['other: line 7', 'them: line 10', 'other: line 11']);
    expect(JSON.stringify(evidence)).not.toContain('Ivy');
  });

  it('copies the other side of a note, whichever side reports it', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, odalys, kai } = story;
    const requestId = await addRequest(runtime, {
      fromId: ivy.id,
      toId: kai.id,
      reply: 'canary-no',
    });
    const open = async (actor: Viewer) => {
      const made = await report(story, { actor, thing: 'request', thingId: requestId });
      return (await openReport(runtime, { actor: odalys, reportId: idOf(made) }))?.evidence;
    };
    expect(await open(ivy)).toMatchObject({
      name: 'Kai',
      passages: [{ part: 'reply', words: 'canary-no' }],
    });
    const note = await open(kai);
    expect(note?.name).toBe('Ivy Tamahori');
    expect(note?.passages.map(({ part }) => part)).toEqual(['skills', 'working']);
  });

  it('C2: what Ivy does not see she cannot report: others’ messages and notes, her own, somebody apart', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, odalys, kai, mirela } = story;
    const { pairingId, conversationId } = await addPairing(runtime, {
      mentorId: kai.id,
      menteeId: mirela.id,
    });
    const [foreign = ''] = await say(story, conversationId, [[kai, 'Hi Mirela']]);
    const own = await addPairing(runtime, { mentorId: odalys.id, menteeId: ivy.id });
    const [mine = ''] = await say(story, own.conversationId, [[ivy, 'Hi Odalys']]);
    const requestId = await addRequest(runtime, { fromId: mirela.id, toId: odalys.id });
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: kai.id, other_id: ivy.id, since: 1 }).execute(),
    );
    const things: [Thing, string][] = [
      ['message', foreign],
      ['message', mine],
      ['request', requestId],
      ['member', ivy.id],
      ['member', kai.id],
      ['member', makeId(1, runtime.random)],
    ];
    for (const [thing, thingId] of things) {
      expect(
        await findReportable(runtime.db.read, { thing, thingId, viewerId: ivy.id }),
      ).toBeUndefined();
      expect(await report(story, { actor: ivy, thing, thingId })).toEqual({
        outcome: 'refused',
        code: 'not_found',
      });
    }
    const thread = (viewerId: string) => threadOf(runtime.db.read, { conversationId, viewerId });
    expect(await thread(kai.id)).toEqual({ in: 'pairing', id: pairingId });
    expect(await thread(ivy.id)).toBeUndefined();
    expect(await runtime.db.read.selectFrom('reports').select('id').execute()).toEqual([]);
  });

  it('E3: a message in an old thread stays reportable after a block', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, kai } = story;
    const { conversationId } = await addPairing(runtime, { mentorId: kai.id, menteeId: ivy.id });
    const [messageId = ''] = await say(story, conversationId, [[kai, 'Something off']]);
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ivy.id, other_id: kai.id, since: 1 }).execute(),
    );
    const made = await report(story, { actor: ivy, thing: 'message', thingId: messageId });
    expect(made.outcome).toBe('done');
  });

  it('takes ten a day from one member, and keeps one nobody else can read', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, odalys, mirela, kai } = story;
    await runtime.db.transact((tx) =>
      tx.deleteFrom('organisers').where('member_id', 'in', [mirela.id, kai.id]).execute(),
    );
    const about = { actor: ivy, thing: 'member' as const, thingId: odalys.id };
    const made = await report(story, about);
    const rows = await runtime.db.read.selectFrom('reports').select(['id', 'readers']).execute();
    expect(rows).toEqual([{ id: idOf(made), readers: 0 }]);
    expect(await letters(story)).toEqual([]);
    for (let i = 0; i < 9; i++) expect((await report(story, about)).outcome).toBe('done');
    expect(await report(story, about)).toEqual({ outcome: 'refused', code: 'too_many' });
    runtime.clock.pass(day);
    expect((await report(story, about)).outcome).toBe('done');
  });

  it('E3: sets Ivy and whom she reports apart where she asks for it, and ends their pairing', async () => {
    const story = await guild(await freshDatabase());
    const { runtime, ivy, kai, mirela } = story;
    await addPairing(runtime, { mentorId: kai.id, menteeId: ivy.id });
    const apart = (otherId: string) => areApart(runtime.db.read, { memberId: ivy.id, otherId });
    await report(story, { actor: ivy, thing: 'member', thingId: mirela.id });
    await report(story, { actor: ivy, thing: 'member', thingId: kai.id, block: true });
    expect([await apart(kai.id), await apart(mirela.id)]).toEqual([true, false]);
    const pairings = runtime.db.read.selectFrom('pairings').select('state');
    expect(await pairings.execute()).toEqual([{ state: 'wrapped_up' }]);
  });
});
