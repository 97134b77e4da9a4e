import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { rest } from '#domain/pairings/pairing-rest.commands.server.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { agreeOn, anaAndBen, idOf, rowsOf, seriesNow, thursdays } from '#tests/meetings.ts';
import { beginGoing } from '#tests/pairings.ts';
import { logMeeting, sayHappened } from './attendance.commands.server.ts';
import {
  bookedTimes,
  meetingPage,
  meetingsForFeed,
  meetingsOf,
  nextMeetingOf,
  nextMeetingsOf,
  seriesOf,
  suggestionsOf,
} from './meetings.queries.server.ts';
import { occurrencesBetween } from '#domain/rhythms/series.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestPause,
} from './meeting-suggestions.commands.server.ts';

const open = { placeKind: 'open', place: '' } as const;

/** The same database, and how many statements it has been asked. */
function counted(read: Database['read']) {
  const asked = { statements: 0 };
  const db = read.withPlugin({
    transformQuery: ({ node }) => {
      asked.statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  return { db, asked };
}

eachEngine('the next meeting in each pairing', (freshDatabase) => {
  it('is the one each pairing says by itself, for Ana with six people in as many statements as for Ben with one', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const pairings = [pairingId];
    for (const [place, name] of ['Cleo', 'Dana', 'Eli', 'Fay', 'Gus'].entries()) {
      const mentee = await addMember(runtime, { name, time_zone: 'Asia/Kathmandu' });
      const id = await beginGoing(runtime, { mentor: ana, mentee });
      const minute = 600 + place * 60;
      if (name !== 'Gus')
        await agreeOn({ runtime, ana, ben: mentee, pairingId: id }, { ...thursdays, minute });
      pairings.push(id);
    }
    await agreeOn(two);
    const now = runtime.clock.now();
    const [, , resting = '', ended = ''] = pairings;
    await rest(runtime, { actor: ana, pairingId: resting, until: now + 21 * day });
    await wrapUp(runtime, { actor: ana, pairingId: ended });
    const one = counted(runtime.db.read);
    const many = counted(runtime.db.read);
    const ofBen = await nextMeetingsOf(one.db, { viewerId: ben.id, now });
    const ofAna = await nextMeetingsOf(many.db, { viewerId: ana.id, now });
    expect(many.asked.statements).toBe(one.asked.statements);
    expect(ofBen.size).toBe(1);
    expect(ofAna.size).toBe(4);
    for (const id of pairings) {
      const asked = { pairingId: id, viewerId: ana.id, now };
      expect(ofAna.get(id)).toEqual(await nextMeetingOf(runtime.db.read, asked));
    }
  });
});

eachEngine('the meetings of two people', (freshDatabase) => {
  it('are not there for anybody else (C2)', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, pairingId } = two;
    const [first] = await rowsOf(two, await agreeOn(two));
    const eli = await addMember(runtime, { name: 'Eli', offer: { capacity: 3 } });
    const dana = await addMember(runtime, { name: 'Dana' });
    await beginGoing(runtime, { mentor: eli, mentee: dana });
    await suggestPause(runtime, { actor: ana, pairingId, from: '2026-12-20', to: '2026-12-30' });
    const { read } = runtime.db;
    const asked = { pairingId, viewerId: eli.id, now: runtime.clock.now() };
    const meetingId = first?.id ?? '';
    expect(await nextMeetingOf(read, asked)).toBeUndefined();
    expect(await meetingsOf(read, asked)).toEqual({ coming: [], past: [] });
    expect(await seriesOf(read, asked)).toBeUndefined();
    expect(await suggestionsOf(read, asked)).toEqual([]);
    expect(await meetingPage(read, { ...asked, meetingId })).toBeUndefined();
    const span = { memberId: eli.id, from: 0, until: runtime.clock.now() + 200 * day };
    expect(await meetingsForFeed(read, { ...span, now: asked.now })).toEqual([]);
    expect(await bookedTimes(read, span)).toEqual([]);
    const said = { actor: eli, meetingId };
    expect(await sayHappened(runtime, said)).toMatchObject({ code: 'not_found' });
    const log = { actor: eli, pairingId, at: 0, minutes: 30, ...open };
    expect(await logMeeting(runtime, log)).toMatchObject({ code: 'not_found' });
  });

  it('say on the page when the rhythm is at another hour for Ben in New York', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ben } = two;
    await runtime.db.transact((tx) =>
      tx
        .updateTable('members')
        .set({ time_zone: 'America/New_York' })
        .where('id', '=', ben.id)
        .execute(),
    );
    const [first] = await rowsOf(two, await agreeOn(two));
    const page = await meetingPage(runtime.db.read, {
      meetingId: first?.id ?? '',
      viewerId: ben.id,
      now: runtime.clock.now(),
    });
    expect(page?.meeting.zones).toEqual({ yours: 'America/New_York', theirs: 'Europe/Berlin' });
    // New York changes two weeks before Berlin in spring, and a week after it in autumn.
    expect(page?.shifts).toEqual({
      yours: [
        { from: '2027-03-18', to: '2027-03-25', minutesEarlier: -60, meetings: 2 },
        { from: '2027-11-04', to: '2027-11-04', minutesEarlier: -60, meetings: 1 },
      ],
      theirs: [],
    });
  });

  it('can be written down afterwards, and said to have happened', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const at = runtime.clock.now() - 2 * day;
    const log = {
      actor: ben,
      pairingId,
      at,
      minutes: 60,
      placeKind: 'in_person',
      place: 'Café',
    } as const;
    const logged = await logMeeting(runtime, log);
    expect(await logMeeting(runtime, log)).toEqual(logged);
    const asked = { pairingId, viewerId: ana.id, now: runtime.clock.now() };
    const { past } = await meetingsOf(runtime.db.read, asked);
    expect(past).toMatchObject([{ at, state: 'happened', isLogged: true, place: 'Café' }]);
    const later = { ...log, at: runtime.clock.now() + day };
    expect(await logMeeting(runtime, later)).toMatchObject({ code: 'to_come' });
    expect(
      await bookedTimes(runtime.db.read, { memberId: ben.id, from: 0, until: asked.now }),
    ).toEqual([]);
  });

  it('stand in Ben’s calendar for half a year, moved ones under the name they had', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const seriesId = await agreeOn(two);
    const second = (await rowsOf(two, seriesId))[1];
    const wall = { toDate: '2026-11-27', toMinute: 720, toZone: 'Europe/Lisbon' };
    const moving = { actor: ana, meetingId: second?.id ?? '', ...wall };
    const suggestionId = idOf(await suggestMove(runtime, moving));
    await acceptSuggestion(runtime, { actor: ben, suggestionId });
    const now = runtime.clock.now();
    const span = { from: now - 30 * day, until: now + 180 * day };
    const feed = () => meetingsForFeed(runtime.db.read, { memberId: ben.id, now, ...span });
    const pure = occurrencesBetween(await seriesNow(two, seriesId), span);
    expect((await feed()).map(({ uid, at }) => `${uid} ${at}`)).toEqual(
      pure.map(({ date, at }) => `${seriesId}.${date} ${at}`),
    );
    expect((await feed())[1]).toMatchObject({ other: { name: 'Ana' }, meetingId: second?.id });
    expect(
      await bookedTimes(runtime.db.read, { memberId: ana.id, from: now, until: now + 9 * day }),
    ).toHaveLength(2);
    await rest(runtime, { actor: ana, pairingId, until: now + 100 * day });
    expect((await feed()).every(({ at }) => at >= now + 100 * day)).toBe(true);
    await wrapUp(runtime, { actor: ben, pairingId });
    expect(await feed()).toEqual([]);
  });

  it('come one after the other, the one that is on counting as the next', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, pairingId } = two;
    const [first, second] = await rowsOf(two, await agreeOn(two, thursdays));
    const next = async () =>
      (
        await nextMeetingOf(runtime.db.read, {
          pairingId,
          viewerId: ana.id,
          now: runtime.clock.now(),
        })
      )?.id;
    runtime.clock.set((first?.ends_at ?? 0) - 1);
    expect(await next()).toBe(first?.id);
    runtime.clock.set(first?.ends_at ?? 0);
    expect(await next()).toBe(second?.id);
  });
});
