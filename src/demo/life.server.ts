/**
 * What has happened in the demo's guild before one comes in: notes in every state, pairings from a first
 * chat to an ending. It is lived through, not written down: each scene uses the commands everybody uses,
 * at its own time, and the house does by itself what it would have done.
 */
import { answerCheckIn } from '#domain/checkins/commands.server.ts';
import { wrapUp } from '#domain/pairings/endings/commands.server.ts';
import { shareContact } from '#domain/pairings/contacts/commands.server.ts';
import { suggestNext } from '#domain/pairings/handoffs/commands.server.ts';
import {
  leaveGoodbye,
  leaveThanks,
  showThanks,
} from '#domain/pairings/partings/commands.server.ts';
import { askFirst, declineRequest } from '#domain/pairings/requests/commands.server.ts';
import { passOn } from '#domain/pairings/requests/passing/commands.server.ts';
import { rest } from '#domain/pairings/rests/commands.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { cast } from './cast.ts';
import { done, Stage } from './stage.server.ts';

/** A moment in the guild's life: how many days before today, and what happens. */
type Scene = readonly [daysAgo: number, act: (stage: Stage) => Promise<unknown>];

/** Lives through the scenes. Letters that come of it stay in the mailbox. */
export async function liveDemo(
  runtime: Runtime,
  handlers: Record<string, JobHandler>,
): Promise<void> {
  const stage = new Stage(runtime, { ...handlers, mail: () => Promise.resolve() });
  for (const [daysAgo, act] of scenes.toSorted(([a], [b]) => b - a)) {
    await stage.goTo(daysAgo);
    await act(stage);
  }
  await stage.goTo(0);
}

const scenes: readonly Scene[] = [
  // Tamsin and Soraya: wrapped up, with a thank-you each.
  [
    150,
    (stage) =>
      stage.note('soraya', 'tamsin', {
        skills: ['TypeScript'],
        working:
          'I read types well enough and write them badly. Our booking forms are all `any` inside.',
        share: 'Refactoring in small steps, I do that for a living.',
      }),
  ],
  [
    149,
    (stage) =>
      stage.accept('tamsin', 'soraya', { reply: 'Glad to. Bring the worst form you have.' }),
  ],
  [143, (stage) => stage.goAlong('tamsin', 'soraya')],
  [
    142,
    (stage) =>
      stage.goal('soraya', 'tamsin', { words: 'No `any` in the booking forms', isDone: true }),
  ],
  [
    96,
    async (stage) => {
      const pairingId = stage.pairingOf('tamsin', 'soraya');
      const { runtime } = stage;
      const soraya = stage.viewer('soraya');
      done(await wrapUp(runtime, { actor: soraya, pairingId }));
      done(
        await leaveGoodbye(runtime, {
          actor: soraya,
          pairingId,
          words:
            'I think we’ve done what we set out to do. The forms are typed and I know why. Thank you for the time.',
        }),
      );
      const words =
        'Tamsin never once made me feel slow. I learned to read an error before fixing it.';
      const { thanksId } = done(await leaveThanks(runtime, { actor: soraya, pairingId, words }));
      done(await showThanks(runtime, { actor: stage.viewer('tamsin'), thanksId }));
    },
  ],

  // Tamsin and Bix: a swap, resting.
  [
    110,
    (stage) =>
      stage.note('tamsin', 'bix', {
        skills: ['Design systems'],
        working: 'Our components multiply like rabbits. I would like to know where to draw lines.',
        share: 'TypeScript, if that is any use.',
        isSwap: true,
      }),
  ],
  [109, (stage) => stage.accept('bix', 'tamsin', { reply: 'Rabbits I know. Let’s talk.' })],
  [102, (stage) => stage.goAlong('tamsin', 'bix')],
  [
    30,
    (stage) =>
      rest(stage.runtime, {
        actor: stage.viewer('bix'),
        pairingId: stage.pairingOf('tamsin', 'bix'),
        until: stage.inDays(75),
      }).then(done),
  ],

  // Tamsin and Kweku: going along, with a change suggested.
  [
    82,
    (stage) =>
      stage.note('tamsin', 'kweku', {
        skills: ['Testing'],
        working: 'I have an allotment tool with no tests at all, and I am afraid of mocks.',
        share: 'I could go through CSS grid with you, and focus order.',
      }),
  ],
  [
    81,
    (stage) =>
      stage.accept('kweku', 'tamsin', {
        reply:
          'Hi Tamsin, thanks for writing. I’d be glad to have a chat. No mocks on the first day, promised.',
        chatAt: stage.inDays(3),
      }),
  ],
  [77, (stage) => stage.goAlong('tamsin', 'kweku')],
  [
    76,
    async (stage) => {
      await stage.agree('kweku', 'tamsin', {
        rhythm: { every: 'two_weeks', minutes: 45, way: 'video' },
        where: 'Video, cameras optional',
        questions: { replyHours: 48 },
        between: 'Anything about work stays between us',
        reviewAfterMonths: 3,
      });
      await stage.goal('tamsin', 'kweku', {
        words: 'Write a test before the fix, once',
        isDone: true,
      });
      await stage.goal('tamsin', 'kweku', { words: 'Stop being scared of mocks' });
      await stage.goal('tamsin', 'kweku', { words: 'Get the allotment tool to 10 solid tests' });
      await stage.goal('kweku', 'tamsin', {
        words: 'Use a screen reader for an hour',
        isDone: true,
      });
      await stage.goal('kweku', 'tamsin', { words: 'Fix every form error at work' });
      const pairingId = stage.pairingOf('tamsin', 'kweku');
      const kweku = stage.viewer('kweku');
      const contact = { label: 'Matrix', value: '@kweku:example.org' };
      done(await shareContact(stage.runtime, { actor: kweku, pairingId, ...contact }));
    },
  ],
  [
    40,
    (stage) =>
      stage.say(
        'tamsin',
        'kweku',
        'The flaky date test: it was the time zone. Of course it was the time zone.',
      ),
  ],
  [
    40,
    (stage) =>
      stage.say(
        'kweku',
        'tamsin',
        'It always is. Pin the clock, like this:\n\n```ts\nconst clock = fixedClock(Date.UTC(2026, 9, 25));\n```',
      ),
  ],
  [
    28,
    async (stage) => {
      const pairingId = stage.pairingOf('tamsin', 'kweku');
      const answer = { feels: 'good', pace: 'right', changeWords: '' } as const;
      await answerCheckIn(stage.runtime, { actor: stage.viewer('kweku'), pairingId, answer });
    },
  ],
  [
    2,
    (stage) =>
      stage.suggest('kweku', 'tamsin', {
        rhythm: { every: 'three_weeks', minutes: 45, way: 'video' },
        where: 'Video, cameras optional',
        questions: { replyHours: 48 },
        between: 'Anything about work stays between us',
        reviewAfterMonths: 3,
      }),
  ],
  [
    1,
    (stage) =>
      stage.say(
        'kweku',
        'tamsin',
        'Did the fake timer test still hang after you pinned the clock?',
      ),
  ],

  // Tamsin and Odalys: just one chat, at a time they found.
  [
    4,
    (stage) =>
      stage.note('tamsin', 'odalys', {
        skills: ['PostgreSQL'],
        working:
          'The calendar page takes four seconds once there’s a year of data, and I’m guessing at indexes.',
        share: 'Happy to go through grid and container queries.',
      }),
  ],
  [
    3,
    (stage) =>
      stage.accept('odalys', 'tamsin', {
        reply: 'Bring the slow query and its plan.',
        chatAt: stage.inDays(5),
      }),
  ],

  // Notes that wait: Cy to Tamsin, Ben to Ana with a question first.
  [
    2,
    (stage) =>
      stage.note('cy', 'tamsin', {
        skills: ['TypeScript'],
        working:
          'I’m moving a museum’s visit planner to TypeScript and the generics have me beaten. I can read them, I can’t write them.',
        share: 'HTML that screen readers like.',
      }),
  ],
  [
    3,
    (stage) =>
      stage.note('ben', 'ana', {
        skills: ['Go', 'Testing'],
        working:
          'My first Go tool renames ten thousand scanned pages. It works, and I don’t know why.',
        share: 'I could show you pytest, for comparison.',
      }),
  ],
  [
    2,
    (stage) =>
      askFirst(stage.runtime, {
        actor: stage.viewer('ana'),
        requestId: stage.requestOf('ben', 'ana'),
        words: 'Before we find a time: is the code somewhere I could look at it?',
      }).then(done),
  ],

  // Notes that ended: a kind no, nobody at home, somebody who fits better.
  [
    24,
    (stage) =>
      stage.note('ben', 'hal', {
        skills: ['Go'],
        working: 'I would like to learn how to lay out a Go project that two people can work on.',
      }),
  ],
  [
    22,
    (stage) =>
      declineRequest(stage.runtime, {
        actor: stage.viewer('hal'),
        requestId: stage.requestOf('ben', 'hal'),
        reply:
          'Thanks for writing. I’m full up at the moment, so I’d rather say no than do it badly. I hope you find someone soon.',
      }).then(done),
  ],
  [
    12,
    (stage) =>
      stage.note('ben', 'dee', {
        skills: ['Go'],
        working: 'Same tool, next question: how do I keep it running when nobody looks at it?',
      }),
  ],
  [
    6,
    (stage) =>
      stage.note('cy', 'mirela', {
        skills: ['Go'],
        working:
          'What happens after the form is sent? I would like to write the other half myself.',
      }),
  ],
  [
    5,
    (stage) =>
      passOn(stage.runtime, {
        actor: stage.viewer('mirela'),
        requestId: stage.requestOf('cy', 'mirela'),
        toId: cast.eli.id,
        reply:
          'Thanks for writing. I think Eli would be better for this than me. Shall I pass your note on?',
      }).then(done),
  ],

  // Fay has room for one, and somebody waits.
  [
    60,
    (stage) =>
      stage.note('eli', 'fay', {
        skills: ['SQL'],
        working:
          'I write Rust all day and a query takes me an afternoon. I would like to think in sets.',
        share: 'Rust, for as long as you like.',
        isSwap: true,
      }),
  ],
  [59, (stage) => stage.accept('fay', 'eli', { reply: 'A swap it is.' })],
  [52, (stage) => stage.goAlong('fay', 'eli')],
  [
    9,
    (stage) =>
      stage.standInLine('gus', 'fay', {
        skills: ['SQL'],
        working:
          'I keep servers upright and would like to know what my database is doing at night.',
      }),
  ],

  // Ana hands Ivy on.
  [
    70,
    (stage) =>
      stage.note('ivy', 'ana', {
        skills: ['Code review'],
        working: 'I write the manuals and would like to review the code they are about.',
      }),
  ],
  [69, (stage) => stage.accept('ana', 'ivy', { reply: 'I’d like that very much.' })],
  [62, (stage) => stage.goAlong('ana', 'ivy')],
  [61, (stage) => stage.goal('ivy', 'ana', { words: 'Review one change a week' })],
  [
    3,
    (stage) =>
      suggestNext(stage.runtime, {
        actor: stage.viewer('ana'),
        pairingId: stage.pairingOf('ana', 'ivy'),
        toId: cast.mirela.id,
        words: 'Mirela reviews for a living and is kinder about it than I am.',
      }).then(done),
  ],
];
