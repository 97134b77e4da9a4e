import { describe, expect, it } from 'vitest';
import { parseProfile } from '#domain/members/profile.input.ts';
import type { Profile } from '#domain/members/profile.ts';
import { skillKey } from '#domain/skills/skill.ts';
import {
  chosenTheirs,
  draftOf,
  type FormDraft,
  readDraft,
  withTheirs,
} from './profile-form.server.ts';
import fc from '#tests/fast-check.ts';

const hal: Profile = {
  name: 'Hal',
  pronouns: 'he/him',
  ownWords: 'One.\n\nTwo.',
  place: 'Leeds',
  timeZone: 'Europe/London',
  hours: '01'.repeat(84),
  languages: ['en'],
  links: ['https://hal.example/'],
  isPublic: true,
  shares: [{ name: 'Go', confidence: 3 }],
  wants: [{ name: 'Rust', priority: 1 }],
  isAvailable: true,
  capacity: 7,
  modes: ['meet', 'swap'],
  replyDays: 7,
  terms: {
    kind: 'charges',
    amount: 4050,
    currency: 'EUR',
    note: 'half for students',
    firstChatFree: true,
  },
  whoMayWrite: 'learners',
};

/** What a browser sends when the form shows this draft. */
function sent(draft: FormDraft): FormData {
  const form = new FormData();
  const lines: [string, string][] = [
    ['name', draft.name],
    ['pronouns', draft.pronouns],
    ['own_words', draft.ownWords.replaceAll('\n', '\r\n')],
    ['place', draft.place],
    ['time_zone', draft.timeZone],
    ...draft.links.map((link, place): [string, string] => [`link_${place}`, link]),
    ...draft.languages.map((code): [string, string] => ['languages', code]),
    ...draft.modes.map((mode): [string, string] => ['modes', mode]),
    ...[...draft.hours].flatMap((hour, cell): [string, string][] =>
      hour === '1' ? [['hours', String(cell)]] : [],
    ),
    ...skillLines('share', draft.shares),
    ...skillLines('want', draft.wants),
    ['capacity', Number(draft.capacity) < 5 ? draft.capacity : 'more'],
    ['capacity_exact', draft.capacity],
    ['reply_days', draft.replyDays],
    ['terms', draft.terms],
    ['amount', draft.amount],
    ['currency', draft.currency],
    ['terms_note', draft.termsNote],
    ['who_may_write', draft.whoMayWrite],
  ];
  for (const [name, value] of lines) form.append(name, value);
  if (draft.isAvailable) form.append('available', 'on');
  if (draft.isPublic) form.append('is_public', 'on');
  if (draft.firstChatFree) form.append('first_chat_free', 'on');
  return form;
}

const skillLines = (kind: string, skills: FormDraft['shares']): [string, string][] =>
  skills.flatMap(({ name, level }, place): [string, string][] => [
    [`${kind}_name`, name],
    [`${kind}_level_${place}`, level],
  ]);

describe('the form “Your profile”', () => {
  it('sends back exactly what it was filled with, whatever Hal’s hours, room and prices', () => {
    const changes = fc.record({
      hours: fc
        .string({ unit: fc.constantFrom('0', '1'), minLength: 168, maxLength: 168 })
        .filter((week) => week.includes('1')),
      capacity: fc.integer({ min: 1, max: 20 }),
      amount: fc.integer({ min: 1, max: 99_999_999 }),
      isAvailable: fc.boolean(),
    });
    fc.assert(
      fc.property(changes, ({ amount, ...rest }) => {
        const profile = { ...hal, ...rest, terms: { ...hal.terms, amount } };
        expect(parseProfile(readDraft(sent(draftOf(profile))), skillKey)).toEqual({ profile });
      }),
    );
  });

  it('ticks the box when Hal presses the button for it, whatever the box says', () => {
    const form = sent(draftOf({ ...hal, isAvailable: false }));
    form.append('tick', 'on');
    expect(readDraft(form).isAvailable).toBe(true);
  });

  it('puts what is saved where Hal chose it, and leaves the rest as typed', () => {
    const form = sent(draftOf({ ...hal, place: 'York', name: 'Hal B' }));
    form.append('take_place', 'theirs');
    form.append('take_name', 'mine');
    form.append('take_terms', 'theirs');
    expect(chosenTheirs(form)).toEqual(['terms', 'place']);
    const saved = {
      ...hal,
      terms: { ...hal.terms, kind: 'free' as const, amount: null, currency: '' },
    };
    expect(withTheirs(readDraft(form), { saved, fields: chosenTheirs(form) })).toMatchObject({
      name: 'Hal B',
      place: 'Leeds',
      terms: 'free',
      amount: '',
    });
  });

  it('reads an empty form without breaking', () => {
    expect('problems' in parseProfile(readDraft(new FormData()), skillKey)).toBe(true);
  });
});
