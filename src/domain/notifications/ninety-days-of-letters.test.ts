/** Ninety days of a lively life: how many letters reach one person. */
import { expect, it } from 'vitest';
import { hour } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { chooseLetters } from '#domain/members/mail-choices.commands.server.ts';
import { matters, waysFor, type Choices } from '#domain/members/mail-choice.ts';
import { inAct } from '#platform/act.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { noticeKinds } from './notice-kinds.queries.server.ts';
import { makeLettersClockTask } from './notifications.tasks.server.ts';
import { notify } from './notify.commands.server.ts';

/** Kinds whose letter is never overtaken by something in the database, so that all of them are due. */
const neverOver = [
  'thanks_left',
  'goodbye_left',
  'agreement_agreed',
  'check_in_revealed',
  'wrapped_up',
];
const kinds = noticeKinds.filter(({ kind }) => neverOver.includes(kind));

/** The same numbers each time: a linear congruential generator (Numerical Recipes' constants). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % sides;
  };
}

const lettersClockTask = makeLettersClockTask(noticeKinds);
const handlers = { [lettersClockTask.kind]: lettersClockTask.handle, mail: async () => {} };

async function live(
  runtime: TestRuntime,
  { reader, other, roll }: { reader: Viewer; other: Viewer; roll: (sides: number) => number },
): Promise<number> {
  const { clock } = runtime;
  let told = 0;
  for (let hours = 0; hours < 90 * 24; hours += 12) {
    for (let count = roll(4); count > 0; count--) {
      const notice = kinds[roll(kinds.length)];
      if (notice === undefined) throw new Error('There is no such kind.');
      const recipient = {
        key: `${hours}:${count}`,
        memberId: reader.id,
        otherId: other.id,
        facts: { about: 'x' },
        href: '/pairings/1',
      };
      await inAct(runtime, (act) =>
        notify(act, [{ notice, recipient }], { ...runtime, kinds: noticeKinds }),
      );
      told += 1;
    }
    clock.pass(12 * hour);
    await runDueJobs(runtime, handlers);
  }
  return told;
}

const allEach = (): Choices => {
  const choices: Record<string, string> = {};
  for (const matter of matters) choices[matter] = waysFor(matter)[0] ?? 'each';
  return choices as Choices;
};

eachEngine('ninety lively days', (freshDatabase) => {
  it.each([
    ['the usual choices', 'Europe/Lisbon', false],
    ['a letter each time for everything', 'America/St_Johns', true],
  ])(
    'G6: with %s Odalys never gets two letters on a day about what could wait',
    async (_choices, zone, isEach) => {
      const runtime = testRuntime(await freshDatabase());
      await foundCommunity(runtime);
      const reader = await addMember(runtime, { name: 'Odalys', time_zone: zone });
      const other = await addMember(runtime, { name: 'Tamsin' });
      const memberId = reader.id;
      if (isEach) await chooseLetters(runtime, { memberId, choices: allEach(), quiet: null });
      const told = await live(runtime, { reader, other, roll: dice(7) });
      runtime.clock.pass(24 * hour);
      await runDueJobs(runtime, handlers);
      const { read } = runtime.db;
      const notices = await read.selectFrom('notices').selectAll().execute();
      const calm = notices.filter(({ mailed_how }) => mailed_how === 'calm');
      const moments = new Set(calm.map(({ mailed_at }) => mailed_at ?? 0));
      const days = Array.from(moments, (at) =>
        Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(zone)
          .toPlainDate()
          .toString(),
      );
      expect(days.length).toBe(new Set(days).size);
      expect(days.length).toBeGreaterThan(70);
      const urgent = notices.filter(({ mailed_how }) => mailed_how === 'at_once');
      const mails = await read.selectFrom('mails').select('id').execute();
      expect(mails).toHaveLength(urgent.length + days.length);
      expect(urgent.every(({ kind }) => kind === 'wrapped_up')).toBe(true);
      expect(notices.filter(({ mailed_at }) => mailed_at !== null)).toHaveLength(told);
    },
  );
});
