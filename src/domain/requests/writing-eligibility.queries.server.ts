/** Whether one member may write to another now, and what they should know before. */
import { expressionBuilder } from 'kysely';
import { helpModes } from '#domain/members/offer.ts';
import { isAvailable } from '#domain/members/tick.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { day } from '#lib/duration.ts';
import { isId } from '#lib/ids.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import { pairKeyOf } from '#domain/pairings/pairing.policy.ts';
import { mentorFor, type MentorFacts, type OfferFacts } from './request-people.queries.server.ts';
import { refusalFor, type SendRefusal, type Eligibility } from './request.policy.ts';

export type { MentorFacts };

/** What there is between the two already. */
export interface ExistingContact {
  /** The open note, where there is one. */
  readonly requestId?: string;
  readonly pairingId?: string;
  readonly waitingPlaceId?: string;
}

export type MayWrite =
  | {
      readonly may: true;
      readonly mentor: MentorFacts;
      /** Every place is taken or spoken for: the note goes on the waiting list. */
      readonly isFull: boolean;
      /** How many more open notes the writer may have. */
      readonly openLeft: number;
    }
  | (ExistingContact & {
      readonly may: false;
      readonly code: SendRefusal;
      /** Missing for `nobody` and `self`. */
      readonly mentor?: MentorFacts;
    });

interface EligibilityQuery {
  writer: Viewer;
  mentorId: string;
  /** Epoch milliseconds. */
  now: number;
}

/** Whether `writer` may write to a mentor now, with the first reason against it. */
export async function mayWriteTo(db: Reader, asking: EligibilityQuery): Promise<MayWrite> {
  const { code, standing, offer, between } = await writingEligibilityOf(db, asking);
  if (offer === undefined || code === 'self' || code === 'nobody')
    return { may: false, code: code ?? 'nobody' };
  const mentor = await mentorFor(db, {
    mentorId: asking.mentorId,
    writerId: asking.writer.id,
    offer,
  });
  if (mentor === undefined) return { may: false, code: 'nobody' };
  if (code !== null) return { may: false, code, mentor, ...between };
  const openLeft = standing.openAllowed - standing.openCount;
  return { may: true, mentor, isFull: offer.isFull, openLeft };
}

export interface Found {
  /** The first reason against writing; null where there is none. */
  readonly code: SendRefusal | null;
  readonly standing: Eligibility;
  /** Undefined for somebody who never offered anything. */
  readonly offer: OfferFacts | undefined;
  readonly between: ExistingContact;
}

/** How two members stand to each other; to be read in the transaction that decides by it. */
export async function writingEligibilityOf(db: Reader, asking: EligibilityQuery): Promise<Found> {
  const { writer, mentorId, now } = asking;
  const row = isId(mentorId) ? await readEligibility(db, asking) : undefined;
  const tick = { availableAt: row?.available_at ?? null, confirmedAt: row?.confirmed_at ?? null };
  const open = row?.open_from ?? null;
  const standing: Eligibility = {
    isSelf: writer.id === mentorId,
    isThere: row?.status === 'active' && row.writer_status === 'active' && row.apart === null,
    isPaired: row?.pairing_id != null,
    openBetween: open === null ? 'none' : open === writer.id ? 'mine' : 'theirs',
    isInLine: row?.waiting_place_id != null,
    isAvailable: isAvailable(
      { ...tick, remindedAt: null, lapsedAt: null },
      { tickDays: row?.tick_days ?? 0, now },
    ),
    isForLearners: row?.who_may_write === 'learners',
    isLearner: row?.learns != null,
    openCount: row?.open_count ?? 0,
    openAllowed: row?.open_requests ?? 0,
    sentToday: (row?.sent_today ?? 0) + (row?.joined_today ?? 0),
    joinedAt: row?.joined_at ?? now,
  };
  const offer = row === undefined ? undefined : offerFrom(row);
  return { code: refusalFor(standing, now), standing, offer, between: betweenFrom(row) };
}

type EligibilityRow = NonNullable<Awaited<ReturnType<typeof readEligibility>>>;

function offerFrom(row: EligibilityRow): OfferFacts | undefined {
  if (row.capacity === null) return undefined;
  return {
    terms: {
      kind: row.terms ?? 'free',
      amount: row.amount,
      currency: row.currency ?? '',
      note: row.terms_note ?? '',
      firstChatFree: row.first_chat_free === 1,
    },
    modes: helpModes.filter((mode) => row[mode] === 1),
    replyDays: row.reply_days ?? 0,
    // Whoever is on the waiting list comes before whoever writes now.
    isFull: row.capacity - (row.held ?? 0) - (row.in_line ?? 0) <= 0,
  };
}

const betweenFrom = (row: EligibilityRow | undefined): ExistingContact => ({
  ...(row?.open_id == null ? {} : { requestId: row.open_id }),
  ...(row?.pairing_id == null ? {} : { pairingId: row.pairing_id }),
  ...(row?.waiting_place_id == null ? {} : { waitingPlaceId: row.waiting_place_id }),
});

/** One statement: it is read for every note that is sent, inside its transaction. */
function readEligibility(db: Reader, asking: EligibilityQuery) {
  const { writer, mentorId } = asking;
  return db
    .selectFrom('members')
    .innerJoin('members as writer', (join) => join.on('writer.id', '=', writer.id))
    .innerJoin('community', (join) => join.on('community.id', '=', 'here'))
    .leftJoin('offers', 'offers.member_id', 'members.id')
    .selectAll('offers')
    .select(['members.status', 'writer.status as writer_status', 'writer.joined_at'])
    .select(['community.tick_days', 'community.open_requests'])
    .select([...betweenThem(asking), ...sentByTheWriter(asking), inLine(mentorId)])
    .where('members.id', '=', mentorId)
    .executeTakeFirst();
}

const query = expressionBuilder<Tables>();

/** A block either way, a pairing, an open note, a place in line, and a skill one wants of the other. */
function betweenThem({ writer, mentorId }: EligibilityQuery) {
  const pairKey = pairKeyOf(writer.id, mentorId);
  const openNote = query
    .selectFrom('requests')
    .where('pair_key', '=', pairKey)
    .where('state', '=', 'open');
  return [
    query
      .selectFrom('blocks')
      .where((eb) =>
        eb.or([
          eb.and([eb('member_id', '=', writer.id), eb('other_id', '=', mentorId)]),
          eb.and([eb('member_id', '=', mentorId), eb('other_id', '=', writer.id)]),
        ]),
      )
      .select((eb) => eb.fn.max<number | null>('since').as('since'))
      .as('apart'),
    query
      .selectFrom('pairings')
      .where('pair_key', '=', pairKey)
      .where('state', '<>', 'wrapped_up')
      .select('id')
      .as('pairing_id'),
    openNote.select('id').as('open_id'),
    openNote.select('from_id').as('open_from'),
    query
      .selectFrom('waiting_places')
      .where('mentor_id', '=', mentorId)
      .where('member_id', '=', writer.id)
      .where('state', 'in', ['waiting', 'offered'])
      .select('id')
      .as('waiting_place_id'),
    query
      .selectFrom('wanted_skills')
      .innerJoin('shared_skills', 'shared_skills.skill_id', 'wanted_skills.skill_id')
      .where('wanted_skills.member_id', '=', writer.id)
      .where('shared_skills.member_id', '=', mentorId)
      .select((eb) => eb.fn.max('wanted_skills.skill_id').as('skill_id'))
      .as('learns'),
  ] as const;
}

/** How many open notes the writer has, and how many they sent or queued for in a day. */
function sentByTheWriter({ writer, now }: EligibilityQuery) {
  const notes = query.selectFrom('requests').where('from_id', '=', writer.id);
  const places = query
    .selectFrom('waiting_places')
    .where('member_id', '=', writer.id)
    .where('promised', '=', 0);
  return [
    notes.where('state', '=', 'open').select(countAll).as('open_count'),
    notes
      .where('sent_at', '>', now - day)
      .select(countAll)
      .as('sent_today'),
    places
      .where('joined_at', '>', now - day)
      .select(countAll)
      .as('joined_today'),
  ] as const;
}

/** How many people wait for a place with the mentor. */
const inLine = (mentorId: string) =>
  query
    .selectFrom('waiting_places')
    .where('mentor_id', '=', mentorId)
    .where('state', '=', 'waiting')
    .select(countAll)
    .as('in_line');

const countAll = query.fn.countAll<number>().as('count');
