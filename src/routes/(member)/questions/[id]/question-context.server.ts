/** What stands around a question: the pairing it was asked in, the next catch-up, what it belongs to. */
import { meetingPage, nextMeetingOf } from '#domain/meetings/meetings.queries.server.ts';
import { agreementOf } from '#domain/pairings/agreements.queries.server.ts';
import { reviewsOf } from '#domain/reviews/reviews.queries.server.ts';
import { sayHours } from '#ui/pairings/agreement-words.ts';
import { sayDay } from '#ui/questions/question-row-words.ts';
import { sayWeekdayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Opened } from './open-question.server.ts';

type Read = App.Locals['runtime']['db']['read'];

/** In how long an answer comes as things are agreed, "2 days"; '' where that is open. */
export async function replyTimeOf(read: Read, { page, viewer }: Opened): Promise<string> {
  if (page.pairingId === null) return '';
  const about = { pairingId: page.pairingId, viewerId: viewer.id };
  const agreement = await agreementOf(read, about);
  const hours = agreement?.current?.lines.questions?.replyHours ?? null;
  return hours === null ? '' : sayHours(hours);
}

export interface NextChat {
  meetingId: string;
  /** "Thursday". */
  day: string;
  /** True where the question is on its list already. */
  isOn: boolean;
}

/** The next catch-up of the two; null where none is planned, and for whoever was asked around. */
export async function nextChatOf(
  read: Read,
  { page, viewer, reader }: Opened,
): Promise<NextChat | null> {
  if (page.pairingId === null) return null;
  const asking = { viewerId: viewer.id, now: reader.now };
  const next = await nextMeetingOf(read, { pairingId: page.pairingId, ...asking });
  if (next === undefined) return null;
  const meeting = await meetingPage(read, { meetingId: next.id, ...asking });
  const isOn = (meeting?.agenda ?? []).some(({ words, isDone }) => words === page.title && !isDone);
  return { meetingId: next.id, day: sayDay(next.at, reader), isOn };
}

/** What it belongs to, as far as the viewer can open it. */
export async function belongingOf(
  read: Read,
  { page, viewer, reader }: Opened,
): Promise<{ href: string; label: string } | null> {
  if (page.about === null || page.pairingId === null) return null;
  const { kind, id } = page.about;
  const viewerId = viewer.id;
  if (kind === 'meeting') {
    const found = await meetingPage(read, { meetingId: id, viewerId, now: reader.now });
    if (found?.pairingId !== page.pairingId) return null;
    const day = sayWeekdayDate(found.meeting.at, reader.timeZone);
    return { href: `/meetings/${id}`, label: m.questions_about_meeting({ day }) };
  }
  const reviews = await reviewsOf(read, { pairingId: page.pairingId, viewerId });
  const review = reviews.find((each) => each.id === id && each.state !== 'drafted');
  if (review === undefined) return null;
  return { href: `/reviews/${id}`, label: m.questions_about_review({ title: review.title }) };
}
