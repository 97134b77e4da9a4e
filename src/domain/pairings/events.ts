/** What notes and pairings announce to the modules above: ids only, no words that people wrote. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** Somebody wrote to a mentor. */
export const RequestSent = event(
  'RequestSent',
  { requestId: z.string() },
  { refreshes: ['request'] },
);

/** The mentor asked something before deciding. */
export const RequestAskedFirst = event(
  'RequestAskedFirst',
  { requestId: z.string(), messageId: z.string() },
  { refreshes: ['request'] },
);

/** The writer answered the mentor's question. */
export const RequestReplied = event(
  'RequestReplied',
  { requestId: z.string(), messageId: z.string() },
  { refreshes: ['request'] },
);

/** The time in which the mentor usually replies is over; the one reminder. */
export const RequestReminded = event(
  'RequestReminded',
  { requestId: z.string() },
  { refreshes: ['request'] },
);

export const RequestAccepted = event(
  'RequestAccepted',
  { requestId: z.string(), pairingId: z.string() },
  { refreshes: ['request', 'pairing'] },
);

export const RequestDeclined = event(
  'RequestDeclined',
  { requestId: z.string() },
  { refreshes: ['request'] },
);

/** The mentor named somebody else; that person is not told before the writer says yes. */
export const RequestPassedOn = event(
  'RequestPassedOn',
  { requestId: z.string() },
  { refreshes: ['request'] },
);

export const RequestExpired = event(
  'RequestExpired',
  { requestId: z.string() },
  { refreshes: ['request'] },
);

/** Somebody is on a waiting list: because they asked to, or because a yes found no free place. */
export const PutOnWaitingList = event('PutOnWaitingList', {
  waitingPlaceId: z.string(),
});

/** Somebody waited for half a year and is off the waiting list. */
export const WaitedLongEnough = event('WaitedLongEnough', {
  waitingPlaceId: z.string(),
});

/** A place came free and is kept for three days for the first of the waiting list. */
export const PlaceOffered = event('PlaceOffered', {
  waitingPlaceId: z.string(),
});

/** Two notes in a row ended in silence: the mentor's tick is off until they say they are still around. */
export const TickQuestioned = event(
  'TickQuestioned',
  { memberId: z.string() },
  { refreshes: ['member'] },
);

/** Both are asked, each for themselves, whether they want to go along. */
export const AfterChatAsked = event(
  'AfterChatAsked',
  { pairingId: z.string() },
  { refreshes: ['pairing'] },
);

export const PairingGoesAlong = event(
  'PairingGoesAlong',
  { pairingId: z.string() },
  { refreshes: ['pairing'] },
);

/** The review date is near: both are asked, each for themselves, whether to go on. */
export const RenewalAsked = event(
  'RenewalAsked',
  { pairingId: z.string() },
  { refreshes: ['pairing'] },
);

export const PairingRenewed = event(
  'PairingRenewed',
  { pairingId: z.string() },
  { refreshes: ['pairing'] },
);

export const PairingRested = event(
  'PairingRested',
  { pairingId: z.string() },
  { refreshes: ['pairing'] },
);

export const PairingWoke = event(
  'PairingWoke',
  { pairingId: z.string() },
  { refreshes: ['pairing'] },
);

/** It has wrapped up. Nothing anywhere says by whom, or whether by anybody. */
export const PairingWrappedUp = event(
  'PairingWrappedUp',
  { pairingId: z.string() },
  { refreshes: ['pairing'] },
);

export const AgreementSuggested = event(
  'AgreementSuggested',
  { pairingId: z.string(), agreementId: z.string() },
  { refreshes: ['pairing'] },
);

export const AgreementAgreed = event(
  'AgreementAgreed',
  { pairingId: z.string(), agreementId: z.string() },
  { refreshes: ['pairing'] },
);

export const GoodbyeLeft = event(
  'GoodbyeLeft',
  { pairingId: z.string(), fromId: z.string() },
  { refreshes: ['pairing'] },
);

export const ThanksLeft = event('ThanksLeft', {
  thanksId: z.string(),
});

export const HandOffSuggested = event('HandOffSuggested', {
  handOffId: z.string(),
});

export const ContactShared = event(
  'ContactShared',
  { pairingId: z.string(), contactId: z.string() },
  { refreshes: ['pairing'] },
);
