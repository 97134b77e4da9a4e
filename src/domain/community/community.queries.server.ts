import { defaultLocale, localeOf } from '#lib/locale.ts';
import type { Database, Reader } from '#platform/db/database.server.ts';
import { readLanguages, type Community } from './community.ts';

/** The community this instance serves; undefined until its first organiser has named it. */
export async function findCommunity(db: Reader): Promise<Community | undefined> {
  const row = await db.selectFrom('community').selectAll().executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    name: row.name,
    joinPolicy: row.join_policy,
    listVisibility: row.list_visibility,
    languages: readLanguages(row.languages),
    locale: localeOf(row.locale) ?? defaultLocale,
    minimumAge: row.minimum_age,
    tickDays: row.tick_days,
    meetingBase: row.meeting_base,
    asksAround: row.asks_around === 1,
    version: row.version,
  };
}

const keptFor = 3000;

/**
 * Reads the community through a short memory: each request needs it and it changes a few times
 * a year. A change in this process shows at once, one in another process after three seconds.
 */
export function rememberCommunity(db: Database): () => Promise<Community | undefined> {
  let known: { community: Community | undefined; until: number } | undefined;
  db.onCommit(() => {
    known = undefined;
  });
  return async () => {
    if (known !== undefined && performance.now() < known.until) return known.community;
    const community = await findCommunity(db.read);
    known = { community, until: performance.now() + keptFor };
    return community;
  };
}
