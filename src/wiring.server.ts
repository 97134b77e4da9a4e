/** Table of contents: which job is done by whom, who reacts to what, what begins with the server. */
import { closeAddress } from '#domain/accounts/emails/commands.server.ts';
import { takesLetters } from '#domain/accounts/emails/queries.server.ts';
import { forgetSpent } from '#domain/accounts/tasks.server.ts';
import {
  checkInClockKind,
  tendCheckIns,
  windCheckInClocks,
} from '#domain/checkins/tasks.server.ts';
import { forgetOldDrafts } from '#domain/conversations/drafts/tasks.server.ts';
import { relist } from '#domain/directory/commands.server.ts';
import { warmList } from '#domain/directory/queries.server.ts';
import {
  listAnew,
  listMergedSkill,
  listNewMember,
  listPlaces,
} from '#domain/directory/tasks.server.ts';
import {
  reactions as noticeReactions,
  windLettersClocks,
} from '#domain/notifications/tasks.server.ts';
import { busyClockKind } from '#domain/meetings/busy/commands.server.ts';
import { makeBusyClock, windBusyClocks } from '#domain/meetings/busy/tasks.server.ts';
import { feedClockKind } from '#domain/meetings/calendars/feeds/commands.server.ts';
import { feedClock, windFeedClocks } from '#domain/meetings/calendars/feeds/tasks.server.ts';
import {
  callEverythingOff,
  callOffMeeting,
  inviteAnew,
  inviteAroundPause,
  inviteAroundRest,
  inviteByNewLaw,
  inviteToMeeting,
  inviteToRhythm,
} from '#domain/meetings/calendars/invitations/tasks.server.ts';
import {
  remindersKind,
  scheduleReminders,
  sweepRemindersJob,
} from '#domain/meetings/reminders/tasks.server.ts';
import {
  bookFirstChat,
  seriesClock,
  seriesClockKind,
  tendMeetings,
  windSeriesClocks,
} from '#domain/meetings/tasks.server.ts';
import { tellOrganisers } from '#domain/moderation/tasks.server.ts';
import { makeTickTasks, scheduleSweep, sweepKind } from '#domain/members/offers/tasks.server.ts';
import { clockKind as pairingClockKind } from '#domain/pairings/keeping/commands.server.ts';
import { requestClockKind } from '#domain/pairings/requests/keeping/commands.server.ts';
import {
  makeRequestClock,
  offerFreePlaces,
  waitingClock,
  windRequestClocks,
} from '#domain/pairings/requests/tasks.server.ts';
import { waitingClockKind } from '#domain/pairings/requests/waiting/keeping/commands.server.ts';
import { pairingClock, windPairingClocks } from '#domain/pairings/tasks.server.ts';
import {
  questionClock,
  questionClockKind,
  tendQuestions,
  windQuestionClocks,
} from '#domain/questions/tasks.server.ts';
import { plantVocabulary } from '#domain/skills/commands.server.ts';
import {
  housekeepingKind,
  keepHouse,
  scheduleHousekeeping,
} from '#platform/housekeeping.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import { makeMailer } from '#platform/mailer.server.ts';
import { fetchText } from '#platform/outbound.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

/** Who does which kind of job; `event:` and a name is a reaction to what happened. */
export function wire(runtime: Runtime): Record<string, JobHandler> {
  return together(noticeReactions, {
    mail: makeMailer(runtime.config.smtpUrl, { takesLetters, onHardBounce: closeAddress }),
    'event:CommunitySettingsChanged': listAnew,
    'event:MemberJoined': listNewMember,
    'event:MeetingBooked': inviteToMeeting,
    'event:MeetingCalledOff': callOffMeeting,
    'event:MeetingClash': callOffMeeting,
    'event:MeetingMoved': inviteAnew,
    'event:PairingGoesAlong': inTurn(tendCheckIns),
    'event:PairingRested': inTurn(tendCheckIns, tendMeetings, tendQuestions, inviteAroundRest),
    'event:PairingWoke': inTurn(tendCheckIns, tendMeetings, tendQuestions, inviteAroundRest),
    'event:PairingWrappedUp': inTurn(tendCheckIns, tendMeetings, tendQuestions, callEverythingOff),
    'event:PlacesChanged': inTurn(listPlaces, offerFreePlaces),
    'event:RequestAccepted': inTurn(bookFirstChat),
    'event:ReportMade': tellOrganisers,
    'event:RhythmAgreed': inviteToRhythm,
    'event:RhythmPaused': inviteAroundPause,
    'event:RhythmShifted': inviteByNewLaw,
    'event:SkillsMerged': listMergedSkill,
    [busyClockKind]: makeBusyClock(fetchText),
    [checkInClockKind]: tendCheckIns,
    [feedClockKind]: feedClock,
    [pairingClockKind]: pairingClock,
    [questionClockKind]: questionClock,
    [seriesClockKind]: seriesClock,
    [remindersKind]: sweepRemindersJob,
    [requestClockKind]: makeRequestClock((tx, { memberId }) => relist(tx, { memberId })),
    [waitingClockKind]: waitingClock,
    [sweepKind]: makeTickTasks((tx, { memberId }) => relist(tx, { memberId })),
    [housekeepingKind]: async (job, runtime) => {
      await forgetSpent(runtime);
      await forgetOldDrafts(runtime);
      await keepHouse(job, runtime);
    },
  });
}

/** Two tables as one: what both know is done by the second and then by the first. */
function together(
  afterwards: Record<string, JobHandler>,
  first: Record<string, JobHandler>,
): Record<string, JobHandler> {
  const kinds = new Set([...Object.keys(first), ...Object.keys(afterwards)]);
  const both = (kind: string) =>
    inTurn(...[first[kind], afterwards[kind]].filter((each) => each !== undefined));
  return Object.fromEntries(Array.from(kinds, (kind) => [kind, both(kind)]));
}

/** Several reactions to one event. All are idempotent: where a later one fails, all are tried again. */
const inTurn =
  (...reactions: JobHandler[]): JobHandler =>
  async (job, runtime) => {
    for (const react of reactions) await react(job, runtime);
  };

/** What happens by itself when the server starts, before the first request. */
export async function begin(runtime: Runtime): Promise<void> {
  const now = runtime.clock.now();
  const { random } = runtime;
  await runtime.db.transact((tx) => plantVocabulary(tx, { now, random }));
  await scheduleSweep(runtime, { dueAt: now });
  await scheduleHousekeeping(runtime, now);
  await scheduleReminders(runtime, now);
  await windBusyClocks(runtime);
  await windCheckInClocks(runtime);
  await windFeedClocks(runtime);
  await windLettersClocks(runtime);
  await windPairingClocks(runtime);
  await windQuestionClocks(runtime);
  await windRequestClocks(runtime);
  await windSeriesClocks(runtime);
  // Nobody waits for this but the first to open the list.
  warmList(runtime.db.read).catch((error: unknown) => {
    runtime.log.error({ err: error }, 'the list could not be read ahead');
  });
}
