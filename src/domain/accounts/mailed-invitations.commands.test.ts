import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { openMail } from '#platform/mail.server.ts';
import { importRoster } from '#domain/rosters/import-roster.commands.server.ts';
import { showLink } from './sign-in-links.queries.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { invitePeople } from './mailed-invitations.commands.server.ts';
import { countUninvited } from './mailed-invitations.queries.server.ts';

const list =
  'name,email,skills\nGus,gus@x.example,Go\nFay,fay@x.example,SQL\nNobody Writes,,Rust\n';

const bring = (runtime: TestRuntime) =>
  importRoster(runtime, { text: list, actorId: null, isDryRun: false });

const waiting = ({ db, clock }: TestRuntime) => countUninvited(db.read, { now: clock.now() });

eachEngine('inviting the people of a list', (freshDatabase) => {
  it('writes to Gus and Fay once, and leaves out whoever has no address', async () => {
    const runtime = testRuntime(await freshDatabase());
    await bring(runtime);
    expect(await waiting(runtime)).toBe(2);
    expect(await invitePeople(runtime, { actorId: 'odalys' })).toBe(2);
    expect(await invitePeople(runtime, { actorId: 'odalys' })).toBe(0);
    const mails = await runtime.db.read
      .selectFrom('mails')
      .select(['to_name', 'category'])
      .execute();
    expect(mails.map(({ to_name }) => to_name).toSorted()).toEqual(['Fay', 'Gus']);
  });

  it('gives each a link that works for two weeks, after which they may be asked again', async () => {
    const runtime = testRuntime(await freshDatabase());
    await bring(runtime);
    await invitePeople(runtime, { actorId: 'odalys' });
    const row = await runtime.db.read
      .selectFrom('mails')
      .select('id')
      .where('to_name', '=', 'Gus')
      .executeTakeFirstOrThrow();
    const mail = await openMail(runtime, row.id);
    const token = /\/sign-in\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    const look = () =>
      showLink(runtime.db.read, {
        token,
        browser: undefined,
        isMailed: true,
        now: runtime.clock.now(),
      });
    expect(await look()).toMatchObject({ need: 'nothing', isHanded: true });
    runtime.clock.pass(14 * day);
    expect(await look()).toMatchObject({ need: 'over' });
    expect(await waiting(runtime)).toBe(2);
  });

  it('shows nobody: they stay invited and unlisted', async () => {
    const runtime = testRuntime(await freshDatabase());
    await bring(runtime);
    await invitePeople(runtime, { actorId: 'odalys' });
    const members = await runtime.db.read.selectFrom('members').select('status').execute();
    expect(members.every(({ status }) => status === 'invited')).toBe(true);
    const listed = await runtime.db.read
      .selectFrom('listings')
      .select('member_id')
      .where('listed', '=', 1)
      .execute();
    expect(listed).toEqual([]);
  });
});
