/** Who is told when something happens, and the clock that writes each reader's letters. */
import type { Reader, Tx } from '#platform/db/database.server.ts';
import { enqueue, type DomainEvent, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { lettersKind, tell, writeLetters } from './commands.server.ts';
import type { Telling } from './notice.ts';
import {
  agreementMoved,
  checkInMoved,
  contactShared,
  goodbyeLeft,
  handOffSuggested,
  messageWritten,
  pairingChanged,
  thanksLeft,
} from './tellings/pairings/queries.server.ts';
import {
  driftNoticed,
  feedUnused,
  meetingBooked,
  meetingCalledOff,
  meetingClash,
  meetingMoved,
  meetingNear,
  meetingSuggested,
  rhythmChanged,
  rhythmShifted,
} from './tellings/meetings/queries.server.ts';
import {
  answerHelped,
  askingAroundOffered,
  postWritten,
  questionAsked,
  questionWidened,
} from './tellings/questions/queries.server.ts';
import { reportMade } from './tellings/reports/queries.server.ts';
import {
  commentReplied,
  reviewAsked,
  reviewLookedAt,
  reviewWrappedUp,
  revisionAdded,
} from './tellings/reviews/queries.server.ts';
import { answerShared, sharingSuggested } from './tellings/sharing/queries.server.ts';
import {
  placeOffered,
  putOnWaitingList,
  waitedLongEnough,
  requestAccepted,
  requestDeclined,
  requestExchanged,
  requestExpired,
  requestPassedOn,
  requestReminded,
  requestSent,
  tickQuestioned,
} from './tellings/requests/queries.server.ts';

/** Tells whoever is concerned. Delivered twice, it tells once. */
function telling<Event extends DomainEvent>(
  find: (db: Reader, event: Event, now: number) => Promise<Telling[]>,
): JobHandler {
  return async ({ payload }, { db, clock, ...runtime }) => {
    const now = clock.now();
    await db.transact(async (tx) =>
      tell(tx, await find(tx, payload as Event, now), { ...runtime, now }),
    );
  };
}

/** Writes what is due to one reader. */
const writeDue: JobHandler = async ({ payload }, { db, clock, ...runtime }) => {
  const { memberId } = payload as { memberId: string };
  const now = clock.now();
  await db.transact((tx) => writeLetters(tx, memberId, { ...runtime, now }));
};

/** What is told of which event, and the clock of everybody's letters. */
export const reactions: Record<string, JobHandler> = {
  [lettersKind]: writeDue,
  'event:AfterChatAsked': telling(pairingChanged),
  'event:AgreementAgreed': telling(agreementMoved),
  'event:AgreementSuggested': telling(agreementMoved),
  'event:AnswerHelped': telling(answerHelped),
  'event:AnswerShared': telling(answerShared),
  'event:AskingAroundOffered': telling(askingAroundOffered),
  'event:CheckInOpened': telling(checkInMoved),
  'event:CheckInRevealed': telling(checkInMoved),
  'event:CommentReplied': telling(commentReplied),
  'event:ContactShared': telling(contactShared),
  'event:GoodbyeLeft': telling(goodbyeLeft),
  'event:HandOffSuggested': telling(handOffSuggested),
  'event:DriftNoticed': telling(driftNoticed),
  'event:FeedUnused': telling(feedUnused),
  'event:MeetingBooked': telling(meetingBooked),
  'event:MeetingCalledOff': telling(meetingCalledOff),
  'event:MeetingClash': telling(meetingClash),
  'event:MeetingMoved': telling(meetingMoved),
  'event:MeetingNear': telling(meetingNear),
  'event:MeetingSuggested': telling(meetingSuggested),
  'event:MessageWritten': telling(messageWritten),
  'event:PairingGoesAlong': telling(pairingChanged),
  'event:PairingRenewed': telling(pairingChanged),
  'event:PairingRested': telling(pairingChanged),
  'event:PairingWoke': telling(pairingChanged),
  'event:PairingWrappedUp': telling(pairingChanged),
  'event:PlaceOffered': telling(placeOffered),
  'event:PostWritten': telling(postWritten),
  'event:PutOnWaitingList': telling(putOnWaitingList),
  'event:QuestionAsked': telling(questionAsked),
  'event:QuestionWidened': telling(questionWidened),
  'event:WaitedLongEnough': telling(waitedLongEnough),
  'event:RenewalAsked': telling(pairingChanged),
  'event:ReportMade': telling(reportMade),
  'event:RequestAccepted': telling(requestAccepted),
  'event:RequestAskedFirst': telling(requestExchanged),
  'event:RequestDeclined': telling(requestDeclined),
  'event:RequestExpired': telling(requestExpired),
  'event:RequestPassedOn': telling(requestPassedOn),
  'event:RequestReminded': telling(requestReminded),
  'event:RequestReplied': telling(requestExchanged),
  'event:RequestSent': telling(requestSent),
  'event:ReviewAsked': telling(reviewAsked),
  'event:ReviewLookedAt': telling(reviewLookedAt),
  'event:ReviewWrappedUp': telling(reviewWrappedUp),
  'event:RevisionAdded': telling(revisionAdded),
  'event:SharingSuggested': telling(sharingSuggested),
  'event:ThanksLeft': telling(thanksLeft),
  'event:RhythmAgreed': telling(rhythmChanged),
  'event:RhythmPaused': telling(rhythmChanged),
  'event:RhythmShifted': telling(rhythmShifted),
  'event:TickQuestioned': telling(tickQuestioned),
};

/** Winds the clocks of all letters that wait without one, such as after a backup was restored. */
export async function windLettersClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<void> {
  const now = clock.now();
  const rows = await db.read
    .selectFrom('notices')
    .select('member_id')
    .select((eb) => eb.fn.min('letter_due_at').as('due'))
    .where('letter_due_at', 'is not', null)
    .groupBy('member_id')
    .execute();
  for (const { member_id: memberId, due } of rows)
    await db.transact((tx) => windOne(tx, { memberId, dueAt: due ?? now, now, random }));
}

/** A clock that is wound already stays as it is. */
const windOne = (
  tx: Tx,
  {
    memberId,
    ...times
  }: { memberId: string; dueAt: number; now: number } & Pick<Runtime, 'random'>,
): Promise<void> =>
  enqueue(tx, { kind: lettersKind, key: memberId, payload: { memberId }, ...times });
