/** What notes and pairings announce to the floors above: ids only, words stay where they are guarded. */

/** Somebody wrote to a mentor. */
export interface RequestSent {
  name: 'RequestSent';
  requestId: string;
}

/** The mentor asked something before deciding. */
export interface RequestAskedFirst {
  name: 'RequestAskedFirst';
  requestId: string;
  messageId: string;
}

/** The writer answered the mentor's question. */
export interface RequestReplied {
  name: 'RequestReplied';
  requestId: string;
  messageId: string;
}

/** The time in which the mentor usually replies is over; the one reminder. */
export interface RequestReminded {
  name: 'RequestReminded';
  requestId: string;
}

export interface RequestAccepted {
  name: 'RequestAccepted';
  requestId: string;
  pairingId: string;
}

export interface RequestDeclined {
  name: 'RequestDeclined';
  requestId: string;
}

/** The mentor named somebody else; that person hears nothing before the writer says yes. */
export interface RequestPassedOn {
  name: 'RequestPassedOn';
  requestId: string;
}

export interface RequestExpired {
  name: 'RequestExpired';
  requestId: string;
}

/** Somebody stands in line for a place: because they asked to, or because a yes found none free. */
export interface PutOnWaitingList {
  name: 'PutOnWaitingList';
  waitingPlaceId: string;
}

/** Nobody waits for ever: a place in line was let go after half a year. */
export interface WaitedLongEnough {
  name: 'WaitedLongEnough';
  waitingPlaceId: string;
}

/** A place came free and is kept for the first in line for three days. */
export interface PlaceOffered {
  name: 'PlaceOffered';
  waitingPlaceId: string;
}

/** Two notes in a row ended in silence: the mentor's tick is off until they say they are still around. */
export interface TickQuestioned {
  name: 'TickQuestioned';
  memberId: string;
}

/** Both are asked, each for themselves, whether they want to go along. */
export interface AfterChatAsked {
  name: 'AfterChatAsked';
  pairingId: string;
}

export interface PairingGoesAlong {
  name: 'PairingGoesAlong';
  pairingId: string;
}

/** The review date is near: both are asked, each for themselves, whether to go on. */
export interface RenewalAsked {
  name: 'RenewalAsked';
  pairingId: string;
}

export interface PairingRenewed {
  name: 'PairingRenewed';
  pairingId: string;
}

export interface PairingRested {
  name: 'PairingRested';
  pairingId: string;
}

export interface PairingWoke {
  name: 'PairingWoke';
  pairingId: string;
}

/** It has wrapped up. Nothing anywhere says by whom, or whether by anybody. */
export interface PairingWrappedUp {
  name: 'PairingWrappedUp';
  pairingId: string;
}

export interface AgreementSuggested {
  name: 'AgreementSuggested';
  pairingId: string;
  agreementId: string;
}

export interface AgreementAgreed {
  name: 'AgreementAgreed';
  pairingId: string;
  agreementId: string;
}

export interface GoodbyeLeft {
  name: 'GoodbyeLeft';
  pairingId: string;
  fromId: string;
}

export interface ThanksLeft {
  name: 'ThanksLeft';
  thanksId: string;
}

export interface HandOffSuggested {
  name: 'HandOffSuggested';
  handOffId: string;
}

export interface ContactShared {
  name: 'ContactShared';
  pairingId: string;
  contactId: string;
}
