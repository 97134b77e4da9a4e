import { compiledOnce } from '#platform/db/compiled.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { fingerprint } from '#platform/crypto.server.ts';
import { hueOf, type Viewer } from '#domain/members/viewer.ts';
import { freshLimit, isLive } from './session.ts';

export interface CurrentSession {
  id: string;
  viewer: Viewer;
  /** Epoch milliseconds. */
  seenAt: number;
  createdAt: number;
}

const sessionByToken = compiledOnce((db) =>
  db
    .selectFrom('sessions')
    .innerJoin('members', 'members.id', 'sessions.member_id')
    .leftJoin('organisers', 'organisers.member_id', 'members.id')
    .select([
      'sessions.id as session_id',
      'sessions.seen_at',
      'sessions.created_at',
      'sessions.expires_at',
      'members.id',
      'members.name',
      'members.avatar_id',
      'members.status',
      'members.locale',
      'members.theme',
      'members.time_zone',
      'organisers.appointed_at',
    ])
    .where('sessions.token_hash', '=', ''),
);

/** The live session this cookie's token opens and the member it belongs to; undefined otherwise. */
export async function findSession(
  db: Reader,
  { token, now }: { token: string; now: number },
): Promise<CurrentSession | undefined> {
  const row = await sessionByToken(db, fingerprint(token));
  if (row === undefined || !isLive({ seenAt: row.seen_at, expiresAt: row.expires_at }, now))
    return undefined;
  return {
    id: row.session_id,
    seenAt: row.seen_at,
    createdAt: row.created_at,
    viewer: {
      id: row.id,
      name: row.name,
      hue: hueOf(row.id),
      avatarId: row.avatar_id,
      status: row.status,
      isOrganiser: row.appointed_at !== null && row.status === 'active',
      locale: row.locale,
      theme: row.theme === 'light' || row.theme === 'dark' ? row.theme : '',
      timeZone: row.time_zone,
    },
  };
}

/** Which of these sessions may still be used, by members who are let in. */
export async function stillLive(
  db: Reader,
  { ids, now }: { ids: readonly string[]; now: number },
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('members', 'members.id', 'sessions.member_id')
    .select(['sessions.id', 'sessions.seen_at', 'sessions.expires_at'])
    .where('sessions.id', 'in', ids)
    .where('members.status', '=', 'active')
    .execute();
  const live = rows.filter((row) =>
    isLive({ seenAt: row.seen_at, expiresAt: row.expires_at }, now),
  );
  return new Set(live.map(({ id }) => id));
}

/** Whose session this was, live or over; null once it is deleted. Opens nothing. */
export async function memberOfSession(db: Reader, token: string): Promise<string | null> {
  const row = await db
    .selectFrom('sessions')
    .select('member_id')
    .where('token_hash', '=', fingerprint(token))
    .executeTakeFirst();
  return row?.member_id ?? null;
}

/** Whether somebody signed in so lately that a sensitive change needs no further proof. */
export async function isFreshSession(
  db: Reader,
  { id, now }: { id: string; now: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('sessions')
    .select('created_at')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined && now < row.created_at + freshLimit;
}

export interface SignIn {
  id: string;
  device: string;
  createdAt: number;
  seenAt: number;
  isThisOne: boolean;
}

/** A member's own live sign-ins, the latest used first. */
export async function signInsOf(
  db: Reader,
  { memberId, currentId, now }: { memberId: string; currentId: string; now: number },
): Promise<SignIn[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'device', 'created_at', 'seen_at', 'expires_at'])
    .where('member_id', '=', memberId)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows
    .filter((row) => isLive({ seenAt: row.seen_at, expiresAt: row.expires_at }, now))
    .map((row) => ({
      id: row.id,
      device: row.device,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      isThisOne: row.id === currentId,
    }));
}
