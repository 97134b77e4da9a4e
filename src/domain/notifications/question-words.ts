/** The words of notices about questions and shared answers. */
import { m } from '#words/paraglide/messages.js';
import type { QuestionKind } from './notice.ts';
import type { Writer } from './told.ts';

export const questionWriters: Record<QuestionKind, Writer> = {
  question_asked: (said, { what }, to) => ({
    subject:
      what === 'asked_around'
        ? m.letters_question_asked_around(said, to)
        : m.letters_question_asked(said, to),
    paragraphs:
      what === 'asked_around'
        ? [
            m.letters_question_asked_around_what({}, to),
            m.letters_question_asked_around_next({}, to),
          ]
        : [m.letters_question_asked_what({}, to), m.letters_question_asked_next({}, to)],
    button: m.letters_question_asked_button({}, to),
  }),
  asking_around_offered: (_said, _told, to) => ({
    subject: m.letters_asking_around_offered({}, to),
    paragraphs: [
      m.letters_asking_around_offered_what({}, to),
      m.letters_asking_around_offered_next({}, to),
    ],
    button: m.letters_question_open_button({}, to),
  }),
  question_widened: (said, _told, to) => ({
    subject: m.letters_question_widened(said, to),
    paragraphs: [m.letters_question_widened_what({}, to)],
    button: m.letters_question_open_button({}, to),
  }),
  post_written: (said, { what }, to) => ({
    subject:
      what === 'further' ? m.letters_post_further(said, to) : m.letters_post_answered(said, to),
    paragraphs: [
      what === 'further'
        ? m.letters_post_further_what({}, to)
        : m.letters_post_answered_what(said, to),
    ],
    button: m.letters_question_open_button({}, to),
  }),
  answer_helped: (said, _told, to) => ({
    subject: m.letters_answer_helped(said, to),
    paragraphs: [m.letters_answer_helped_what({}, to)],
    button: m.letters_question_open_button({}, to),
  }),
  sharing_suggested: (said, _told, to) => ({
    subject: m.letters_sharing_suggested(said, to),
    paragraphs: [
      m.letters_sharing_suggested_what({}, to),
      m.letters_sharing_suggested_next({}, to),
    ],
    button: m.letters_sharing_suggested_button({}, to),
  }),
  answer_shared: (said, _told, to) => ({
    subject: m.letters_answer_shared(said, to),
    paragraphs: [m.letters_answer_shared_what(said, to), m.letters_answer_shared_next({}, to)],
    button: m.letters_answer_shared_button({}, to),
  }),
};
