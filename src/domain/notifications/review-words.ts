/** The words of notices about reviews. */
import { m } from '#words/paraglide/messages.js';
import type { ReviewKind } from './notice.ts';
import type { Writer } from './told.ts';

export const reviewWriters: Record<ReviewKind, Writer> = {
  review_asked: (said, _told, to) => ({
    subject: m.letters_review_asked(said, to),
    paragraphs: [m.letters_review_asked_what({}, to), m.letters_review_asked_next({}, to)],
    button: m.letters_review_asked_button({}, to),
  }),
  revision_added: (said, _told, to) => ({
    subject: m.letters_revision_added(said, to),
    paragraphs: [m.letters_revision_added_what({}, to)],
    button: m.letters_review_asked_button({}, to),
  }),
  review_looked_at: (said, { what }, to) => ({
    subject:
      what === 'commented'
        ? m.letters_review_commented(said, to)
        : m.letters_review_looked_at(said, to),
    paragraphs: [m.letters_review_looked_at_what(said, to)],
    button: m.letters_review_button({}, to),
  }),
  comment_replied: (said, _told, to) => ({
    subject: m.letters_comment_replied(said, to),
    paragraphs: [m.letters_comment_replied_what(said, to)],
    button: m.letters_review_button({}, to),
  }),
  review_wrapped_up: (said, _told, to) => ({
    subject: m.letters_review_wrapped_up(said, to),
    paragraphs: [
      m.letters_review_wrapped_up_what({}, to),
      m.letters_review_wrapped_up_next({}, to),
    ],
    button: m.letters_review_wrapped_up_button({}, to),
  }),
};
