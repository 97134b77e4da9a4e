import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { post, type Letter } from '#platform/mail.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { recordedActs } from './organisers.queries.server.ts';
import { openLetter } from './mailbox.commands.server.ts';
import { maskAddress } from './mailbox-letter.ts';
import { findLetter, lettersIn } from './mailbox.queries.server.ts';

const letter = (number: number): Letter => ({
  key: `letter-${number}`,
  category: 'security',
  to: { address: 'dana@somewhere.example', name: '' },
  subject: `Letter ${number}`,
  text: `The link is https://tidewater.test/${number}`,
  html: '',
});

async function write(runtime: TestRuntime, number: number, more: Partial<Letter> = {}) {
  runtime.clock.pass(1000);
  const { secret } = runtime;
  await inAct(runtime, (act) => post(act, { letter: { ...letter(number), ...more }, secret }));
}

eachEngine('the mailbox', (freshDatabase) => {
  it('lists letters without what they say, the latest first, and repeats none on the next page', async () => {
    const runtime = testRuntime(await freshDatabase());
    for (let number = 1; number <= 51; number++) await write(runtime, number);
    const first = await lettersIn(runtime.db.read, { viewerId: 'odalys', before: '' });
    const second = await lettersIn(runtime.db.read, {
      viewerId: 'odalys',
      before: first.next ?? '',
    });
    expect(first.letters[0]).toMatchObject({
      subject: 'Letter 51',
      to: 'd…@somewhere.example',
      sentAt: null,
    });
    expect([first.letters.length, second.letters.map(({ subject }) => subject)]).toEqual([
      50,
      ['Letter 1'],
    ]);
    expect(second.next).toBeNull();
    expect(JSON.stringify(first)).not.toContain('tidewater.test');
  });

  it('records that an organiser opened a letter, and not that they looked at the list', async () => {
    const runtime = testRuntime(await freshDatabase());
    await write(runtime, 1);
    const odalys = { viewerId: 'odalys' };
    const [only] = (await lettersIn(runtime.db.read, { ...odalys, before: '' })).letters;
    await findLetter(runtime.db.read, { ...odalys, letterId: only?.id ?? '' });
    expect(await recordedActs(runtime.db.read)).toEqual([]);
    const opened = await openLetter(runtime, { actorId: 'odalys', letterId: only?.id ?? '' });
    expect(opened?.text).toContain('https://tidewater.test/1');
    expect(await recordedActs(runtime.db.read)).toMatchObject([
      { act: 'opened_letter', about: 'd…@somewhere.example' },
    ]);
  });

  it('C3: has no letter about what happens between two people, not even its subject', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db } = runtime;
    await write(runtime, 1, { category: 'notice' });
    const asking = { viewerId: 'odalys', before: '' };
    expect((await lettersIn(db.read, asking)).letters).toEqual([]);
    const [shown] = (await lettersIn(db.read, { ...asking, hasNotices: true })).letters;
    const letterId = shown?.id ?? '';
    expect(letterId).not.toBe('');
    expect(await findLetter(db.read, { viewerId: 'odalys', letterId })).toBeUndefined();
    expect(await openLetter(runtime, { actorId: 'odalys', letterId })).toBeUndefined();
    expect(await recordedActs(db.read)).toEqual([]);
  });

  it('E4: a letter about a report is there for the organiser it is written to, and for no other', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db } = runtime;
    await write(runtime, 1, { key: 'report:1:odalys', category: 'report' });
    const seen = async (viewerId: string) =>
      (await lettersIn(db.read, { viewerId, before: '' })).letters.map(({ id }) => id);
    const [letterId = ''] = await seen('odalys');
    expect(letterId).not.toBe('');
    expect(await seen('mirela')).toEqual([]);
    expect(await findLetter(db.read, { viewerId: 'mirela', letterId })).toBeUndefined();
    expect(await openLetter(runtime, { actorId: 'mirela', letterId })).toBeUndefined();
    expect(await recordedActs(db.read)).toEqual([]);
    expect(await openLetter(runtime, { actorId: 'odalys', letterId })).toMatchObject({
      subject: 'Letter 1',
    });
  });
});

it('E9: hides all but the beginning and the domain of an address', () => {
  expect(maskAddress('odalys.ferrimont@tidewater.example')).toBe('o…@tidewater.example');
  expect(maskAddress('no address')).toBe('…');
});
