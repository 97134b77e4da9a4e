import { expect, it } from 'vitest';
import type { Locale } from '#lib/locale.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import { eachEngine, type FreshDatabase } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import type { Recipient } from './notice.ts';
import { noticeOfKind } from './notice-kind.queries.server.ts';
import { noticeKinds } from './notice-kinds.queries.server.ts';
import { hasNews, noticesOf } from './notices.queries.server.ts';
import { notify } from './notify.commands.server.ts';
import { followNotice, seeAll, seeAt } from './seen-notices.commands.server.ts';

async function people(freshDatabase: FreshDatabase) {
  const runtime = testRuntime(await freshDatabase());
  const odalys = await addMember(runtime, { name: 'Odalys' });
  const tamsin = await addMember(runtime, { name: 'Tamsin' });
  return { runtime, odalys, tamsin };
}

async function told(
  runtime: TestRuntime,
  {
    kind,
    ...telling
  }: { kind: string } & Pick<Recipient, 'memberId' | 'otherId'> & Partial<Recipient>,
): Promise<void> {
  const key = `${runtime.clock.now()}:${telling.memberId}`;
  const recipient = { key, facts: { about: 'x' }, href: '/requests/1', ...telling };
  const notice = noticeOfKind(noticeKinds, kind);
  if (notice === undefined) throw new Error(`There is no notice of the kind ${kind}`);
  await inAct(runtime, (act) =>
    notify(act, [{ notice, recipient }], { ...runtime, kinds: noticeKinds }),
  );
  runtime.clock.pass(1000);
}

const listOf = ({ db }: TestRuntime, viewer: Viewer, locale: Locale = 'en') =>
  noticesOf(db.read, {
    viewer,
    community: { name: 'Tidewater Code Guild' },
    locale,
    kinds: noticeKinds,
  });

eachEngine('what is new', (freshDatabase) => {
  it('shows Odalys what happened as sentences in her language, the newest first, and to nobody else', async () => {
    const { runtime, odalys, tamsin } = await people(freshDatabase);
    const toOdalys = { memberId: odalys.id, otherId: tamsin.id };
    await told(runtime, { ...toOdalys, kind: 'note_received' });
    await told(runtime, { ...toOdalys, kind: 'thanks_left', href: '/pairings/1' });
    expect(await listOf(runtime, odalys)).toMatchObject([
      { sentence: 'Tamsin left you a thank-you', href: '/pairings/1', isNew: true },
      { sentence: 'Tamsin wrote you a note', href: '/requests/1', isNew: true },
    ]);
    expect((await listOf(runtime, odalys, 'de'))[0]?.sentence).toBe(
      'Tamsin hat dir ein Dankeschön dagelassen',
    );
    expect(await listOf(runtime, tamsin)).toEqual([]);
    expect(await hasNews(runtime.db.read, odalys.id)).toBe(true);
    expect(await hasNews(runtime.db.read, tamsin.id)).toBe(false);
  });

  it('counts a notice as seen once it is followed, with all that leads to the same page', async () => {
    const { runtime, odalys, tamsin } = await people(freshDatabase);
    const toOdalys = { memberId: odalys.id, otherId: tamsin.id };
    await told(runtime, { ...toOdalys, kind: 'note_received' });
    await told(runtime, { ...toOdalys, kind: 'note_waiting' });
    await told(runtime, { ...toOdalys, kind: 'thanks_left', href: '/pairings/1' });
    const [, waiting] = await listOf(runtime, odalys);
    const follow = { memberId: odalys.id, noticeId: waiting?.id ?? '' };
    expect(await followNotice(runtime, follow)).toBe('/requests/1');
    expect((await listOf(runtime, odalys)).map(({ isNew }) => isNew)).toEqual([true, false, false]);
    await seeAt(runtime, { memberId: odalys.id, href: '/pairings/1' });
    expect(await hasNews(runtime.db.read, odalys.id)).toBe(false);
  });

  it('C2: follows no notice of somebody else’s', async () => {
    const { runtime, odalys, tamsin } = await people(freshDatabase);
    await told(runtime, { memberId: odalys.id, otherId: tamsin.id, kind: 'note_received' });
    const [notice] = await listOf(runtime, odalys);
    const follow = { memberId: tamsin.id, noticeId: notice?.id ?? '' };
    expect(await followNotice(runtime, follow)).toBeUndefined();
    await seeAll(runtime, tamsin.id);
    expect(await hasNews(runtime.db.read, odalys.id)).toBe(true);
    await seeAll(runtime, odalys.id);
    expect(await hasNews(runtime.db.read, odalys.id)).toBe(false);
  });

  it('leaves Tamsin nothing new about a note once she has answered what Odalys asked', async () => {
    const { runtime, odalys, tamsin } = await people(freshDatabase);
    await told(runtime, { memberId: tamsin.id, otherId: odalys.id, kind: 'note_question' });
    await told(runtime, { memberId: odalys.id, otherId: tamsin.id, kind: 'note_wrote_back' });
    expect(await hasNews(runtime.db.read, tamsin.id)).toBe(false);
  });

  it('E3: says nothing of somebody who is blocked, whoever blocked whom, but keeps that an ending happened', async () => {
    const { runtime, odalys, tamsin } = await people(freshDatabase);
    for (const [one, other] of [
      [odalys, tamsin],
      [tamsin, odalys],
    ] as const) {
      await told(runtime, { memberId: one.id, otherId: other.id, kind: 'agreement_suggested' });
      await told(runtime, {
        memberId: one.id,
        otherId: null,
        kind: 'wrapped_up',
        facts: { about: 'x', withId: other.id },
      });
    }
    await runtime.db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values({ member_id: odalys.id, other_id: tamsin.id, since: 0 })
        .execute(),
    );
    expect((await listOf(runtime, odalys)).map(({ sentence }) => sentence)).toEqual([
      'Your pairing with Tamsin has wrapped up',
    ]);
    expect((await listOf(runtime, tamsin)).map(({ sentence }) => sentence)).toEqual([
      'Your pairing with Odalys has wrapped up',
    ]);
  });
});
