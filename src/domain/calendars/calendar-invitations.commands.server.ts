/**
 * Invitations by mail: a series is one entry in a calendar, and so is a single meeting. Both people are
 * written to in one act and in the same words, whoever of them did something.
 */
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { unsubscribeUrl } from '#domain/members/mail-choices.commands.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Act } from '#platform/act.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { bothOf, lifeOf } from '#domain/meetings/meeting-store.queries.server.ts';
import type { Life, Meeting } from '#domain/meetings/meeting.ts';
import type { StoredSeries } from '#domain/meetings/series.queries.server.ts';
import { nextOccurrences, type Series } from '#domain/rhythms/series.ts';
import {
  callOff,
  callOffOne,
  inviteToOne,
  inviteToSeries,
  type Invitation,
} from './calendar-invitation.ts';
import { restedSeries } from './rested-series.ts';
import { sayTitle, uidIn } from './calendar-words.ts';
import { invitationLetter, type Days, type Reason } from './calendar-invitation-letter.ts';
import { findInvitee, sentFor, type Invitee } from './calendar-invitations.queries.server.ts';

/** What writing invitations needs beside the act. */
export type Desk = Pick<Runtime, 'config' | 'secret'> & {
  /** The event they are sent for: however often it is delivered, each letter is sent once. */
  readonly eventId: string;
};

export type InvitationSubject =
  | { readonly kind: 'series'; readonly kept: StoredSeries }
  | { readonly kind: 'meeting'; readonly meeting: Meeting };

export interface News {
  readonly pairing: Pairing;
  readonly about: InvitationSubject;
  readonly reason: Reason;
  /** Only this day of a series is called off. */
  readonly day?: { readonly date: string; readonly at: number } | undefined;
  /** The days of a pause. */
  readonly days?: Days | undefined;
  /** The whole entry is called off. */
  readonly isGone?: boolean | undefined;
}

/** Writes to those of the two who want invitations; a cancellation, only to those who were invited. */
export async function sendInvitations(act: Act, news: News, desk: Desk): Promise<void> {
  const { pairing, about } = news;
  const sent = await sentFor(act.tx, idOf(about));
  const isCancelled = news.isGone === true || news.day !== undefined;
  const sequence = Math.max(sent.sequence + 1, sequenceOf(about));
  for (const memberId of bothOf(pairing)) {
    if (isCancelled && !sent.memberIds.includes(memberId)) continue;
    const invitee = await findInvitee(act.tx, memberId);
    if (invitee === undefined) continue;
    const isWritten = await writeTo(act, invitee, { news, sequence, desk });
    if (isWritten) await saveSent(act, invitee, { news, sequence });
  }
}

const idOf = (about: InvitationSubject): string =>
  about.kind === 'series' ? about.kept.id : about.meeting.id;
const sequenceOf = (about: InvitationSubject): number =>
  about.kind === 'series' ? about.kept.sequence : about.meeting.sequence;

interface Writing {
  readonly news: News;
  readonly sequence: number;
  readonly desk: Desk;
}

async function saveSent(
  { tx, now }: Act,
  { memberId }: Invitee,
  { news: { pairing, about }, sequence }: Omit<Writing, 'desk'>,
): Promise<void> {
  await tx
    .insertInto('sent_invitations')
    .values({
      about_id: idOf(about),
      member_id: memberId,
      pairing_id: pairing.id,
      kind: about.kind,
      sequence,
      sent_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['about_id', 'member_id']).doUpdateSet({ sequence, sent_at: now }),
    )
    .execute();
}

/** False where nobody can be written to, such as before the community is set up. */
async function writeTo(act: Act, invitee: Invitee, writing: Writing): Promise<boolean> {
  const { news, desk } = writing;
  const community = await findCommunity(act.tx);
  const otherId = otherOf(news.pairing, invitee.memberId);
  const other = (await peopleOf(act.tx, [otherId])).get(otherId);
  if (community === undefined || other === undefined) return false;
  const { config, secret, eventId } = desk;
  const { memberId, name, address, locale } = invitee;
  const offUrl = unsubscribeUrl(desk, { memberId, unwanted: 'invitations' });
  const url = `${config.publicUrl}/pairings/${news.pairing.id}`;
  const written = invitationLetter({
    locale,
    reason: news.reason,
    community: community.name,
    name: other.name,
    yourZone: invitee.zone,
    theirZone: other.timeZone,
    at: timeOf(news, act.now),
    days: news.days,
    url,
    offUrl,
  });
  const text = fileOf(news, {
    uid: uidIn(idOf(news.about), config.publicUrl),
    sequence: writing.sequence,
    stampedAt: act.now,
    summary: sayTitle(other.name, locale),
    description: url,
    location: placeOf(news.about),
    organizer: { name: community.name, address: addressIn(config.mailFrom) },
    // The other's address is theirs to give.
    guests: [{ name, address }],
  });
  const method = text.includes('\r\nMETHOD:CANCEL\r\n')
    ? ('CANCEL' as const)
    : ('REQUEST' as const);
  const letter = {
    key: `invitation:${eventId}:${idOf(news.about)}:${memberId}`,
    category: 'notice' as const,
    to: { address, name },
    ...written,
    unsubscribe: { url: offUrl },
    threadKey: idOf(news.about),
    calendar: { method, text },
  };
  await post(act, { letter, secret });
  return true;
}

const addressIn = (mailFrom: string): string =>
  (/<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom).trim();

const placeOf = (about: InvitationSubject): string =>
  about.kind === 'series' ? about.kept.place : about.meeting.place;

/** An ending names no time: it would be another for each of what was planned. */
function timeOf({ about, day, reason, pairing }: News, now: number): number | null {
  if (reason === 'ended' || reason === 'replaced') return null;
  if (day !== undefined) return day.at;
  if (about.kind === 'meeting') return about.meeting.at;
  const [next] = nextOccurrences(seriesOf(about.kept, lifeOf(pairing)), { from: now, limit: 1 });
  return next?.at ?? null;
}

function fileOf(news: News, invitation: Invitation): string {
  const { about, day, pairing } = news;
  if (news.isGone === true) return callOff(invitation);
  if (about.kind === 'meeting') return inviteToOne(invitation, about.meeting);
  const series = seriesOf(about.kept, lifeOf(pairing));
  return day === undefined
    ? inviteToSeries(invitation, series)
    : callOffOne(invitation, series, day.date);
}

const seriesOf = ({ series }: StoredSeries, life: Life): Series => restedSeries(series, life);
