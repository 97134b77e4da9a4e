/** Who is told when something happens, and the clock that writes each reader's letters. */
import type { Act } from '#platform/act.server.ts';
import { inAct } from '#platform/act.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import { runClock, type RunningClock } from '#platform/thing-clock.server.ts';
import { lettersClock, writeLetters } from './notice-letters.commands.server.ts';
import type { Notice } from './notice-kind.queries.server.ts';
import { notify, type Notification } from './notify.commands.server.ts';

/** What is told of each event, by the kind of the job that delivers it. */
export function makeNoticeReactions(kinds: readonly Notice[]): Record<string, JobHandler> {
  return Object.fromEntries(
    Array.from(byEvent(kinds), ([event, notices]) => [
      `event:${event}`,
      tell({ event, notices, kinds }),
    ]),
  );
}

function byEvent(notices: readonly Notice[]): Map<string, Notice[]> {
  const told = notices.flatMap((notice) =>
    Array.from(notice.recipients.keys(), (event) => ({ event, notice })),
  );
  const grouped = Map.groupBy(told, ({ event }) => event);
  return new Map(Array.from(grouped, ([event, each]) => [event, each.map(({ notice }) => notice)]));
}

interface EventNotices {
  event: string;
  /** Those that tell of this event, out of all kinds. */
  notices: readonly Notice[];
  kinds: readonly Notice[];
}

/** Tells whoever is concerned. Delivered twice, it tells once. */
function tell({ event, notices, kinds }: EventNotices): JobHandler {
  return ({ payload }, runtime) =>
    inAct(runtime, async (act) =>
      notify(act, await notificationsOf(act, { event, notices, payload }), { ...runtime, kinds }),
    );
}

async function notificationsOf(
  { tx, now }: Act,
  { event, notices, payload }: { event: string; notices: readonly Notice[]; payload: unknown },
): Promise<Notification[]> {
  const found: Notification[] = [];
  for (const notice of notices) {
    const recipients = (await notice.recipients.get(event)?.(tx, payload, now)) ?? [];
    found.push(...recipients.map((recipient) => ({ notice, recipient })));
  }
  return found;
}

/** Writes what is due to one reader; a reader whose clock is missing gets one for their first letter. */
export function makeLettersClockTask(kinds: readonly Notice[]): RunningClock {
  return runClock(lettersClock, {
    async read(db, memberId) {
      const row = await db
        .selectFrom('notices')
        .select((eb) => eb.fn.min('letter_due_at').as('due'))
        .where('member_id', '=', memberId)
        .where('letter_due_at', 'is not', null)
        .executeTakeFirst();
      const dueAt = row?.due ?? null;
      return dueAt === null ? undefined : { memberId, dueAt };
    },
    async stopped(db, isStopped) {
      const rows = await db
        .selectFrom('notices')
        .select('member_id')
        .select((eb) => eb.fn.min('letter_due_at').as('due'))
        .where('letter_due_at', 'is not', null)
        .where(isStopped('notices.member_id'))
        .groupBy('member_id')
        .execute();
      return rows.map(({ member_id: memberId, due }) => ({ memberId, dueAt: due ?? 0 }));
    },
    step: (act, { memberId }, runtime) => writeLetters(act, memberId, { ...runtime, kinds }),
  });
}
