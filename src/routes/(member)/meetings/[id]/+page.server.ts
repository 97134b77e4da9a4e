import { agreementOf } from '#domain/pairings/agreements.queries.server.ts';
import { sayDidNotHappen, sayHappened } from '#domain/meetings/attendance.commands.server.ts';
import { sayTitle } from '#domain/calendars/calendar-words.ts';
import {
  meetingsOf,
  seriesOf,
  type MeetingPage,
} from '#domain/meetings/meetings.queries.server.ts';
import { submit } from '#door/forms.server.ts';
import {
  meetOf,
  sayPlace,
  type Meet,
  type Reader as MeetReader,
} from '#ui/meetings/meeting-card.ts';
import { sidesOf } from '#ui/meetings/two-zones.ts';
import { showSuggestion } from '#ui/meetings/meeting-suggestion-words.ts';
import { localAt, sayDate, sayDaysFrom, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import { nearFor } from '../../pairings/[id]/meetings/free-times.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { move, moveAll, skip } from './change-meeting.server.ts';
import { addItem, fillFrom, removeItem, tickItem } from './meeting-lists.server.ts';
import { actingAt, openMeeting } from './open-meeting.server.ts';
import { saveOwn, saveTogether } from './save-notes.server.ts';
import type { Reader } from '../../pairings/[id]/pairing-frame.server.ts';

export const load: PageServerLoad = async (event) => {
  const page = await openMeeting(event);
  const { runtime, actor } = actingAt(event);
  const { read } = runtime.db;
  const reader = { now: runtime.clock.now(), timeZone: actor.timeZone };
  const { meeting, you, other, pairingId } = page;
  const about = { pairingId, viewerId: actor.id, now: reader.now };
  const kept = await seriesOf(read, about);
  const isFirstChat = await isFirst(read, { page, ...about });
  const sides = sidesOf(you, other);
  const home = `/pairings/${pairingId}/meetings`;
  const day = sayWeekdayDate(meeting.at, reader.timeZone);
  const scene = { sides, reader, series: kept?.series, home };
  const named = { name: other.name, day };
  return {
    id: meeting.id,
    home,
    name: other.name,
    you: you.id,
    other: other.id,
    title: isFirstChat ? m.meetings_first_chat_of(named) : m.meetings_meeting_of(named),
    state: meeting.state,
    isPast: meeting.endsAt <= reader.now,
    isLiving: page.isLiving,
    isOfSeries: meeting.seriesId !== null && meeting.seriesId === kept?.id,
    meet: shownAs(meetOf(meeting, { sides, series: kept?.series, reader, isFirstChat }), {
      page,
      reader,
    }),
    mayMove: page.mayMove,
    maySay: page.maySay,
    justDo: await movesJustHappen(read, about),
    today: localAt(reader.now, reader.timeZone).toPlainDate().toString(),
    near: page.mayMove ? await nearOf(read, page, reader.now) : [],
    suggestion: page.suggestion && showSuggestion(page.suggestion, scene),
    agenda: page.agenda,
    actions: page.actions,
    notes: datedNotes(page, reader),
    privateNotes: page.privateNotes,
    entry: {
      ...entryOf(meeting),
      title: sayTitle(other.name, event.locals.locale),
      details: `${runtime.config.publicUrl}/meetings/${meeting.id}`,
    },
  };
};

/** Where and when, for the entry in a calendar. */
const entryOf = ({ place, at, endsAt }: MeetingPage['meeting']) => ({
  location: place,
  at,
  endsAt,
});

/** Their notes, with the day on which they were saved. */
const datedNotes = ({ notes }: MeetingPage, reader: MeetReader) => ({
  ...notes,
  saved: notes.savedAt === null ? '' : sayDate(notes.savedAt, reader),
});

/** Where this one could go instead, for both. */
const nearOf = (read: Reader, { meeting, pairingId, you, other }: MeetingPage, now: number) =>
  nearFor(read, {
    pairingId,
    viewerId: you.id,
    meeting,
    clocks: { yourZone: you.timeZone, theirZone: other.timeZone, name: other.name },
    now,
    limit: 4,
  });

/** One that is not the next is not called so, and its call is not opened yet. */
function shownAs(meet: Meet, { page, reader }: { page: MeetingPage; reader: MeetReader }): Meet {
  const { isNext, meeting } = page;
  if (isNext || meeting.endsAt <= reader.now) return meet;
  const label = m.meetings_was({ when: sayDaysFrom(meeting.at, reader) });
  return { ...meet, label, callHref: '', where: sayPlace(meeting) };
}

/** A first chat is the first single meeting of a pairing that has not gone on yet. */
async function isFirst(
  read: Reader,
  { page, ...about }: { page: MeetingPage; pairingId: string; viewerId: string; now: number },
): Promise<boolean> {
  if (page.meeting.seriesId !== null || page.meeting.isLogged) return false;
  const { coming, past } = await meetingsOf(read, about);
  const all = [...past.toReversed(), ...coming];
  return all[0]?.id === page.meeting.id;
}

async function movesJustHappen(
  read: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<boolean> {
  const agreement = await agreementOf(read, { pairingId, viewerId });
  return agreement?.current?.lines.moves === 'just_do';
}

export const actions: Actions = {
  move: (event) => submit(event, (form) => move(event, form)),
  moveAll: (event) => submit(event, (form) => moveAll(event, form)),
  skip: (event) => submit(event, () => skip(event)),
  agenda: (event) => submit(event, (form) => addItem(event, { form, list: 'agenda' })),
  tickAgenda: (event) => submit(event, (form) => tickItem(event, { form, list: 'agenda' })),
  removeAgenda: (event) => submit(event, (form) => removeItem(event, { form, list: 'agenda' })),
  template: (event) => submit(event, (form) => fillFrom(event, form)),
  action: (event) => submit(event, (form) => addItem(event, { form, list: 'actions' })),
  tickAction: (event) => submit(event, (form) => tickItem(event, { form, list: 'actions' })),
  removeAction: (event) => submit(event, (form) => removeItem(event, { form, list: 'actions' })),
  notes: (event) => submit(event, (form) => saveTogether(event, form)),
  private: (event) => submit(event, (form) => saveOwn(event, form)),
  happened: (event) =>
    submit(event, async () => {
      const { runtime, actor, meetingId } = actingAt(event);
      refusalOf(await sayHappened(runtime, { actor, meetingId }));
      return { goTo: `/meetings/${meetingId}` };
    }),
  didNotHappen: (event) =>
    submit(event, async () => {
      const { runtime, actor, meetingId } = actingAt(event);
      refusalOf(await sayDidNotHappen(runtime, { actor, meetingId }));
      return { goTo: `/meetings/${meetingId}` };
    }),
};
