import { expect, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import {
  putAsked,
  putComment,
  putPost,
  putQuestion,
  putReview,
  putSharedAnswer,
} from '#tests/raw-reviews.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { happens } from '#tests/notice-harness.ts';
import { ReportMade } from './events.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { makeReport, openReport } from './reports.commands.server.ts';
import { findReportable, readersOf, reportsAbout, aboutWhom } from './reports.queries.server.ts';
import type { Thing } from './report.ts';

/** Kai goes along with Ivy; Mirela and Odalys run the guild; Jun knows some of what Ivy asks. */
async function guild(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ivy = await addMember(runtime, { name: 'Ivy' });
  const kai = await addMember(runtime, { name: 'Kai' });
  const jun = await addMember(runtime, { name: 'Jun' });
  const odalys = await addMember(runtime, { name: 'Odalys', isOrganiser: true });
  const mirela = await addMember(runtime, { name: 'Mirela', isOrganiser: true });
  const { pairingId } = await addPairing(runtime, { mentorId: kai.id, menteeId: ivy.id });
  return { runtime, ivy, kai, jun, odalys, mirela, pairingId };
}

const report = (
  runtime: TestRuntime,
  made: { actor: Viewer; thing: Thing; thingId: string; withThread?: boolean },
) =>
  makeReport(runtime, {
    withThread: false,
    ...made,
    said: { reason: 'unkind', words: '' },
    block: false,
  });

async function opened(
  runtime: TestRuntime,
  { made, by }: { made: Awaited<ReturnType<typeof report>>; by: Viewer },
) {
  const reportId = made.outcome === 'done' ? made.reportId : '';
  return (await openReport(runtime, { actor: by, reportId }))?.evidence;
}

const sees = async (runtime: TestRuntime, viewer: Viewer, [thing, thingId]: [Thing, string]) =>
  (await findReportable(runtime.db.read, { thing, thingId, viewerId: viewer.id })) !== undefined;

eachEngine('reports of what is written at work', (freshDatabase) => {
  it('E4: copies the words of a comment and what it suggests, never the code, and what was replied if Ivy says so', async () => {
    const { runtime, ivy, kai, odalys, pairingId } = await guild(await freshDatabase());
    const review = await putReview(runtime, { pairingId, authorId: ivy.id, title: 'canary-title' });
    const says = (fromId: string, body: string, more: object = {}) => {
      runtime.clock.pass(1000);
      return putComment(runtime, { ...review, fromId, body, ...more });
    };
    const rude = await says(kai.id, 'canary-rude', { suggestion: 'delete everything' });
    await says(kai.id, 'canary-elsewhere');
    await says(ivy.id, 'That was unkind', { reply_to: rude });
    await says(kai.id, '', { reply_to: rude, removed_at: 1 });
    const comment = { actor: ivy, thing: 'comment', thingId: rude } as const;
    const alone = await opened(runtime, { made: await report(runtime, comment), by: odalys });
    expect(alone).toMatchObject({
      name: 'Kai',
      passages: [
        { part: 'comment', words: 'canary-rude' },
        { part: 'suggestion', words: 'delete everything' },
      ],
      nearby: [],
    });
    const made = await report(runtime, { ...comment, withThread: true });
    const along = await opened(runtime, { made, by: odalys });
    expect(along?.nearby).toMatchObject([{ by: 'other', words: 'That was unkind' }]);
    expect(JSON.stringify(along)).not.toMatch(/canary-title|canary-elsewhere|Ivy/);
    const rows = await runtime.db.read.selectFrom('reports').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('canary');
  });

  it('C2: nobody reports a comment, a question or a post they do not see, nor one of their own', async () => {
    const { runtime, ivy, kai, jun, mirela, pairingId } = await guild(await freshDatabase());
    const review = await putReview(runtime, { pairingId, authorId: ivy.id });
    const comment = await putComment(runtime, { ...review, fromId: kai.id });
    const draft = await putComment(runtime, { ...review, fromId: kai.id, sent_at: null });
    const questionId = await putQuestion(runtime, { askerId: ivy.id, pairing_id: pairingId });
    await putAsked(runtime, { questionId, memberId: jun.id });
    const between = await putPost(runtime, { questionId, fromId: kai.id, seen_by: 'partners' });
    const further = await putPost(runtime, { questionId, fromId: ivy.id });
    const seers = async (thing: Thing, thingId: string) => {
      const names: string[] = [];
      for (const each of [ivy, kai, jun, mirela])
        if (await sees(runtime, each, [thing, thingId])) names.push(each.name);
      return names;
    };
    expect(await seers('comment', comment)).toEqual(['Ivy']);
    expect(await seers('comment', draft)).toEqual([]);
    expect(await seers('question', questionId)).toEqual(['Kai', 'Jun']);
    expect(await seers('post', between)).toEqual(['Ivy']);
    expect(await seers('post', further)).toEqual(['Kai', 'Jun']);
    for (const thing of ['comment', 'question', 'post', 'shared_answer'] as const)
      expect(await sees(runtime, ivy, [thing, 'nothing'])).toBe(false);
    const made = await report(runtime, { actor: mirela, thing: 'post', thingId: further });
    expect(made).toEqual({ outcome: 'refused', code: 'not_found' });
  });

  it('sends of the posts nearby only those the reporter can read', async () => {
    const { runtime, ivy, kai, jun, odalys, pairingId } = await guild(await freshDatabase());
    const about = { askerId: ivy.id, pairing_id: pairingId, tried_for: 'an hour' };
    const questionId = await putQuestion(runtime, about);
    await putAsked(runtime, { questionId, memberId: jun.id });
    const says = (fromId: string, body: string, more: object = {}) => {
      runtime.clock.pass(1000);
      return putPost(runtime, { questionId, fromId, body, ...more });
    };
    await says(kai.id, 'canary-between', { seen_by: 'partners' });
    await says(jun.id, 'An idea');
    const rude = await says(ivy.id, 'canary-rude');
    const post = { actor: jun, thing: 'post', thingId: rude, withThread: true } as const;
    const evidence = await opened(runtime, { made: await report(runtime, post), by: odalys });
    expect(evidence).toMatchObject({
      name: 'Ivy',
      passages: [{ part: 'post', words: 'canary-rude' }],
      nearby: [{ by: 'other', words: 'An idea' }],
    });
    expect(JSON.stringify(evidence)).not.toContain('canary-between');
    const question = { actor: jun, thing: 'question', thingId: questionId } as const;
    const asked = await opened(runtime, { made: await report(runtime, question), by: odalys });
    expect(asked?.passages.map(({ part }) => part)).toEqual(['title', 'question', 'tried']);
  });

  it('E4: a report about a shared answer reaches no organiser whose words it holds, and names nobody', async () => {
    const { runtime, ivy, kai, odalys, mirela } = await guild(await freshDatabase());
    const thingId = await putSharedAnswer(runtime, {
      askerId: ivy.id,
      answererIds: [odalys.id],
      agreed: 1,
      state: 'shared',
      shared_at: 1,
    });
    const answer = { actor: kai, thing: 'shared_answer', thingId } as const;
    expect(await sees(runtime, ivy, ['shared_answer', thingId])).toBe(false);
    const made = await report(runtime, answer);
    const evidence = await opened(runtime, { made, by: mirela });
    expect(evidence).toMatchObject({ name: '', nearby: [] });
    expect(evidence?.passages.map(({ part }) => part)).toEqual(['title', 'question', 'post']);
    expect(await opened(runtime, { made, by: odalys })).toBeUndefined();
    const reportId = made.outcome === 'done' ? made.reportId : '';
    expect(await reportsAbout(runtime.db.read, odalys.id)).toEqual([reportId]);
    expect(await reportsAbout(runtime.db.read, mirela.id)).toEqual([]);
    const about = { thing: answer.thing, thingId, aboutId: null };
    const aboutIds = await aboutWhom(runtime.db.read, about);
    const readers = await readersOf(runtime.db.read, { aboutIds, reporterId: kai.id });
    expect(readers).toEqual(['Mirela']);
    await happens(runtime, ReportMade, { reportId });
    const notices = await runtime.db.read.selectFrom('notices').select('member_id').execute();
    expect(notices).toEqual([{ member_id: mirela.id }]);
  });
});
