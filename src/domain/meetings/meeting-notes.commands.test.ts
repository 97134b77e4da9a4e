import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { agreeOn, anaAndBen, idOf, rowsOf, type Two } from '#tests/meetings.ts';
import { addActionItem } from './action-items.commands.server.ts';
import { addAgendaItem } from './agenda.commands.server.ts';
import { removeItem, tickItem } from './meeting-items.commands.server.ts';
import { meetingPage } from './meetings.queries.server.ts';
import { acceptSuggestion, suggestSkip } from './meeting-suggestions.commands.server.ts';
import { saveNotes, savePrivateNote } from './meeting-notes.commands.server.ts';

async function withMeetings(two: Two): Promise<[string, string]> {
  const [first, second] = await rowsOf(two, await agreeOn(two));
  return [first?.id ?? '', second?.id ?? ''];
}

async function pageOf(two: Two, { meetingId, as }: { meetingId: string; as: 'ana' | 'ben' }) {
  const { runtime } = two;
  const asked = { meetingId, viewerId: two[as].id, now: runtime.clock.now() };
  const page = await meetingPage(runtime.db.read, asked);
  if (page === undefined) throw new Error('there is no such page');
  return page;
}

eachEngine('what Ana and Ben write down together', (freshDatabase) => {
  it('never loses a word: who saves over something newer is shown both texts (fault 13)', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const [meetingId] = await withMeetings(two);
    const save = { meetingId, version: 0 };
    const both = await Promise.all([
      saveNotes(runtime, { ...save, actor: ana, body: 'It was the time zone.' }),
      saveNotes(runtime, { ...save, actor: ben, body: 'Pinned the clock.' }),
    ]);
    const texts = ['It was the time zone.', 'Pinned the clock.'];
    const winner = both.findIndex(({ outcome }) => outcome === 'done');
    expect(both[winner]).toEqual({ outcome: 'done', version: 1 });
    expect(both[1 - winner]).toEqual({
      outcome: 'refused',
      code: 'changed',
      theirs: texts[winner],
      version: 1,
    });
    const merged = { meetingId, version: 1, body: texts.join('\n') };
    const again = await saveNotes(runtime, { ...merged, actor: ben });
    expect(again).toEqual({ outcome: 'done', version: 2 });
    expect(await saveNotes(runtime, { ...merged, actor: ben })).toEqual(again);
    expect((await pageOf(two, { meetingId, as: 'ana' })).notes).toMatchObject({
      version: 2,
      body: texts.join('\n'),
      savedBy: 'them',
    });
    const kept = await runtime.db.read.selectFrom('meeting_notes').select('body').execute();
    expect(kept.map(({ body }) => body)).toContain(texts[winner]);
  });

  it('keeps to Ben what is Ben’s, even after the end', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ben, pairingId } = two;
    const [meetingId] = await withMeetings(two);
    await savePrivateNote(runtime, { actor: ben, meetingId, body: 'Ask about the grant' });
    runtime.clock.pass(2 * day);
    await wrapUp(runtime, { actor: ben, pairingId });
    await savePrivateNote(runtime, { actor: ben, meetingId, body: 'Ask somebody else' });
    expect((await pageOf(two, { meetingId, as: 'ben' })).privateNotes).toBe('Ask somebody else');
    expect((await pageOf(two, { meetingId, as: 'ana' })).privateNotes).toBe('');
    const late = { actor: ben, meetingId, version: 0, body: 'One more thing' };
    expect(await saveNotes(runtime, late)).toMatchObject({ code: 'wrapped_up' });
    await savePrivateNote(runtime, { actor: ben, meetingId, body: '' });
    expect(await runtime.db.read.selectFrom('private_notes').selectAll().execute()).toEqual([]);
  });

  it('carries what is open to the next meeting, and what was not talked about', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const [first, second] = await withMeetings(two);
    const about = { actor: ana, meetingId: first };
    await addAgendaItem(runtime, { ...about, words: 'Fake timers' });
    const added = await addAgendaItem(runtime, { ...about, words: 'Focus order' });
    const itemId = added.outcome === 'done' ? added.id : '';
    await tickItem(runtime, { list: 'agenda', actor: ben, meetingId: first, itemId, isDone: true });
    await addActionItem(runtime, { ...about, forId: ben.id, words: 'Try a screen reader' });
    const suggestionId = idOf(await suggestSkip(runtime, about));
    await acceptSuggestion(runtime, { actor: ben, suggestionId });
    const page = await pageOf(two, { meetingId: second, as: 'ben' });
    expect(page.isNext).toBe(true);
    expect(page.agenda).toMatchObject([{ words: 'Fake timers', by: 'them', isDone: false }]);
    expect(page.actions).toMatchObject([
      { words: 'Try a screen reader', for: 'you', isCarried: true },
    ]);
    const action = { meetingId: second, itemId: page.actions[0]?.id ?? '', actor: ben };
    await tickItem(runtime, { list: 'actions', ...action, isDone: true });
    expect((await pageOf(two, { meetingId: second, as: 'ana' })).actions).toEqual([]);
    await tickItem(runtime, { list: 'actions', ...action, isDone: false });
    await removeItem(runtime, { list: 'actions', ...action, isRemoved: true });
    expect((await pageOf(two, { meetingId: second, as: 'ana' })).actions).toEqual([]);
  });

  it('is nobody else’s: Eli finds no meeting, no notes and no items (C2)', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana } = two;
    const eli = await addMember(runtime, { name: 'Eli' });
    const [meetingId] = await withMeetings(two);
    const added = await addAgendaItem(runtime, { actor: ana, meetingId, words: 'Timers' });
    const itemId = added.outcome === 'done' ? added.id : '';
    const asEli = { actor: eli, meetingId };
    const answers = await Promise.all([
      saveNotes(runtime, { ...asEli, version: 0, body: 'Hello' }),
      savePrivateNote(runtime, { ...asEli, body: 'Hello' }),
      addAgendaItem(runtime, { ...asEli, words: 'Hello' }),
      tickItem(runtime, { list: 'agenda', ...asEli, itemId, isDone: true }),
      removeItem(runtime, { list: 'agenda', ...asEli, itemId, isRemoved: true }),
      addActionItem(runtime, { ...asEli, forId: eli.id, words: 'Hello' }),
      addActionItem(runtime, { actor: ana, meetingId, forId: eli.id, words: 'Hello' }),
      tickItem(runtime, { list: 'actions', ...asEli, itemId, isDone: true }),
      tickItem(runtime, { list: 'actions', actor: ana, meetingId, itemId, isDone: true }),
      suggestSkip(runtime, asEli),
    ]);
    for (const answer of answers) expect(answer).toEqual({ outcome: 'refused', code: 'not_found' });
    const asked = { meetingId, viewerId: eli.id, now: runtime.clock.now() };
    expect(await meetingPage(runtime.db.read, asked)).toBeUndefined();
    expect(await meetingPage(runtime.db.read, { ...asked, meetingId: 'x' })).toBeUndefined();
  });
});
