import { unreadOf } from '#domain/conversations/conversations.queries.server.ts';
import { meetingsOf } from '#domain/meetings/meetings.queries.server.ts';
import { submit } from '#door/forms.server.ts';
import { rowOf, sayPlace } from '#ui/meetings/meeting-card.ts';
import { sayRhythmOn } from '#ui/meetings/rhythm-words.ts';
import { sayShifts } from '#ui/meetings/shift-words.ts';
import { headOf } from '#ui/pairings/pairing-head.ts';
import { localAt } from '#ui/time-on-pages.ts';
import type { Actions, PageServerLoad } from './$types';
import { openPairing, type Opened } from '../open-pairing.server.ts';
import { accept, withdraw } from './answer-suggestion.server.ts';
import { log } from './log-meeting.server.ts';
import { sceneOf } from './meetings-context.server.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await openPairing(event);
  const { pairing, viewer, reader, home } = opened;
  const { read } = event.locals.runtime.db;
  const scene = await sceneOf(read, opened);
  const { coming, past } = await meetingsOf(read, scene.about);
  const unread = await unreadOf(read, viewer.id);
  const told = { sides: scene.sides, now: reader.now };
  return {
    head: headOf(pairing, reader),
    hasNew: unread.has(pairing.conversationId),
    home: `${home}/meetings`,
    name: pairing.other.name,
    isLiving: pairing.state !== 'wrapped_up',
    isResting: pairing.state === 'resting',
    today: localAt(reader.now, reader.timeZone).toPlainDate().toString(),
    suggestions: scene.suggestions,
    rhythm: rhythmOf(scene, opened),
    coming: coming.map((line) => rowOf(line, told)),
    past: past.map((line) => rowOf(line, told)),
  };
};

function rhythmOf({ kept, sides }: Awaited<ReturnType<typeof sceneOf>>, { reader }: Opened) {
  if (kept === undefined) return null;
  return {
    said: sayRhythmOn(kept.series, sides),
    where: sayPlace(kept),
    shifts: sayShifts(kept.series, { ...sides, now: reader.now }),
  };
}

export const actions: Actions = {
  accept: (event) => submit(event, (form) => accept(event, form)),
  withdraw: (event) => submit(event, (form) => withdraw(event, form)),
  log: (event) => submit(event, (form) => log(event, form)),
};
