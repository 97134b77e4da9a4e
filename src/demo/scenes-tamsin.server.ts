/** Tamsin’s pairings: one wrapped up, one resting, one going along, and just one chat. */
import { answerCheckIn } from '#domain/checkins/answer-checkin.commands.server.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { shareContact } from '#domain/pairings/contacts.commands.server.ts';
import {
  leaveGoodbye,
  leaveThanks,
  showThanks,
} from '#domain/pairings/last-words.commands.server.ts';
import { rest } from '#domain/pairings/pairing-rest.commands.server.ts';
import { done, type Scene } from './stage.server.ts';

export const tamsinsScenes: readonly Scene[] = [
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
        chatAt: stage.eveningIn(3, { of: 'kweku' }),
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
    39,
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
        chatAt: stage.eveningIn(5, { of: 'odalys' }),
      }),
  ],
];
