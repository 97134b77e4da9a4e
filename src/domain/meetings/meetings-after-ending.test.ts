import { expect, it } from 'vitest';
import { minute, hour, day } from '#lib/duration.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { agreeOn, anaAndBen, idOf, rowsOf, type Two } from '#tests/meetings.ts';
import { acceptSuggestion, suggestTimes } from './meeting-suggestions.commands.server.ts';
import { updateMeetings } from './meeting.tasks.server.ts';

const tend = ({ runtime, pairingId }: Two) => updateMeetings({ pairingId }, runtime);

eachEngine('the ending of Ana and Ben', (freshDatabase) => {
  it('leaves no time booked, of meetings that were no more than of those to come', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    await agreeOn(two);
    const said = { actor: ana, pairingId, times: [runtime.clock.now() + 2 * hour], minutes: 30 };
    const open = { placeKind: 'open', place: '' } as const;
    const suggestionId = idOf(await suggestTimes(runtime, { ...said, ...open }));
    await acceptSuggestion(runtime, { actor: ben, suggestionId });
    runtime.clock.pass(2 * day);
    await wrapUp(runtime, { actor: ana, pairingId });
    runtime.clock.pass(hour);
    await tend(two);
    expect(await runtime.db.read.selectFrom('booked_quarters').selectAll().execute()).toEqual([]);
  });

  it('takes the meeting that would have begun before both were told of it', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, pairingId } = two;
    const seriesId = await agreeOn(two);
    const [, second] = await rowsOf(two, seriesId);
    runtime.clock.set((second?.at ?? 0) - minute);
    await wrapUp(runtime, { actor: ana, pairingId });
    runtime.clock.pass(hour);
    await tend(two);
    const states = (await rowsOf(two, seriesId)).map(({ state }) => state);
    expect(states.slice(0, 3)).toEqual(['planned', 'called_off', 'called_off']);
  });
});
