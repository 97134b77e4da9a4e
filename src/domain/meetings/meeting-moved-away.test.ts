import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { agreeOn, anaAndBen, idOf, rowsOf, type Two } from '#tests/meetings.ts';
import { beginGoing } from '#tests/pairings.ts';
import { meetingsOf } from './meetings.queries.server.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestTimes,
} from './meeting-suggestions.commands.server.ts';
import { seeTo } from './series-store.commands.server.ts';

const spring = Date.UTC(2027, 2, 20, 17);

/** The third Thursday of Ana and Ben, which both agree to have at six on a Saturday in March. */
async function movedToSpring(two: Two): Promise<{ seriesId: string; meetingId: string }> {
  const { runtime, ana, ben } = two;
  const seriesId = await agreeOn(two);
  const meetingId = (await rowsOf(two, seriesId))[2]?.id ?? '';
  const wall = { toDate: '2027-03-20', toMinute: 18 * 60, toZone: 'Europe/Berlin' };
  const suggestionId = idOf(await suggestMove(runtime, { actor: ana, meetingId, ...wall }));
  expect(await acceptSuggestion(runtime, { actor: ben, suggestionId })).toEqual({
    outcome: 'done',
  });
  return { seriesId, meetingId };
}

eachEngine('a meeting that is moved beyond the coming sixty days', (freshDatabase) => {
  it('stays where Ana and Ben put it, however often the rows of the series are written', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ben, pairingId } = two;
    const { seriesId, meetingId } = await movedToSpring(two);
    for (const days of [0, 30, 60]) {
      runtime.clock.pass(days * day);
      await inAct(runtime, (act) => seeTo(act, seriesId));
      const asked = { pairingId, viewerId: ben.id, now: runtime.clock.now() };
      const { coming } = await meetingsOf(runtime.db.read, asked);
      expect(coming.find(({ id }) => id === meetingId)).toMatchObject({
        at: spring,
        state: 'planned',
        isMoved: true,
      });
    }
  });

  it('takes Ben’s time, so that nobody else is offered it', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ben } = two;
    await movedToSpring(two);
    const cleo = await addMember(runtime, { name: 'Cleo', offer: { capacity: 3 } });
    const pairingId = await beginGoing(runtime, { mentor: cleo, mentee: ben });
    const said = { actor: cleo, pairingId, times: [spring], minutes: 30 };
    const open = { placeKind: 'open', place: '' } as const;
    expect(await suggestTimes(runtime, { ...said, ...open })).toMatchObject({ code: 'taken' });
  });
});
