/** People and communities for tests, written straight into the database. */
import { fold } from '#lib/text.ts';
import { makeId } from '#lib/ids.ts';
import { startSession } from '#domain/accounts/sessions.commands.server.ts';
import { hueOf, type Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { Insertable } from 'kysely';

type Machinery = Pick<Runtime, 'db' | 'clock' | 'random'>;

/** Creates the community: the Tidewater Code Guild, joined by invitation, seen by members. */
export async function foundCommunity(
  { db, clock }: Pick<Runtime, 'db' | 'clock'>,
  choices: Partial<Insertable<Tables['community']>> = {},
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    await tx
      .insertInto('community')
      .values({
        id: 'here',
        name: 'Tidewater Code Guild',
        join_policy: 'invite',
        list_visibility: 'members',
        languages: '["en"]',
        locale: 'en',
        minimum_age: 18,
        tick_days: 90,
        set_up_at: now,
        version: 1,
        ...choices,
      })
      .execute();
    await tx
      .insertInto('community_pages')
      .values(
        ['mentoring', 'be-a-mentor', 'get-a-mentor', 'conduct', 'organisers'].map((slug) => ({
          slug,
          version: 1,
          title: `About ${slug}`,
          body: 'Be kind.',
          saved_at: now,
          saved_by: null,
        })),
      )
      .execute();
  });
}

export interface NewMember extends Partial<Insertable<Tables['members']>> {
  name: string;
  email?: string;
  isOrganiser?: boolean;
  offer?: Partial<Insertable<Tables['offers']>>;
}

/** An active member with an e-mail address; `offer` ticks the box. */
export async function addMember(
  { db, clock, random }: Machinery,
  { email, isOrganiser, offer, ...fields }: NewMember,
): Promise<Viewer> {
  const now = clock.now();
  const id = fields.id ?? makeId(now, random);
  const address = email ?? `${fold(fields.name).replaceAll(' ', '.')}@example.org`;
  await db.transact(async (tx) => {
    await tx
      .insertInto('members')
      .values({
        id,
        status: 'active',
        name_key: fold(fields.name),
        time_zone: 'Europe/Lisbon',
        joined_at: now,
        created_at: now,
        updated_at: now,
        ...fields,
      })
      .execute();
    await tx
      .insertInto('emails')
      .values({ member_id: id, address, address_key: address.toLowerCase(), verified_at: now })
      .execute();
    if (isOrganiser === true) {
      await tx
        .insertInto('organisers')
        .values({ member_id: id, appointed_by: null, appointed_at: now })
        .execute();
    }
    if (offer !== undefined)
      await tx
        .insertInto('offers')
        .values({ ...plainOffer(id, now), ...offer })
        .execute();
  });
  return {
    id,
    name: fields.name,
    hue: hueOf(id),
    avatarId: null,
    status: fields.status ?? 'active',
    isOrganiser: isOrganiser ?? false,
    locale: '',
    theme: '',
    timeZone: fields.time_zone ?? 'Europe/Lisbon',
  };
}

const plainOffer = (memberId: string, now: number): Insertable<Tables['offers']> => ({
  member_id: memberId,
  available_at: now,
  confirmed_at: now,
  reminded_at: null,
  lapsed_at: null,
  capacity: 2,
  held: 0,
  meet: 1,
  review: 1,
  answer: 1,
  swap: 0,
  reply_days: 3,
  terms: 'free',
  amount: null,
  currency: '',
  terms_note: '',
  first_chat_free: 0,
  who_may_write: 'everyone',
});

/** A cookie header with which requests to a running server come from this member. */
export async function cookieFor(machinery: Machinery, memberId: string): Promise<string> {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0';
  const token = await inAct(machinery, (act) => startSession(act, { memberId, userAgent }));
  return `bothways-session=${token}`;
}
