import { pairingsOf } from '#domain/pairings/pairings.queries.server.ts';
import type { QuestionSummary } from '#domain/questions/question-summary.ts';
import { questionsOf } from '#domain/questions/questions.queries.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { rowOf } from '#ui/questions/question-row-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { runtime } = locals;
  const viewer = viewerOf(locals);
  const now = runtime.clock.now();
  const reader = { now, timeZone: viewer.timeZone };
  const asking = { viewerId: viewer.id, now };
  const { yours, inPairings, askedAround } = await questionsOf(runtime.db.read, asking);
  const { living } = await pairingsOf(runtime.db.read, asking);
  const going = new Set(living.map(({ id }) => id));
  const isOpen = (line: QuestionSummary) => line.state === 'open' && canBeAnswered(line, going);
  const all = [...yours, ...inPairings, ...askedAround].toSorted(latestFirst);
  const open = all.filter(isOpen).toSorted(yoursFirst);
  const show = (lines: QuestionSummary[]) => lines.map((line) => rowOf(line, reader));
  return {
    topics: [`member:${viewer.id}`],
    yours: show(open.filter(({ part }) => part === 'asker')),
    ofYou: show(open.filter(({ part }) => part !== 'asker')),
    past: show(all.filter((line) => !open.includes(line))),
  };
};

const latestFirst = (one: QuestionSummary, another: QuestionSummary): number =>
  another.changedAt - one.changedAt;

/** What waits for the reader comes first; the order stays otherwise. */
const yoursFirst = (one: QuestionSummary, another: QuestionSummary): number =>
  Number(another.turn === 'yours') - Number(one.turn === 'yours');

/** What was asked in a pairing that has wrapped up is over with it, unless others were asked as well. */
function canBeAnswered(
  { part, pairingId, isWidened }: QuestionSummary,
  going: ReadonlySet<string>,
): boolean {
  return pairingId === null || going.has(pairingId) || (part === 'asker' && isWidened);
}
