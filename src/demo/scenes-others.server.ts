/** Notes that wait and notes that ended, a swap with somebody on a waiting list, and a hand-off. */
import { suggestNext } from '#domain/hand-offs/hand-offs.commands.server.ts';
import { askFirst, declineRequest } from '#domain/requests/answer-note.commands.server.ts';
import { passOn } from '#domain/requests/pass-on.commands.server.ts';
import { seeAll } from '#domain/notifications/seen-notices.commands.server.ts';
import { cast } from './cast.ts';
import { done, type Scene } from './stage.server.ts';

export const othersScenes: readonly Scene[] = [
  // Whoever comes in has read what is older than ten days.
  [
    10,
    async ({ runtime }) => {
      for (const { id } of Object.values(cast)) await seeAll(runtime, id);
    },
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
      stage.addToWaitingList('gus', 'fay', {
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
