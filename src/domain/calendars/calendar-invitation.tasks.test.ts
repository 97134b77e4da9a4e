import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { chooseLetters } from '#domain/members/mail-choices.commands.server.ts';
import { usualChoices } from '#domain/members/mail-choice.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { rest } from '#domain/pairings/pairing-rest.commands.server.ts';
import { wake } from '#domain/pairings/pairing-rest.commands.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { openMail } from '#platform/mail.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { agreeOn, anaAndBen, idOf, rowsOf, type Two } from '#tests/meetings.ts';
import { wire } from '../../wiring.server.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestPause,
  suggestSkip,
  type Suggestion,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';

async function live({ runtime }: Two): Promise<void> {
  const handlers = { ...wire(runtime), mail: async () => {} };
  while ((await runDueJobs(runtime, handlers)) > 0);
}

interface Sent {
  to: string;
  subject: string;
  method: string;
  file: string;
  text: string;
  unsubscribe: string;
  at: number;
}

/** The letters with a file in them, unfolded, in the order they were written. */
async function invitations({ runtime }: Two): Promise<Sent[]> {
  const rows = await runtime.db.read.selectFrom('mails').selectAll().orderBy('id').execute();
  const mails = await Promise.all(rows.map(({ id }) => openMail(runtime, id)));
  return mails.flatMap((mail) => {
    if (mail === undefined || mail.calendar === null) return [];
    const { text, unsubscribe, subject, createdAt: at, to } = mail;
    const { method } = mail.calendar;
    const file = mail.calendar.text.replaceAll('\r\n ', '');
    return [{ to: to.name, subject, method, file, text, unsubscribe, at }];
  });
}

async function latest(two: Two): Promise<Sent[]> {
  const all = await invitations(two);
  return all.slice(-2).toSorted((a, b) => (a.to < b.to ? -1 : 1));
}

async function agree(two: Two, suggested: Suggestion): Promise<void> {
  two.runtime.clock.pass(hour);
  const accepted = await acceptSuggestion(two.runtime, {
    actor: two.ben,
    suggestionId: idOf(suggested),
  });
  if (accepted.outcome === 'refused') throw new Error(accepted.code);
  await live(two);
}

async function withRhythm(db: Parameters<typeof anaAndBen>[0]) {
  const two = await anaAndBen(db);
  const seriesId = await agreeOn(two);
  await live(two);
  const [, second] = await rowsOf(two, seriesId);
  if (second === undefined) throw new Error('there is no second meeting');
  return { ...two, seriesId, meetingId: second.id };
}

/** What stands was reckoned under a law by which the clocks of Berlin were an hour ahead of today's. */
const underOtherLaw = ({ runtime }: Two) =>
  runtime.db.transact((tx) =>
    tx
      .updateTable('meetings')
      .set((eb) => ({ at: eb('at', '-', hour), ends_at: eb('ends_at', '-', hour) }))
      .where('at', '>', runtime.clock.now())
      .execute(),
  );

const setInvitations = ({ runtime }: Two, who: Viewer, how: 'each' | 'never') =>
  chooseLetters(runtime, {
    memberId: who.id,
    choices: { ...usualChoices, invitations: how },
    quiet: null,
  });

eachEngine('invitations for calendars', (freshDatabase) => {
  it('G1, G3: bring the whole rhythm to both, each with their own address alone, and can be turned off', async () => {
    const two = await withRhythm(await freshDatabase());
    const [ana, ben] = await latest(two);
    expect([ana?.to, ben?.to, ana?.method]).toEqual(['Ana', 'Ben', 'REQUEST']);
    expect(ana?.file).toContain('RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TH');
    expect(ana?.file).toContain(`UID:${two.seriesId}@localhost`);
    expect(ana?.file).toContain('mailto:ana@example.org');
    expect(ana?.file).not.toContain('ben@example.org');
    expect(ben?.text).toContain('You: Thu 19 Nov, 17:30\n');
    expect(ben?.text).toContain('Ana: Thu 19 Nov, 18:30\n');
    expect(ana?.unsubscribe).toContain('.invitations.');
  });

  it('take the place of the letter that would say the same', async () => {
    const two = await withRhythm(await freshDatabase());
    const subjects = await two.runtime.db.read.selectFrom('mails').select('subject').execute();
    const about = subjects.map(({ subject }) => subject).filter((one) => one.includes('rhythm'));
    expect(about.toSorted()).toEqual([
      'For your calendar: your rhythm with Ana, from Thu 19 Nov, 17:30',
      'For your calendar: your rhythm with Ben, from Thu 19 Nov, 18:30',
    ]);
    const told = await two.runtime.db.read.selectFrom('notices').select('kind').execute();
    expect(told.map(({ kind }) => kind)).toContain('rhythm_agreed');
  });

  it('follow a move under a higher number, by the day it was planned for', async () => {
    const two = await withRhythm(await freshDatabase());
    const to = { toDate: '2026-11-27', toMinute: 600, toZone: 'Europe/Berlin' };
    const { meetingId, seriesId } = two;
    const before = sequenceOf((await latest(two))[0]);
    await agree(two, await suggestMove(two.runtime, { actor: two.ana, meetingId, ...to }));
    const [ana, ben] = await latest(two);
    expect(ana?.method).toBe('REQUEST');
    expect(ana?.file).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20261126T183000');
    expect(ana?.file).toContain('DTSTART:20261127T090000Z');
    expect(sequenceOf(ana)).toBeGreaterThan(before);
    expect(sequenceOf(ben)).toBe(sequenceOf(ana));
    expect(ana?.file).toContain(seriesId);
  });

  it('call one day off, and pause', async () => {
    const two = await withRhythm(await freshDatabase());
    const { meetingId, pairingId, runtime, ana: actor } = two;
    await agree(two, await suggestSkip(runtime, { actor, meetingId }));
    const [skipped] = await latest(two);
    expect(skipped?.method).toBe('CANCEL');
    expect(skipped?.file).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20261126T183000');
    const days = { from: '2026-12-20', to: '2027-01-03' };
    await agree(two, await suggestPause(runtime, { actor, pairingId, ...days }));
    const [paused] = await latest(two);
    expect(paused?.method).toBe('REQUEST');
    expect(paused?.subject).toBe(
      'A pause in your rhythm with Ben: 20 December 2026 – 3 January 2027',
    );
    expect(paused?.file).toMatch(/EXDATE.*20261126T183000.*20261224T183000,20261231T183000/);
    expect(sequenceOf(paused)).toBeGreaterThan(sequenceOf(skipped));
  });

  it('follow the law: where it changes clocks, both get the rhythm anew, in the same words and once', async () => {
    const two = await withRhythm(await freshDatabase());
    const { runtime, seriesId, meetingId } = two;
    const sent = await invitations(two);
    const before = sequenceOf(sent.at(-1));
    runtime.clock.pass(hour);
    await underOtherLaw(two);
    runtime.clock.pass(2 * day);
    await live(two);
    const [ana, ben] = await latest(two);
    expect(await invitations(two)).toHaveLength(sent.length + 2);
    expect([ana?.method, ben?.method]).toEqual(['REQUEST', 'REQUEST']);
    expect(ana?.subject).toBe('New clock rules: your next catch-up with Ben is Thu 26 Nov, 18:30');
    expect(ben?.subject).toBe('New clock rules: your next catch-up with Ana is Thu 26 Nov, 17:30');
    expect(ana?.text).toContain('Your rhythm keeps the time you two agreed on');
    expect(ana?.file).toContain(`UID:${seriesId}@localhost`);
    expect(sequenceOf(ana)).toBe(before + 1);
    expect(sequenceOf(ben)).toBe(before + 1);
    const told = await two.runtime.db.read
      .selectFrom('notices')
      .select('member_id')
      .where('kind', '=', 'rhythm_shifted')
      .execute();
    expect(told).toHaveLength(2);
    const [, second] = await rowsOf(two, seriesId);
    expect(second).toMatchObject({ id: meetingId, at: Date.UTC(2026, 10, 26, 17, 30) });
    await live(two);
    expect(await invitations(two)).toHaveLength(sent.length + 2);
  });

  it('reach Ana and Ben without a file, in plain letters, where they want none', async () => {
    const two = await anaAndBen(await freshDatabase());
    for (const who of [two.ana, two.ben]) await setInvitations(two, who, 'never');
    await agreeOn(two);
    await live(two);
    await underOtherLaw(two);
    two.runtime.clock.pass(9 * day);
    await live(two);
    expect(await invitations(two)).toEqual([]);
    const plain = await two.runtime.db.read
      .selectFrom('mails')
      .select('subject')
      .where('subject', 'like', 'New clock rules%')
      .orderBy('subject')
      .execute();
    expect(plain.map(({ subject }) => subject)).toEqual([
      'New clock rules, and your catch-ups with Ana',
      'New clock rules, and your catch-ups with Ben',
    ]);
  });

  it('say nothing of the law where it was Ana and Ben who moved a meeting', async () => {
    const two = await withRhythm(await freshDatabase());
    const to = { toDate: '2026-11-27', toMinute: 600, toZone: 'Europe/Berlin' };
    const { meetingId, runtime, ana: actor } = two;
    await agree(two, await suggestMove(runtime, { actor, meetingId, ...to }));
    await agree(two, await suggestMove(runtime, { actor, meetingId, ...to, toMinute: 720 }));
    runtime.clock.pass(9 * day);
    await live(two);
    const subjects = (await invitations(two)).map(({ subject }) => subject);
    expect(subjects.some((subject) => subject.startsWith('New clock rules'))).toBe(false);
  });

  it('leave the days of a rest out', async () => {
    const two = await withRhythm(await freshDatabase());
    const { runtime, pairingId, ana: actor } = two;
    // Letters of one moment have no order.
    runtime.clock.pass(1000);
    const until = runtime.clock.now() + 28 * day;
    const rested = await rest(runtime, { actor, pairingId, until });
    expect(rested.outcome).toBe('done');
    await live(two);
    const [ana] = await latest(two);
    expect(ana?.file).toContain('EXDATE;TZID=Europe/Berlin:20261119T183000,20261126T183000');
  });

  it('bring the rhythm back when Ana and Ben wake their pairing', async () => {
    const two = await withRhythm(await freshDatabase());
    const { runtime, pairingId, ana: actor } = two;
    await rest(runtime, { actor, pairingId, until: runtime.clock.now() + 28 * day });
    await live(two);
    const sent = await invitations(two);
    runtime.clock.pass(5 * day);
    await wake(runtime, { actor, pairingId });
    await live(two);
    const [ana, ben] = await latest(two);
    expect(await invitations(two)).toHaveLength(sent.length + 2);
    expect([ana?.method, ben?.method]).toEqual(['REQUEST', 'REQUEST']);
    expect(ana?.file).toContain('EXDATE;TZID=Europe/Berlin:20261119T183000\r\n');
  });

  it('E6: an ending takes everything off both calendars in one moment and the same words, whoever ended it', async () => {
    const said: string[] = [];
    for (const who of ['ana', 'ben'] as const) {
      const two = await withRhythm(await freshDatabase());
      await wrapUp(two.runtime, { actor: two[who], pairingId: two.pairingId });
      two.runtime.clock.pass(2 * hour);
      await live(two);
      const [ana, ben] = await latest(two);
      expect([ana?.method, ben?.method]).toEqual(['CANCEL', 'CANCEL']);
      expect(ana?.at).toBe(ben?.at);
      const plain = ({ subject, text, file, method }: Sent) =>
        JSON.stringify({ subject, text, file, method })
          .replaceAll(/Ana|Ben/g, 'NAME')
          .replaceAll(/(?:ana|ben)@/g, 'ADDRESS@')
          .replaceAll(new RegExp(`${two.ana.id}|${two.ben.id}`, 'g'), 'ID')
          .replaceAll(/invitations\.[\w-]{43}/g, 'TOKEN');
      if (ana === undefined || ben === undefined) throw new Error('letters are missing');
      expect(plain(ana)).toBe(plain(ben));
      said.push(
        plain(ana)
          .replaceAll(two.seriesId, 'SERIES')
          .replaceAll(two.pairingId, 'PAIRING')
          .replaceAll(/\d{8}T\d{6}Z/g, 'TIME'),
      );
    }
    expect(said[0]).toBe(said[1]);
  });

  it('reach nobody who turned them off, who then gets the plain letter', async () => {
    const two = await anaAndBen(await freshDatabase());
    await setInvitations(two, two.ana, 'never');
    await agreeOn(two);
    await live(two);
    expect((await invitations(two)).map(({ to }) => to)).toEqual(['Ben']);
    const plain = await two.runtime.db.read
      .selectFrom('mails')
      .select(['to_name', 'subject'])
      .where('subject', '=', 'You and Ben have a rhythm')
      .execute();
    expect(plain).toHaveLength(1);
  });

  it('fault 8: something that is delivered twice is sent once', async () => {
    const two = await withRhythm(await freshDatabase());
    const count = (await invitations(two)).length;
    await two.runtime.db.transact((tx) =>
      tx.updateTable('jobs').set({ done_at: null }).where('kind', 'like', 'event:%').execute(),
    );
    await live(two);
    expect(await invitations(two)).toHaveLength(count);
  });
});

const sequenceOf = (sent: Sent | undefined): number =>
  Number(/SEQUENCE:(\d+)/.exec(sent?.file ?? '')?.[1] ?? Number.NaN);
