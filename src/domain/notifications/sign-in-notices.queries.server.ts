/** Notices about ways into one's account that others held in their hands. */
import { SignInLinkMade } from '#domain/accounts/events.ts';
import { LetterOpened } from '#domain/community/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import { notice, type Notice } from './notice-kind.queries.server.ts';

/** The page with every device somebody is signed in on. */
const href = '/settings';

// Whoever did it is named as a third person, never as the other one: people who are apart hear nothing
// of each other, and an organiser could block a member first.

const linkMade = notice('sign_in_link_made', SignInLinkMade, {
  preference: 'details',
  // Whoever made it wrote a letter of its own.
  hasLetter: false,
  to: (_, { linkId, memberId, byId }) =>
    Promise.resolve([
      {
        key: linkId,
        memberId,
        otherId: null,
        facts: byId === '' ? { about: linkId, what: 'terminal' } : { about: linkId, thirdId: byId },
        href,
      },
    ]),
  words: (w, to) => ({
    subject:
      w.what === 'terminal'
        ? m.letters_link_printed_subject({}, to)
        : m.letters_link_made_subject(w, to),
    paragraphs: [m.letters_handed_check({}, to)],
    button: m.letters_link_made_button({}, to),
  }),
});

/** The member a letter was written to; undefined where it was nobody's. */
async function receiverOf(db: Reader, letterId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('mails')
    .innerJoin('emails', 'emails.address', 'mails.to_address')
    .innerJoin('members', 'members.id', 'emails.member_id')
    .select('members.id')
    .where('mails.id', '=', letterId)
    .where('mails.category', '=', 'security')
    .where('members.status', '=', 'active')
    .executeTakeFirst();
  return row?.id;
}

const letterOpened = notice('sign_in_letter_opened', LetterOpened, {
  preference: 'details',
  hasLetter: false,
  async to(db, { letterId, byId }) {
    const memberId = await receiverOf(db, letterId);
    if (memberId === undefined || memberId === byId) return [];
    const facts = { about: letterId, thirdId: byId };
    return [{ key: `${letterId}:${byId}`, memberId, otherId: null, facts, href }];
  },
  words: (w, to) => ({
    subject: m.letters_letter_opened_subject(w, to),
    paragraphs: [m.letters_handed_check({}, to)],
    button: m.letters_link_made_button({}, to),
  }),
});

export const signInNotices: readonly Notice[] = [linkMade, letterOpened];
