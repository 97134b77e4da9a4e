import { expect, it } from 'vitest';
import {
  makeHandedLink,
  makePrintedLink,
} from '#domain/accounts/handed-sign-in-links.commands.server.ts';
import { askForLink } from '#domain/accounts/sign-in-links.commands.server.ts';
import { openLetter } from '#domain/community/mailbox.commands.server.ts';
import { addBlock } from '#domain/members/blocks.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { guild } from '#tests/notice-harness.ts';
import type { TestRuntime } from '#tests/runtime.ts';
import { noticeKinds } from './notice-kinds.queries.server.ts';
import { noticesOf } from './notices.queries.server.ts';
import { makeNoticeReactions } from './notifications.tasks.server.ts';

async function told(runtime: TestRuntime, viewer: Viewer): Promise<string[]> {
  const handlers = { ...makeNoticeReactions(noticeKinds), mail: async () => {} };
  while ((await runDueJobs(runtime, handlers)) > 0);
  const notices = await noticesOf(runtime.db.read, {
    viewer,
    community: { name: 'Tidewater Code Guild' },
    locale: 'en',
    kinds: noticeKinds,
  });
  return notices.map(({ sentence }) => sentence).toSorted();
}

eachEngine('a way into Odalys’ account that somebody else held', (freshDatabase) => {
  it('is told to her with who held it, also where they blocked her before, and to nobody else', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    await inAct(runtime, (act) => addBlock(act, { memberId: tamsin.id, otherId: odalys.id }));
    await makeHandedLink(runtime, { memberId: odalys.id, actorId: tamsin.id });
    await makePrintedLink(runtime, { address: 'odalys@example.org' });
    await askForLink(runtime, {
      address: { address: 'odalys@example.org', key: 'odalys@example.org' },
      inviteId: null,
      returnTo: '/',
      browser: 'a browser',
      network: '192.0.2.1',
      userAgent: '',
      locale: 'en',
    });
    const letters = await runtime.db.read
      .selectFrom('mails')
      .select(['id', 'subject'])
      .where('to_address', '=', 'odalys@example.org')
      .where('mail_key', 'like', 'link:%')
      .execute();
    for (const { id } of letters) {
      await openLetter(runtime, { actorId: tamsin.id, letterId: id });
      await openLetter(runtime, { actorId: tamsin.id, letterId: id });
    }
    expect(await told(runtime, odalys)).toEqual([
      'Tamsin made a sign-in link for you',
      'Tamsin opened a sign-in letter to you',
      'Whoever runs the server made a sign-in link for you',
    ]);
    expect(await told(runtime, tamsin)).toEqual([]);
  });
});
