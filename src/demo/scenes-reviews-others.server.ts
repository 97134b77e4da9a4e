/** Reviews that are drafted, wait, or are finished: Tamsin’s others, and those of Ana, Ivy, Eli and Fay. */
import { daysTest, daysTestPath } from './code/days.ts';
import { loanPatch } from './code/patches.ts';
import { plots } from './code/plots.ts';
import {
  bookingForm,
  calendarQuery,
  dialogCode,
  dialogSettings,
  linkChecker,
  tally,
} from './code/snippets.ts';
import { askReview, look, prepareReview, wrapUp } from './review-code.server.ts';
import type { Scene } from './stage.server.ts';

const failing = 'A test that fails first';
const types = 'Types for the booking form';
const links = 'Find broken links in the manuals';
const birds = 'Count the birds of a morning';

/** What waits for the other, what only its author knows of, and what is finished. */
const tamsinsOwn: readonly Scene[] = [
  [
    1.3,
    (stage) =>
      askReview(stage, {
        by: 'tamsin',
        other: 'kweku',
        title: 'First page of the allotment tool',
        lookAt: 'Whether the pieces are where you would look for them.',
        leaveOut: 'The numbers in the fees are made up.',
        code: { pasted: plots },
      }),
  ],
  [
    0.3,
    (stage) =>
      prepareReview(stage, {
        by: 'tamsin',
        other: 'kweku',
        title: 'Where focus goes when the settings close',
        code: {
          pasted: [
            { path: 'src/settings/dialog.ts', text: dialogCode },
            { path: '.env', text: dialogSettings },
          ],
        },
      }),
  ],
  [
    1.8,
    (stage) =>
      askReview(stage, {
        by: 'tamsin',
        other: 'odalys',
        title: 'The four-second calendar',
        lookAt: 'I’d like to know where you look first, before you tell me what to change.',
        code: { pasted: [{ path: 'db/calendar.sql', text: calendarQuery }] },
      }),
  ],
  [
    48,
    (stage) =>
      askReview(stage, {
        by: 'tamsin',
        other: 'kweku',
        title: failing,
        lookAt: 'My first one written before the fix. Is it about the right thing?',
        code: { pasted: [{ path: daysTestPath, text: daysTest }] },
      }),
  ],
  [
    47,
    (stage) =>
      look(
        stage,
        { by: 'kweku', in: failing },
        {
          remarks: [{ kind: 'nice', body: 'It failed for the reason it says. That is all of it.' }],
        },
      ),
  ],
  [
    46,
    (stage) =>
      wrapUp(stage, { by: 'tamsin', in: failing }, [
        ['tamsin', 'Watching it fail first tells me that it looks at anything at all.'],
        ['kweku', 'A title can be a sentence about a night in October.'],
      ]),
  ],
];

/** Soraya’s pairing with Tamsin has wrapped up; the review is still there to read. */
const sorayas: readonly Scene[] = [
  [
    120,
    (stage) =>
      askReview(stage, {
        by: 'soraya',
        other: 'tamsin',
        title: types,
        lookAt: 'The return type. It works, and every caller has to guess.',
        code: { pasted: [{ path: 'app/booking/form.ts', text: bookingForm }] },
      }),
  ],
  [
    118,
    (stage) =>
      look(
        stage,
        { by: 'tamsin', in: types },
        {
          remarks: [
            {
              kind: 'idea',
              on: ['app/booking/form.ts', 'export function parse'],
              body: 'What if it said which of the two it is? `{ ok: true, booking }` or `{ ok: false, problems }`: then the compiler asks for you.',
            },
            {
              kind: 'worth_fixing',
              on: ['app/booking/form.ts', 'numberIn = '],
              body: '`Number(undefined)` is `NaN`, and `NaN` nights are free of charge.',
            },
          ],
        },
      ),
  ],
  [
    112,
    (stage) =>
      wrapUp(stage, { by: 'soraya', in: types }, [
        ['soraya', 'Say which of the two it is, and let the compiler ask.'],
        ['tamsin', 'Small steps: she renamed first, and only then changed anything.'],
      ]),
  ],
];

const othersOwn: readonly Scene[] = [
  [
    0.8,
    (stage) =>
      askReview(stage, {
        by: 'ivy',
        other: 'ana',
        title: 'Count the whole day a tool is due',
        lookAt: 'Whether the test says enough. It’s my first change to your library.',
        leaveOut: 'The new picture is only brighter.',
        code: { patch: loanPatch },
      }),
  ],
  [
    44,
    (stage) =>
      askReview(stage, {
        by: 'ivy',
        other: 'ana',
        title: links,
        code: { pasted: [{ path: 'bin/links.py', text: linkChecker }] },
      }),
  ],
  [
    43,
    (stage) =>
      look(
        stage,
        { by: 'ana', in: links },
        {
          remarks: [
            {
              kind: 'nice',
              on: ['bin/links.py', 'LINK = '],
              body: 'Named, and on a line of its own. I can read it without running it.',
            },
            {
              kind: 'question',
              on: ['bin/links.py', 'read_text'],
              body: 'What happens with a page that isn’t UTF-8?',
            },
          ],
        },
      ),
  ],
  [
    41,
    (stage) =>
      wrapUp(stage, { by: 'ana', in: links }, [
        ['ivy', 'Ask what happens with the odd file before somebody finds it.'],
        ['ana', 'pathlib. I have been gluing strings for years.'],
      ]),
  ],
  [
    9,
    (stage) =>
      askReview(stage, {
        by: 'fay',
        other: 'eli',
        title: birds,
        lookAt: 'All the cloning. The borrow checker is happy, I’m not.',
        code: { pasted: [{ path: 'src/main.rs', text: tally }] },
      }),
  ],
  [
    7,
    (stage) =>
      look(
        stage,
        { by: 'eli', in: birds },
        {
          remarks: [
            {
              kind: 'idea',
              on: ['src/main.rs', 'counts.get'],
              lines: 2,
              body: 'The entry of a map does both, and takes the bird as it is.',
              suggestion: '        *counts.entry(bird).or_insert(0) += 1;\n',
            },
          ],
          words: 'You were one method away.',
        },
      ),
  ],
];

export const otherReviewScenes: readonly Scene[] = [...tamsinsOwn, ...sorayas, ...othersOwn];
