import { expect, it } from 'vitest';
import { addDaysOff } from '#domain/free-times/days-off.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { hour } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { eachEngine } from './both-databases.ts';
import { addMember } from './factories.ts';
import { agreeOn, anaAndBen, rowsOf, type Two } from './meetings.ts';
import { slotChoices } from '#ui/meetings/slot-choices.ts';
import { nearestCommon } from '#domain/free-times/nearest-times.ts';
import { busyAmong, freeTimes } from '#domain/free-times/free-times.queries.server.ts';
import { commonSlots } from '#domain/free-times/weekly-slot.ts';

/** Thursdays and Fridays from 14 to 20 o'clock. */
const afternoons = Array.from({ length: 168 }, (_, i) =>
  [3, 4].includes(Math.floor(i / 24)) && i % 24 >= 14 && i % 24 < 20 ? '1' : '0',
).join('');

async function bothSaid(db: Parameters<typeof anaAndBen>[0]): Promise<Two> {
  const two = await anaAndBen(db);
  await two.runtime.db.transact((tx) =>
    tx.updateTable('members').set({ week_hours: afternoons }).execute(),
  );
  return two;
}

/** Ben's calendar says he is taken from one instant to another. */
async function isTaken({ runtime }: Two, who: Viewer, [from, to]: [number, number]): Promise<void> {
  const id = makeId(runtime.clock.now(), runtime.random);
  await runtime.db.transact(async (tx) => {
    await tx
      .insertInto('busy_calendars')
      .values({ id, member_id: who.id, host: 'x.example', sealed_address: '', added_at: 0 })
      .execute();
    await tx
      .insertInto('busy_times')
      .values({ calendar_id: id, starts_at: from, ends_at: to })
      .execute();
  });
}

/** What Ana is offered, the instants as the picker shows them. */
async function offered({ runtime, ana, pairingId }: Two): Promise<string[]> {
  const now = runtime.clock.now();
  const free = await freeTimes(runtime.db.read, { pairingId, viewerId: ana.id, now });
  if (free === undefined) throw new Error('it is not theirs');
  const zone = 'Europe/Berlin';
  const slots = commonSlots({ people: free.people, zone, minutes: 45, from: now, limit: 200 });
  const clocks = { yourZone: zone, theirZone: 'Europe/Lisbon', name: 'Ben' };
  const how = { clocks, zone, minutes: 45, taken: free.taken, limit: 8 };
  return slotChoices(slots, how).map(({ value }) => new Date(Number(value)).toISOString());
}

const thursday = Date.UTC(2026, 10, 19);
const hours = (from: number, to: number): [number, number] => [
  thursday + from * hour,
  thursday + to * hour,
];

eachEngine('times for Ana in Berlin and Ben in Lisbon', (freshDatabase) => {
  it('leave out when Ben’s own calendar has something, and offer the week after', async () => {
    const two = await bothSaid(await freshDatabase());
    expect(await offered(two)).toContain('2026-11-19T14:00:00.000Z');
    await isTaken(two, two.ben, hours(13, 15));
    const times = await offered(two);
    expect(times).not.toContain('2026-11-19T14:00:00.000Z');
    expect(times).toContain('2026-11-26T14:00:00.000Z');
  });

  it('leave out Ben’s days off on his calendar, also where the week before is taken', async () => {
    const two = await bothSaid(await freshDatabase());
    await isTaken(two, two.ben, hours(0, 48));
    const days = { from: '2026-11-26', to: '2026-11-27' };
    await addDaysOff(two.runtime, { actor: two.ben, days });
    const times = await offered(two);
    expect(times.length).toBeGreaterThan(0);
    expect(times.every((time) => time >= '2026-12-03')).toBe(true);
  });

  it('near a meeting are free for both, in order, and not the meeting itself', async () => {
    const two = await bothSaid(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const [, second] = await rowsOf(two, await agreeOn(two));
    if (second === undefined) throw new Error('there is no second meeting');
    await addDaysOff(runtime, { actor: ben, days: { from: '2026-11-27', to: '2026-11-27' } });
    const now = runtime.clock.now();
    const asked = { pairingId, viewerId: ana.id, now, except: [second.id] };
    const free = await freeTimes(runtime.db.read, asked);
    if (free === undefined) throw new Error('it is not theirs');
    const near = nearestCommon({ ...free, at: second.at, minutes: 45, now, limit: 6 });
    expect(near.map((at) => new Date(at).toISOString())).toEqual([
      '2026-11-20T16:30:00.000Z',
      '2026-11-20T18:00:00.000Z',
      '2026-11-26T14:30:00.000Z',
      '2026-11-26T16:00:00.000Z',
      '2026-12-03T14:00:00.000Z',
      '2026-12-03T15:30:00.000Z',
    ]);
  });

  it('say whether Ben has something then, to Ana alone, and only in hours the picker shows anyway', async () => {
    const two = await bothSaid(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    await isTaken(two, ben, hours(0, 24));
    const eli = await addMember(runtime, { name: 'Eli' });
    const [afternoon, night, later] = [15, 3, 15 + 40 * 24].map((at) => thursday + at * hour);
    const times = [afternoon ?? 0, night ?? 0, later ?? 0, thursday + 39 * hour];
    const asked = { pairingId, times, minutes: 45, now: runtime.clock.now() };
    expect(await busyAmong(runtime.db.read, { ...asked, viewerId: ana.id })).toEqual([afternoon]);
    expect(await busyAmong(runtime.db.read, { ...asked, viewerId: ben.id })).toEqual([]);
    expect(await busyAmong(runtime.db.read, { ...asked, viewerId: eli.id })).toEqual([]);
    const { read } = runtime.db;
    expect(await freeTimes(read, { ...asked, viewerId: eli.id })).toBeUndefined();
  });
});
