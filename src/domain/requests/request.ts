/**
 * A note that was sent to somebody, and what is due for it when. Pure: each decision takes the request
 * as it is and gives the request as it becomes, or why not. All times are epoch milliseconds.
 */
import { day } from '#lib/duration.ts';
import { done, refused, type Outcome } from '#lib/outcome.ts';

export const requestStates = [
  'open',
  'accepted',
  'declined',
  'withdrawn',
  'passed_on',
  'expired',
] as const;
export type RequestState = (typeof requestStates)[number];
export type RequestEnd = Exclude<RequestState, 'open'>;

/** How long a note waits for an answer, and for the next word of an exchange. */
export const waitsFor = 7 * day;
/** However long an exchange goes on, after this the note has ended. */
export const waitsAtMost = 28 * day;
/** A reminder later than this would come too late to help. */
const latestReminder = 6 * day;

export interface Request {
  readonly state: RequestState;
  /** A place is kept for it: it came from the waiting list. */
  readonly holdsPlace: boolean;
  /** The mentor asked something first. */
  readonly isAsked: boolean;
  readonly sentAt: number;
  /** When the mentor is reminded, once. */
  readonly remindAt: number;
  readonly remindedAt: number | null;
  /** From this instant on it has expired. */
  readonly dueAt: number;
  readonly latestAt: number;
  readonly endedAt: number | null;
}

/** Why something could not be done with a request: how it ended before, or whose turn it is. */
export type MoveRefusal = `already_${RequestEnd}` | 'not_asked';

type Moved = Outcome<{ readonly request: Request }, MoveRefusal>;

/** A request as it is when it is sent to somebody who usually replies in `replyDays`. */
export function sentRequest({
  replyDays,
  holdsPlace,
  now,
}: {
  replyDays: number;
  holdsPlace: boolean;
  now: number;
}): Request {
  return {
    state: 'open',
    holdsPlace,
    isAsked: false,
    sentAt: now,
    remindAt: now + patience(replyDays),
    remindedAt: null,
    dueAt: now + waitsFor,
    latestAt: now + waitsAtMost,
    endedAt: null,
  };
}

const patience = (replyDays: number): number => Math.min(replyDays * day, latestReminder);

/** The state at an instant: once its time is over it has expired, whether or not the server noticed. */
export function stateAt(
  { state, dueAt }: Pick<Request, 'state' | 'dueAt'>,
  now: number,
): RequestState {
  return state === 'open' && now >= dueAt ? 'expired' : state;
}

/** The request after it came to an end by somebody; only an open one can. */
export function ended(
  request: Request,
  { state, now }: { state: Exclude<RequestEnd, 'expired'>; now: number },
): Moved {
  return whileOpen(request, { now, next: { state, endedAt: now, holdsPlace: false } });
}

/** The request after the mentor asked something: the answer has a week, the reminder is no longer theirs. */
export function asked(request: Request, now: number): Moved {
  const dueAt = Math.min(now + waitsFor, request.latestAt);
  return whileOpen(request, { now, next: { isAsked: true, dueAt, remindAt: dueAt } });
}

/** The request after the writer answered; they may only once the mentor asked (requirement E2). */
export function replied(
  request: Request,
  { replyDays, now }: { replyDays: number; now: number },
): Moved {
  const dueAt = Math.min(now + waitsFor, request.latestAt);
  const remindAt = Math.min(now + patience(replyDays), dueAt);
  const moved = whileOpen(request, { now, next: { dueAt, remindAt } });
  return moved.outcome === 'done' && !request.isAsked ? refused('not_asked') : moved;
}

function whileOpen(
  request: Request,
  { now, next }: { now: number; next: Partial<Request> },
): Moved {
  const state = stateAt(request, now);
  if (state !== 'open') return refused(`already_${state}`);
  return done({ request: { ...request, ...next } });
}

/** When the next step is due; null once the request has ended. */
export function nextDueAt({ state, dueAt, remindAt, remindedAt }: Request): number | null {
  if (state !== 'open') return null;
  return remindedAt === null && remindAt < dueAt ? remindAt : dueAt;
}

/** A step that is taken when it is due, without anybody asking for it. */
export type RequestStep =
  { readonly step: 'none' } | { readonly step: 'remind' | 'expire'; readonly request: Request };

/**
 * The one step that is due for a request now. A request whose week passed while the server was down
 * expires without a reminder, which would come too late.
 */
export function nextRequestStep(request: Request, now: number): RequestStep {
  const due = nextDueAt(request);
  if (due === null || now < due) return { step: 'none' };
  if (now < request.dueAt) return { step: 'remind', request: { ...request, remindedAt: now } };
  const ended = { state: 'expired', endedAt: now, holdsPlace: false } as const;
  return { step: 'expire', request: { ...request, ...ended } };
}
