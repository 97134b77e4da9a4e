/** What the demo's people ask: of each other, around, and what became of it. */
import { exchanges, type Exchange } from './invented-exchanges.ts';
import {
  agreeShared,
  ask,
  close,
  goAround,
  suggestShared,
  takeBackShared,
  thank,
  write,
} from './ask-questions.server.ts';
import type { Scene } from './stage.server.ts';

const lifetimes = 'Two references into one struct';
const clock = 'Where does a test get its clock from?';
const worker = 'A service worker that never lets go';
const naming = 'What to call the folder of small things';
const helper = 'Does a helper live in the test or beside it?';
const trap = 'Who decides where the focus trap ends?';
const grid = 'Cards of one height without knowing the height';

/** Asked, answered the next day, helped, and shared: everybody says yes to the words. */
const lived = (exchange: Exchange): readonly Scene[] => {
  const { daysAgo, asker, by, isInPairing, title, question, answer, unnamed } = exchange;
  const { skill, tried = '', triedFor = '', thanks = '' } = exchange;
  const mine = { by: asker, in: title };
  const theirs = { by, in: title };
  const words = { title, body: question, tried, triedFor };
  return [
    [
      daysAgo,
      (stage) => ask(stage, { by: asker, ...(isInPairing && { other: by }), skill, ...words }),
    ],
    [daysAgo - 0.7, (stage) => write(stage, theirs, answer)],
    [
      daysAgo - 0.9,
      async (stage) => {
        await thank(stage, mine, thanks);
        const isNamed = asker !== unnamed;
        await suggestShared(stage, mine, { title, question, answer, isNamed });
      },
    ],
    [daysAgo - 1.5, (stage) => agreeShared(stage, theirs, by !== unnamed)],
  ];
};

/** Tamsin asks Kweku, who said within two days. */
const tamsinAsks: readonly Scene[] = [
  [
    0.6,
    (stage) =>
      ask(stage, {
        by: 'tamsin',
        other: 'kweku',
        skill: 'Testing',
        title: clock,
        body: 'I pass *now* to three functions in a row by hand. Is that what you meant, or is there a place for it?',
      }),
  ],
  [
    3.4,
    (stage) =>
      ask(stage, {
        by: 'tamsin',
        other: 'kweku',
        skill: 'JavaScript',
        title: worker,
        body: 'I took the service worker out a month ago. Two neighbours still see the old plan of the plots, and clearing their cache over the phone is not a way to live.',
        tried: 'Deleting the file, and then an empty one in its place.',
        triedFor: 'three evenings',
      }),
  ],
  [
    17,
    (stage) =>
      ask(stage, {
        by: 'tamsin',
        other: 'kweku',
        skill: 'Rust',
        title: lifetimes,
        body: 'I keep all plots in a `Vec` and want two of them at once, to swap who waters when. The borrow checker says no to the second one, and I see its point.',
        tried: '`clone()`, which swaps the copies.',
        triedFor: 'a Sunday',
      }),
  ],
  [14.6, (stage) => goAround(stage, { by: 'tamsin', in: lifetimes }, 'Rust')],
  [
    14,
    (stage) =>
      write(
        stage,
        { by: 'eli', in: lifetimes },
        'Ask the slice for both at once: it can promise that they are two.\n\n```rust\nlet (left, right) = plots.split_at_mut(4);\nstd::mem::swap(&mut left[0].day, &mut right[0].day);\n```\n\nFor two by their numbers there’s `get_disjoint_mut`.',
      ),
  ],
  [
    13.2,
    (stage) =>
      write(
        stage,
        { by: 'odalys', in: lifetimes },
        'Or don’t hold references at all: keep the *numbers* of the plots, and look them up when you need them. That’s how I’d do it in a table, and it turns out Rust likes it too.',
      ),
  ],
  [
    25,
    (stage) =>
      ask(stage, {
        by: 'tamsin',
        other: 'kweku',
        skill: 'Refactoring',
        title: naming,
        body: 'Everything that fits nowhere is in `misc`. It’s the largest folder.',
      }),
  ],
  [24.8, (stage) => close(stage, { by: 'tamsin', in: naming })],
];

/** Sharing that waits for somebody, and that was taken back. */
const sharing: readonly Scene[] = [
  [
    10,
    (stage) =>
      ask(stage, {
        by: 'kweku',
        other: 'tamsin',
        skill: 'Accessibility',
        title: trap,
        body: 'Tab goes round in my dialog now, as you showed me. My tester says the address bar is out of reach. Is that right?',
      }),
  ],
  [
    9.4,
    (stage) =>
      write(
        stage,
        { by: 'tamsin', in: trap },
        'The browser decides. With `showModal()` the rest of the page is out of reach and the browser’s own buttons aren’t. If yours go round without ever leaving, there’s a script too many.',
      ),
  ],
  [9.2, (stage) => thank(stage, { by: 'kweku', in: trap }, 'There was. It’s gone.')],
  [
    2.2,
    (stage) =>
      suggestShared(
        stage,
        { by: 'kweku', in: trap },
        {
          title: 'Where a focus trap ends',
          question: 'Should Tab ever leave a modal dialog?',
          answer:
            'Yes: to the browser’s own buttons. `showModal()` does just that, so a script that catches Tab is one too many.',
        },
      ),
  ],
  [
    45,
    (stage) =>
      ask(stage, {
        by: 'tamsin',
        other: 'kweku',
        skill: 'Testing',
        title: helper,
        body: 'I have the same six lines in four tests. When do they move?',
      }),
  ],
  [
    44,
    (stage) =>
      write(
        stage,
        { by: 'kweku', in: helper },
        'When you’d have to change all four for one reason. Until then the six lines are the story.',
      ),
  ],
  [
    43.5,
    async (stage) => {
      await thank(stage, { by: 'tamsin', in: helper }, '');
      const words = { question: 'The same six lines in four tests.', answer: 'Wait for a reason.' };
      await suggestShared(stage, { by: 'tamsin', in: helper }, { title: helper, ...words });
    },
  ],
  [43, (stage) => agreeShared(stage, { by: 'kweku', in: helper })],
  [35, (stage) => takeBackShared(stage, { by: 'tamsin', in: helper })],
  [
    5,
    (stage) =>
      ask(stage, {
        by: 'ivy',
        other: 'ana',
        skill: 'Go',
        title: 'When does an error get wrapped?',
        body: 'Your library wraps some and returns others as they are. I can’t see the rule.',
      }),
  ],
  [
    4.5,
    (stage) =>
      write(
        stage,
        { by: 'ana', in: 'When does an error get wrapped?' },
        'When the sentence gets better. `open card 12: file does not exist` helps; `lend: lend: lend: file does not exist` doesn’t.',
      ),
  ],
];

/** People without a pairing ask around; each of the three who come in is asked something. */
const around: readonly Scene[] = [
  [
    1.4,
    (stage) =>
      ask(stage, {
        by: 'ben',
        skill: 'Testing',
        title: 'How do I test something that moves ten thousand files?',
        body: 'Every test makes a folder, fills it and takes a minute. I’ve begun to skip them.',
        tried: 'Fewer files. Then it doesn’t find the bug.',
      }),
  ],
  [
    2.6,
    (stage) =>
      ask(stage, {
        by: 'gus',
        skill: 'CSS layout',
        title: grid,
        body: 'My status page has cards with one line and cards with nine. I’d like one height for each row and no numbers in the sheet.',
        tried: 'Flexbox, and then a fixed height.',
        triedFor: 'an hour',
      }),
  ],
];

export const questionScenes: readonly Scene[] = [
  ...exchanges.flatMap(lived),
  ...tamsinAsks,
  ...sharing,
  ...around,
];
