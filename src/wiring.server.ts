/** Table of contents: who reacts to what, which clocks run, what is done again and again. */
import { hour } from '#lib/duration.ts';
import { closeAddress } from '#domain/accounts/email-addresses.commands.server.ts';
import { takesLetters } from '#domain/accounts/email-addresses.queries.server.ts';
import { MemberJoined } from '#domain/accounts/events.ts';
import { deleteExpiredLinks } from '#domain/accounts/expired-sign-ins.tasks.server.ts';
import { PlacesChanged } from '#domain/members/events.ts';
import { SkillsMerged } from '#domain/skills/events.ts';
import { CommunitySettingsChanged } from '#domain/community/events.ts';
import { checkInClockTask, updateCheckIns } from '#domain/checkins/checkin.tasks.server.ts';
import { deleteOldDrafts } from '#domain/conversations/draft.tasks.server.ts';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import { warmList } from '#domain/directory/available-mentors.queries.server.ts';
import {
  listAnew,
  listMergedSkill,
  listNewMember,
  listPlaces,
} from '#domain/directory/relist-members.tasks.server.ts';
import { readTimes } from '#domain/free-times/busy-calendars.commands.server.ts';
import { makeBusyClockTask } from '#domain/free-times/busy-calendar.tasks.server.ts';
import { feedClockTask } from '#domain/calendars/calendar-feed.tasks.server.ts';
import {
  callEverythingOff,
  callOffMeeting,
  inviteAfterRest,
  inviteAnew,
  inviteAroundPause,
  inviteAroundRest,
  inviteByNewLaw,
  inviteToMeeting,
  inviteToRhythm,
} from '#domain/calendars/calendar-invitation.tasks.server.ts';
import {
  MeetingBooked,
  MeetingCalledOff,
  MeetingClash,
  MeetingMoved,
  RhythmAgreed,
  RhythmPaused,
  RhythmShifted,
} from '#domain/meetings/events.ts';
import { reminderSweep } from '#domain/meetings/meeting-reminder.tasks.server.ts';
import {
  bookFirstChat,
  seriesClockTask,
  updateMeetings,
} from '#domain/meetings/meeting.tasks.server.ts';
import { tickSweep } from '#domain/members/tick.tasks.server.ts';
import { ReportMade } from '#domain/moderation/events.ts';
import { notifyOrganisers } from '#domain/moderation/report.tasks.server.ts';
import { noticeKinds } from '#domain/notifications/notice-kinds.queries.server.ts';
import {
  makeLettersClockTask,
  makeNoticeReactions,
} from '#domain/notifications/notifications.tasks.server.ts';
import {
  PairingGoesAlong,
  PairingRested,
  PairingWoke,
  PairingWrappedUp,
  RequestAccepted,
} from '#domain/pairings/events.ts';
import {
  offerFreePlaces,
  offerMissedPlaces,
  requestClockTask,
  waitingClockTask,
} from '#domain/requests/request.tasks.server.ts';
import { pairingClockTask } from '#domain/pairings/pairing.tasks.server.ts';
import { questionClockTask, rescheduleQuestions } from '#domain/questions/question.tasks.server.ts';
import { addVocabulary } from '#domain/skills/skills.commands.server.ts';
import { inAct, type Projections } from '#platform/act.server.ts';
import { clearUp } from '#platform/housekeeping.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import { makeMailer } from '#platform/mailer.server.ts';
import { fetchText } from '#platform/outbound-fetch.server.ts';
import { on } from '#platform/reactions.server.ts';
import { repeat, type RepeatedTask } from '#platform/repeated-task.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { RunningClock } from '#platform/thing-clock.server.ts';

/** What must be true of a thing whenever an act that touched it commits. */
export const projections: Projections = {
  member: (act, memberId) => relist(act, { memberId }),
};

const housekeeping = repeat('housekeeping', {
  every: hour,
  work: async (runtime) => {
    await deleteExpiredLinks(runtime);
    await deleteOldDrafts(runtime);
    await clearUp(runtime);
  },
});

const repeated: readonly RepeatedTask[] = [tickSweep, housekeeping, reminderSweep];

const clocks: readonly RunningClock[] = [
  makeBusyClockTask({ fetchCalendar: fetchText, readTimes }),
  checkInClockTask,
  feedClockTask,
  makeLettersClockTask(noticeKinds),
  pairingClockTask,
  questionClockTask,
  requestClockTask,
  waitingClockTask,
  seriesClockTask,
];

/** Who reacts to what happened, before anybody is told of it. */
const reactions: readonly Record<string, JobHandler>[] = [
  on(CommunitySettingsChanged, listAnew),
  on(MemberJoined, listNewMember),
  on(MeetingBooked, inviteToMeeting),
  on(MeetingCalledOff, callOffMeeting),
  on(MeetingClash, callOffMeeting),
  on(MeetingMoved, inviteAnew),
  on(PairingGoesAlong, updateCheckIns),
  on(PairingRested, updateCheckIns, updateMeetings, rescheduleQuestions, inviteAroundRest),
  on(PairingWoke, updateCheckIns, updateMeetings, rescheduleQuestions, inviteAfterRest),
  on(PairingWrappedUp, updateCheckIns, updateMeetings, rescheduleQuestions, callEverythingOff),
  on(PlacesChanged, listPlaces, offerFreePlaces),
  on(RequestAccepted, bookFirstChat),
  on(ReportMade, notifyOrganisers),
  on(RhythmAgreed, inviteToRhythm),
  on(RhythmPaused, inviteAroundPause),
  on(RhythmShifted, inviteByNewLaw),
  on(SkillsMerged, listMergedSkill),
];

/** Who does which kind of job; `event:` and a name is a reaction to what happened. */
export function wire(runtime: Runtime): Record<string, JobHandler> {
  return {
    ...inTurn(
      Object.fromEntries(reactions.flatMap((each) => Object.entries(each))),
      makeNoticeReactions(noticeKinds),
    ),
    mail: makeMailer(runtime.config.smtpUrl, { takesLetters, onHardBounce: closeAddress }),
    ...Object.fromEntries([...clocks, ...repeated].map(({ kind, handle }) => [kind, handle])),
  };
}

/** Two tables as one: what both know is done by the first and then by the second. */
function inTurn(
  first: Record<string, JobHandler>,
  second: Record<string, JobHandler>,
): Record<string, JobHandler> {
  const kinds = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  const both =
    (kind: string): JobHandler =>
    async (job, runtime) => {
      await first[kind]?.(job, runtime);
      await second[kind]?.(job, runtime);
    };
  return Object.fromEntries(kinds.map((kind) => [kind, both(kind)]));
}

/** What happens by itself when the server starts, before the first request. */
export async function begin(runtime: Runtime): Promise<void> {
  await inAct(runtime, (act) => addVocabulary(act));
  for (const task of repeated) await task.schedule(runtime, runtime.clock.now());
  for (const clock of clocks) await clock.restart(runtime);
  await offerMissedPlaces(runtime);
  // Only the first to open the list waits for this.
  warmList(runtime.db.read).catch((error: unknown) => {
    runtime.log.error({ err: error }, 'the list could not be read ahead');
  });
}
