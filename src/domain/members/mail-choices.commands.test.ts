import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { usualChoices } from './mail-choice.ts';
import {
  chooseLetters,
  readUnsubscribe,
  unsubscribe,
  unsubscribeUrl,
} from './mail-choices.commands.server.ts';
import { choicesOf, quietHoursOf, wantsLetters } from './mail-choices.queries.server.ts';

const tokenIn = (url: string) => url.slice(url.lastIndexOf('/') + 1);

eachEngine('how members want to hear of things', (freshDatabase) => {
  it('gives Ana the usual until she chooses, and then what she chose', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { id: memberId } = await addMember(runtime, { name: 'Ana' });
    expect(await choicesOf(runtime.db.read, memberId)).toEqual(usualChoices);
    const choices = { ...usualChoices, messages: 'digest', details: 'never' } as const;
    const quiet = { from: 22 * 60, until: 7 * 60 };
    await chooseLetters(runtime, { memberId, choices, quiet });
    expect(await choicesOf(runtime.db.read, memberId)).toEqual(choices);
    expect(await quietHoursOf(runtime.db.read, memberId)).toEqual(quiet);
    await chooseLetters(runtime, { memberId, choices: usualChoices, quiet: null });
    expect(await choicesOf(runtime.db.read, memberId)).toEqual(usualChoices);
    expect(await quietHoursOf(runtime.db.read, memberId)).toBeNull();
  });

  it('G2: turns off the one kind a link is about, the second time as the first, for this member only', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    const token = tokenIn(unsubscribeUrl(runtime, { memberId: ana.id, unwanted: 'messages' }));
    expect(await unsubscribe(runtime, token)).toBe('messages');
    expect(await unsubscribe(runtime, token)).toBe('messages');
    expect(await choicesOf(runtime.db.read, ana.id)).toEqual({
      ...usualChoices,
      messages: 'never',
    });
    expect(await choicesOf(runtime.db.read, ben.id)).toEqual(usualChoices);
  });

  it('G2: the link of the daily letter turns off all it collects and nothing else', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { id: memberId } = await addMember(runtime, { name: 'Ana' });
    await unsubscribe(runtime, tokenIn(unsubscribeUrl(runtime, { memberId, unwanted: 'digest' })));
    const choices = await choicesOf(runtime.db.read, memberId);
    expect([choices.kind_words, choices.check_ins, choices.details]).toEqual(
      Array(3).fill('never'),
    );
    expect([choices.notes, choices.messages, choices.pairings]).toEqual(Array(3).fill('each'));
  });

  it('G2: an old link works years later, and one with a letter changed or of somebody else’s making never', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { id: memberId } = await addMember(runtime, { name: 'Ana' });
    const token = tokenIn(unsubscribeUrl(runtime, { memberId, unwanted: 'tick' }));
    runtime.clock.pass(3 * 365 * day);
    expect(readUnsubscribe(runtime.secret, token)).toEqual({ memberId, unwanted: 'tick' });
    const forged = [
      token.replace('.tick.', '.notes.'),
      token.slice(0, -1),
      `${token}.more`,
      `${memberId}.tick.`,
      tokenIn(unsubscribeUrl({ ...runtime, secret: 'x' }, { memberId, unwanted: 'tick' })),
    ];
    for (const each of forged) expect(await unsubscribe(runtime, each), each).toBeUndefined();
    expect((await choicesOf(runtime.db.read, memberId)).tick).toBe('each');
  });

  it('wants no letters for an address they come back from, or for nobody’s address', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { id: memberId } = await addMember(runtime, { name: 'Ana' });
    const wants = () => wantsLetters(runtime.db.read, { memberId, matter: 'notes' });
    expect(await wants()).toBe(true);
    await runtime.db.transact((tx) =>
      tx.updateTable('emails').set({ bounced_at: runtime.clock.now() }).execute(),
    );
    expect(await wants()).toBe(false);
    await runtime.db.transact((tx) => tx.deleteFrom('emails').execute());
    expect(await wants()).toBe(false);
  });
});
