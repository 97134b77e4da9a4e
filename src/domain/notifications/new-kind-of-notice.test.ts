/** A new kind of notice is one declaration and its words: this one stands in no list of the product's. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { usualChoices } from '#domain/members/mail-choice.ts';
import { chooseLetters } from '#domain/members/mail-choices.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { hour } from '#lib/duration.ts';
import { event } from '#lib/event.ts';
import type { Locale } from '#lib/locale.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { guild, happens, letters, pass } from '#tests/notice-harness.ts';
import type { TestRuntime } from '#tests/runtime.ts';
import { notice } from './notice-kind.queries.server.ts';
import { noticeKinds } from './notice-kinds.queries.server.ts';
import { noticesOf } from './notices.queries.server.ts';

const BookLent = event('BookLent', { bookId: z.string(), fromId: z.string(), toId: z.string() });

const english = { lent: 'lent you a book', what: 'It is on its way.', button: 'See the book' };
const german = { lent: 'leiht dir ein Buch', what: 'Es ist unterwegs.', button: 'Buch ansehen' };

const bookLent = notice('book_lent', BookLent, {
  preference: 'answers',
  isFromOther: true,
  to(_, { bookId, fromId, toId }) {
    const facts = { about: bookId };
    const href = `/books/${bookId}`;
    return Promise.resolve([{ key: bookId, memberId: toId, otherId: fromId, facts, href }]);
  },
  words: ({ name }, { locale }) => {
    const { lent, what, button } = locale === 'de' ? german : english;
    return { subject: `${name} ${lent}`, paragraphs: [what], button };
  },
});

const kinds = [...noticeKinds, bookLent];

const stored = ({ db }: TestRuntime) =>
  db.read.selectFrom('notices').select(['kind', 'member_id', 'other_id', 'href']).execute();

const seenBy = ({ db }: TestRuntime, viewer: Viewer, locale: Locale) =>
  noticesOf(db.read, { viewer, community: { name: 'Tidewater Code Guild' }, locale, kinds });

eachEngine('a kind of notice that was only declared', (freshDatabase) => {
  it('tells Odalys, whom Tamsin lent a book, in the app and by letter, and nobody else', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const ben = await addMember(runtime, { name: 'Ben' });
    const facts = { bookId: 'b1', fromId: tamsin.id, toId: odalys.id };
    await happens(runtime, BookLent, facts, { kinds });
    await happens(runtime, BookLent, facts, { kinds });
    expect(await stored(runtime)).toEqual([
      { kind: 'book_lent', member_id: odalys.id, other_id: tamsin.id, href: '/books/b1' },
    ]);
    expect(await seenBy(runtime, odalys, 'en')).toMatchObject([
      { sentence: 'Tamsin lent you a book', href: '/books/b1', isNew: true },
    ]);
    expect(await seenBy(runtime, odalys, 'de')).toMatchObject([
      { sentence: 'Tamsin leiht dir ein Buch' },
    ]);
    for (const other of [tamsin, ben]) expect(await seenBy(runtime, other, 'en')).toEqual([]);
    const [letter, ...more] = await letters(runtime);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      to: 'Odalys',
      subject: 'Tamsin lent you a book',
      fromName: 'Tamsin via Tidewater Code Guild',
    });
    expect(letter?.text).toContain('It is on its way.');
    expect(letter?.text).toContain('See the book:\nhttp://localhost:3000/books/b1');
    expect(letter?.unsubscribe).toContain(`/unsubscribe/${odalys.id}.answers.`);
  });

  it('keeps its letter until Odalys’ quiet hours end, and writes none where she wants none', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const quiet = { from: 14 * 60, until: 16 * 60 };
    await chooseLetters(runtime, { memberId: odalys.id, choices: usualChoices, quiet });
    const lend = (bookId: string) =>
      happens(runtime, BookLent, { bookId, fromId: tamsin.id, toId: odalys.id }, { kinds });
    await lend('b1');
    expect(await letters(runtime)).toEqual([]);
    await pass(runtime, 2 * hour, { kinds });
    expect(await letters(runtime)).toMatchObject([{ subject: 'Tamsin lent you a book' }]);
    const choices = { ...usualChoices, answers: 'never' } as const;
    await chooseLetters(runtime, { memberId: odalys.id, choices, quiet: null });
    await lend('b2');
    await pass(runtime, 24 * hour, { kinds });
    expect(await stored(runtime)).toHaveLength(2);
    expect(await letters(runtime)).toHaveLength(1);
  });
});
