/** What the page of a pairing shows of its meetings: the next one, what is suggested, a kind question. */
import { day } from '#lib/duration.ts';
import {
  meetingPage,
  meetingsOf,
  nextMeetingOf,
} from '#domain/meetings/meetings.queries.server.ts';
import { calmer } from '#domain/rhythms/calmer-rhythm.ts';
import { meetOf } from '#ui/meetings/meeting-card.ts';
import { sayWeekdayDate } from '#ui/time-on-pages.ts';
import type { Reader } from './pairing-frame.server.ts';
import { typedFrom } from './meetings/rhythm/typed-rhythm.server.ts';
import { sceneOf } from './meetings/meetings-context.server.ts';
import type { Opened } from './open-pairing.server.ts';

export async function meetingsShown(read: Reader, opened: Opened) {
  const { pairing, reader } = opened;
  const scene = await sceneOf(read, opened);
  const { kept, sides } = scene;
  const line = await nextMeetingOf(read, scene.about);
  const page = line && (await meetingPage(read, { ...scene.about, meetingId: line.id }));
  const isFirstChat = pairing.state === 'trying_out' && line?.seriesId === null;
  return {
    meet:
      line === undefined
        ? null
        : meetOf(line, { sides, series: kept?.series, reader, isFirstChat }),
    agenda: page?.agenda ?? [],
    mayMove: page?.mayMove ?? false,
    toAnswer: scene.suggestions.find(({ isYours }) => !isYours)?.title ?? null,
    lastNotes: await lastNotesOf(read, opened),
    fewer: kept?.isAskedForFewer ? calmerHref(kept.series, opened) : null,
  };
}

/** The form of a rhythm filled with the next calmer one. */
function calmerHref(series: Parameters<typeof typedFrom>[0], { reader, home }: Opened): string {
  const from = new Date(reader.now + day).toISOString().slice(0, 10);
  const { dates: _, ...typed } = typedFrom({ ...series, rhythm: calmer(series.rhythm) }, { from });
  return `${home}/meetings/rhythm?${new URLSearchParams(typed).toString()}`;
}

/** What was written down the last time they met; null where nothing was. */
async function lastNotesOf(read: Reader, { pairing, viewer, reader }: Opened) {
  const about = { pairingId: pairing.id, viewerId: viewer.id, now: reader.now };
  const { past } = await meetingsOf(read, about);
  for (const line of past.slice(0, 3)) {
    const page = await meetingPage(read, { ...about, meetingId: line.id });
    if (page !== undefined && page.notes.body !== '')
      return {
        href: `/meetings/${line.id}#notes`,
        day: sayWeekdayDate(line.at, reader.timeZone),
        body: page.notes.body,
      };
  }
  return null;
}
