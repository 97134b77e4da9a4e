/** Meetings of the demo: two rhythms across an ocean, their notes, and what is suggested. */
import { addActionItem } from '#domain/meetings/action-items.commands.server.ts';
import { addAgendaItem } from '#domain/meetings/agenda.commands.server.ts';
import { sayDidNotHappen, sayHappened } from '#domain/meetings/attendance.commands.server.ts';
import { saveNotes } from '#domain/meetings/meeting-notes.commands.server.ts';
import type { MeetingSummary } from '#domain/meetings/meeting-summary.ts';
import { meetingsOf, nextMeetingOf } from '#domain/meetings/meetings.queries.server.ts';
import {
  acceptSuggestion,
  suggestMove,
  suggestRhythm,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';
import type { SeriesPlan } from '#domain/meetings/meeting-suggestion.ts';
import { cast, type CastName } from './cast.ts';
import { done, type Scene, type Stage } from './stage.server.ts';

type Two = readonly [mentor: CastName, other: CastName];

const kwekuAndTamsin: Two = ['kweku', 'tamsin'];
const anaAndIvy: Two = ['ana', 'ivy'];

export const meetingScenes: readonly Scene[] = [
  // Thursdays at half past one in Toronto, which is half past six in Porto, mostly.
  [76, (stage) => keepRhythm(stage, kwekuAndTamsin, { weekday: 4, minute: 13 * 60 + 30 })],
  [
    60,
    (stage) =>
      writeDown(stage, kwekuAndTamsin, {
        notes:
          'Wrote the first test that fails for the right reason. Kweku showed how to name it after the person it is about.\n\nTamsin showed the aria-live trick.',
      }),
  ],
  [
    2,
    async (stage) => {
      await writeDown(stage, kwekuAndTamsin, {
        notes:
          'Went through the flaky date test together. It was the time zone, of course it was the time zone. Pinned the clock, added a helper.\n\nTamsin showed the focus trap in the dialog. Kweku will try it on the upload page before next time.',
        promises: {
          kweku: 'Try the focus trap on the upload page',
          tamsin: 'Pin the clock everywhere',
        },
      });
      await talkAbout(stage, kwekuAndTamsin, [
        ['tamsin', 'Why does my fake timer test hang?'],
        ['kweku', 'Focus order in the settings dialog'],
      ]);
      await suggestLater(stage, kwekuAndTamsin);
    },
  ],

  // Ana and Ivy live at opposite ends of the day.
  [61, (stage) => keepRhythm(stage, anaAndIvy, { weekday: 3, minute: 9 * 60 })],
  [20, (stage) => missOne(stage, anaAndIvy)],
  [
    5,
    async (stage) => {
      await writeDown(stage, anaAndIvy, {
        notes: 'Read the pull request aloud to each other. Half of it could go.',
      });
      await talkAbout(stage, anaAndIvy, [['ivy', 'How to say no to a change kindly']]);
    },
  ],
];

/** The one who gives the time suggests a fortnight on their own clock; the other says OK. */
async function keepRhythm(
  stage: Stage,
  [mentor, other]: Two,
  { weekday, minute }: { weekday: number; minute: number },
): Promise<void> {
  const zone = cast[mentor].timeZone;
  const today = Temporal.Instant.fromEpochMilliseconds(stage.runtime.clock.now())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const start = today.add({ days: 1 + ((weekday + 6 - today.dayOfWeek) % 7) });
  const plan: SeriesPlan = {
    zone,
    startDate: start.toString(),
    minute,
    minutes: 45,
    rhythm: { kind: 'weekly', every: 2 },
  };
  const pairingId = stage.pairingOf(mentor, other);
  const where = { placeKind: 'room', place: '' } as const;
  const suggesting = { actor: stage.viewer(mentor), pairingId, plan, ...where };
  const { suggestionId } = done(await suggestRhythm(stage.runtime, suggesting));
  const actor = stage.viewer(other);
  done(await acceptSuggestion(stage.runtime, { actor, suggestionId: suggestionId ?? '' }));
}

const asking = (stage: Stage, [mentor, other]: Two) => ({
  pairingId: stage.pairingOf(mentor, other),
  viewerId: cast[mentor].id,
  now: stage.runtime.clock.now(),
});

const pastOf = async (stage: Stage, two: Two): Promise<readonly MeetingSummary[]> =>
  (await meetingsOf(stage.runtime.db.read, asking(stage, two))).past;

interface WrittenDown {
  notes: string;
  promises?: Partial<Record<CastName, string>>;
}

/** What they wrote down the last time they met. */
async function writeDown(
  stage: Stage,
  two: Two,
  { notes, promises = {} }: WrittenDown,
): Promise<void> {
  const { runtime } = stage;
  const [last] = await pastOf(stage, two);
  if (last === undefined) throw new Error(`${two.join(' and ')} have not met yet`);
  const meetingId = last.id;
  const actor = stage.viewer(two[1]);
  done(await sayHappened(runtime, { actor, meetingId }));
  done(await saveNotes(runtime, { actor, meetingId, version: 0, body: notes }));
  for (const name of two) {
    const words = promises[name];
    const forId = cast[name].id;
    if (words !== undefined) done(await addActionItem(runtime, { actor, meetingId, forId, words }));
  }
}

/** The last one did not happen; nobody minds. */
async function missOne(stage: Stage, two: Two): Promise<void> {
  const [missed] = await pastOf(stage, two);
  const actor = stage.viewer(two[0]);
  done(await sayDidNotHappen(stage.runtime, { actor, meetingId: missed?.id ?? '' }));
}

async function talkAbout(
  stage: Stage,
  two: Two,
  items: readonly (readonly [CastName, string])[],
): Promise<void> {
  const { runtime } = stage;
  const next = await nextMeetingOf(runtime.db.read, asking(stage, two));
  for (const [name, words] of items) {
    const adding = { actor: stage.viewer(name), meetingId: next?.id ?? '', words };
    done(await addAgendaItem(runtime, adding));
  }
}

/** The one after next, an hour later. */
async function suggestLater(stage: Stage, two: Two): Promise<void> {
  const { coming } = await meetingsOf(stage.runtime.db.read, asking(stage, two));
  const [, later] = coming;
  if (later === undefined) throw new Error('There is only one meeting to come');
  const toZone = cast[two[0]].timeZone;
  const local = Temporal.Instant.fromEpochMilliseconds(later.at).toZonedDateTimeISO(toZone);
  const to = { toDate: local.toPlainDate().toString(), toMinute: local.hour * 60 + 90, toZone };
  done(
    await suggestMove(stage.runtime, {
      actor: stage.viewer(two[0]),
      meetingId: later.id,
      ...to,
    }),
  );
}
