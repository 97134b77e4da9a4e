/** What reading a review costs: a second revision of twenty files, against a handler of the same bytes. */
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import type { RunningServer } from '#tests/server.ts';
import { askReview, pasted, revise } from '#tests/reviews.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { measurePage } from './page.ts';

const files = 20;
const linesEach = 60;

/** Measures both engines and prints a line for each. */
export const measureReviewPage = (): Promise<void> =>
  measurePage({ title: `A review of ${files} files`, goal: null, arrange });

/** Ben's code in two revisions, and a browser of Ana's, who reads it. */
async function arrange({ db }: RunningServer): Promise<{ path: string; cookie: string }> {
  const room = { db, clock: systemClock, random: systemRandom };
  await foundCommunity(room);
  const ana = await addMember(room, { name: 'Ana' });
  const ben = await addMember(room, { name: 'Ben' });
  const { pairingId } = await addPairing(room, { mentorId: ana.id, menteeId: ben.id });
  const reviewId = await askReview(room, { author: ben, pairingId, files: allFiles('let') });
  await revise(room, { author: ben, reviewId, number: 2, files: allFiles('const') });
  return { path: `/reviews/${reviewId}`, cookie: await cookieFor(room, ana.id) };
}

/** Files alike but for their numbers; the word differs between revisions, in every tenth line. */
const allFiles = (word: string) =>
  Array.from({ length: files }, (_, file) => {
    const lines = Array.from({ length: linesEach }, (_, line) =>
      line % 10 === 0
        ? `${word} total${line} = sum(${file}, ${line});`
        : `export const value${line} = read("${file}-${line}"); // line ${line}`,
    );
    return pasted(`src/part-${file}.ts`, lines.join('\n'));
  });
