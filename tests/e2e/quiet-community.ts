/** The demo community before anybody has written to anybody, and notes for stories to begin with. */
import { inAct } from '#platform/act.server.ts';
import type { Page } from '@playwright/test';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { emptyNote, type Note } from '#domain/requests/note.ts';
import { sendRequest } from '#domain/requests/send-note.commands.server.ts';
import { cast, type CastName } from '../../src/demo/cast.ts';
import { storyServer, type StoryServer } from './fixtures.ts';

/** What Ben is working on. */
export const words =
  'I rename files with a small tool in Go, and its tests pass even when I break it on purpose.';

/** One of the cast as somebody who does something. */
export const as = (name: CastName): Viewer => ({
  id: cast[name].id,
  name: cast[name].name,
  hue: 0,
  avatarId: null,
  status: 'active',
  isOrganiser: false,
  locale: '',
  theme: '',
  timeZone: 'Europe/Lisbon',
});

/** The demo community on a day on which nobody has written to anybody yet. */
export async function quietGuild(): Promise<StoryServer> {
  const server = await storyServer('demo');
  await inAct(server, async (act) => {
    const { tx } = act;
    await tx.deleteFrom('pairings').execute();
    await tx.deleteFrom('waiting_places').execute();
    await tx.deleteFrom('requests').execute();
    await tx.deleteFrom('conversations').execute();
    await tx.updateTable('offers').set({ held: 0 }).execute();
    for (const { id } of Object.values(cast)) await relist(act, { memberId: id });
  });
  return server;
}

/** A note that is there when the story begins. */
export async function wrote(
  server: StoryServer,
  { from, to, note = {} }: { from: CastName; to: CastName; note?: Partial<Note> },
): Promise<string> {
  const sent = await sendRequest(server, {
    actor: as(from),
    mentorId: cast[to].id,
    note: { ...emptyNote, skills: ['Go'], working: words, ...note },
  });
  if (sent.outcome === 'refused') throw new Error(`${from} may not write to ${to}: ${sent.code}`);
  return sent.requestId;
}

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

export const sameWords = (page: Page) =>
  page.getByRole('button', { name: /^Send .+ the same words$/ });

export const reply = 'How would you like to reply?';
