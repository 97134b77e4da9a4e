/** Two reviews in the middle of their lives: what Kweku and Tamsin show each other. */
import { daysPath, daysTest, daysTestPath, firstDays, secondDays } from './code/days.ts';
import { retryPatch, spreadPatch } from './code/patches.ts';
import { answer, askReview, look, remark, revise, takeSuggestions } from './review-code.server.ts';
import type { Scene } from './stage.server.ts';

const queuePath = 'src/upload/queue.ts';
const retry = 'Retry the upload queue';
const days = 'Days of the calendar';

/** Tamsin has a look at Kweku’s queue; it has changed since, and waits for her. */
const queueScenes: readonly Scene[] = [
  [
    6,
    (stage) =>
      askReview(stage, {
        by: 'kweku',
        other: 'tamsin',
        title: retry,
        lookAt: 'What happens when the third retry fails too.',
        leaveOut: 'Names and comments are rough, no need to mention those.',
        code: { patch: retryPatch },
      }),
  ],
  [
    4.2,
    (stage) =>
      look(
        stage,
        { by: 'tamsin', in: retry },
        {
          remarks: [
            {
              kind: 'nice',
              on: [queuePath, 'item.cancelled'],
              body: 'Returning early here makes the whole loop easier to follow. I’m stealing this.',
            },
            {
              kind: 'question',
              on: [queuePath, 'await wait'],
              body: 'If a hundred people lose their connection at once, would they all come back at the same moment? I think a bit of randomness here would spread them out, but I’ve only read about it.',
            },
          ],
          words:
            'The shape is right, and I could read it without asking. One thing I wonder about.',
        },
      ),
  ],
  [
    4.1,
    (stage) =>
      answer(
        stage,
        { by: 'kweku', in: retry },
        {
          to: 'a hundred people',
          body: 'Oh, good catch. Yes they would. Something like this?\n\n```ts\nawait wait(250 * attempt * (0.5 + Math.random()));\n```',
        },
      ),
  ],
  [
    1.6,
    (stage) =>
      revise(
        stage,
        { by: 'kweku', in: retry },
        {
          code: { patch: spreadPatch },
          note: 'Spread out, as you said. The line from my answer lives beside `wait` now.',
        },
      ),
  ],
  [
    0.4,
    (stage) =>
      remark(stage, { by: 'tamsin', in: retry }, [
        {
          kind: 'worth_fixing',
          on: [queuePath, 'item.failed'],
          body: 'This runs even when one of the attempts worked, so I think everything ends up marked as failed. Shall we look at it together?',
        },
      ]),
  ],
];

/** Tamsin’s calendar: Kweku has looked two times, and a suggestion of his is in what she prepares. */
const daysScenes: readonly Scene[] = [
  [
    20,
    (stage) =>
      askReview(stage, {
        by: 'tamsin',
        other: 'kweku',
        title: days,
        lookAt: 'The loop over the days. It lost a night in October and I patched around it twice.',
        code: { pasted: [{ path: daysPath, text: firstDays }] },
      }),
  ],
  [
    18.5,
    (stage) =>
      look(
        stage,
        { by: 'kweku', in: days },
        {
          remarks: [
            {
              kind: 'worth_fixing',
              on: [daysPath, 'days.push'],
              lines: 2,
              body: 'Here is your night: `setDate` counts on the wall of whoever runs it, `toISOString` in Greenwich. It’s always the time zone.',
            },
            {
              kind: 'idea',
              on: [daysPath, 'new Date().toISOString()'],
              body: 'If *now* came in as an argument you could test this without waiting for midnight.',
            },
            {
              kind: 'question',
              on: [daysPath, 'listDays'],
              body: 'Does anybody still use this one?',
            },
            {
              kind: 'nice',
              on: [daysPath, 'nobodyYet'],
              body: 'A name that says what it’s for. I’d have written `getUnassigned`.',
            },
          ],
          words: 'Nothing here is far off. I’d start with the loop.',
        },
      ),
  ],
  [
    18.2,
    (stage) =>
      answer(
        stage,
        { by: 'tamsin', in: days },
        { to: 'anybody still use', body: 'I thought the settings did. They don’t. It can go.' },
      ),
  ],
  [
    12,
    (stage) =>
      revise(
        stage,
        { by: 'tamsin', in: days },
        {
          code: {
            pasted: [
              { path: daysPath, text: secondDays },
              { path: daysTestPath, text: daysTest },
            ],
          },
          note: 'Plain dates now, and a test for the night that was lost.',
        },
      ),
  ],
  [
    9.5,
    (stage) =>
      look(
        stage,
        { by: 'kweku', in: days },
        {
          remarks: [
            {
              kind: 'idea',
              on: [daysPath, 'toLocaleDateString'],
              body: 'This is English for everybody. With `undefined` it follows whoever reads it.',
              suggestion:
                "  return date.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' });\n",
            },
            { kind: 'nice', on: [daysTestPath, ''], body: 'I would have known what broke.' },
          ],
        },
      ),
  ],
  [9, (stage) => takeSuggestions(stage, { by: 'tamsin', in: days })],
];

export const reviewScenes: readonly Scene[] = [...queueScenes, ...daysScenes];
