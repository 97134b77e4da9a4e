import { describe, expect, it } from 'vitest';
import { parseProfile, type ProfileDraft } from './profile.input.ts';
import fc from '#tests/fast-check.ts';
import { limits } from './profile.ts';

const ana: ProfileDraft = {
  name: 'Ana Hallgrímsson',
  pronouns: '',
  ownWords: '',
  place: '',
  timeZone: '',
  hours: '',
  languages: [],
  links: [],
  isPublic: false,
  shares: [],
  wants: [],
  isAvailable: false,
  capacity: '2',
  modes: ['meet'],
  replyDays: '3',
  terms: 'free',
  amount: '',
  currency: 'EUR',
  termsNote: '',
  firstChatFree: false,
  whoMayWrite: 'everyone',
};
const key = (name: string) => name.toLowerCase();
const read = (changes: Partial<ProfileDraft>) => parseProfile({ ...ana, ...changes }, key);
const codes = (changes: Partial<ProfileDraft>) => {
  const result = read(changes);
  return 'problems' in result ? result.problems : [];
};
const profile = (changes: Partial<ProfileDraft>) => {
  const result = read(changes);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.profile;
};

describe('what Ana may say about herself', () => {
  it('needs nothing but her name', () => {
    expect(profile({})).toMatchObject({
      name: 'Ana Hallgrímsson',
      hours: '',
      links: [],
      shares: [],
    });
    expect(codes({ name: '  ' })).toEqual([{ field: 'name', at: 0, code: 'name_missing' }]);
  });

  it.each(['A\u202ena', 'A\u200bna', 'A\u0000na', 'A\u2066na\u2069', 'A\ue000'])(
    'D6: refuses a name that hides characters: %j',
    (name) => {
      expect(codes({ name })).toEqual([{ field: 'name', at: 0, code: 'hidden' }]);
    },
  );

  it.each(['李小龙', 'محمد الفارسي', 'می‌خواهم', 'Siobhán O’Brien-Nguyễn', 'क्षत्रिय', '👩‍💻 Ana'])(
    'D6: takes the name %s as it is',
    (name) => {
      expect(profile({ name }).name).toBe(name.normalize('NFC'));
    },
  );

  it('D6: brings names to one form and leaves no outer or double spaces', () => {
    expect(profile({ name: ' Zoe\u0308   Zheng ' }).name).toBe('Zoë Zheng');
  });

  it('D7: counts characters, not bytes or marks, and refuses instead of breaking', () => {
    expect(profile({ name: '😀'.repeat(limits.name) }).name).toHaveLength(160);
    for (const name of ['😀'.repeat(81), `e${'\u0301'.repeat(10_000)}`, 'x'.repeat(100_000)]) {
      expect(codes({ name })).toEqual([{ field: 'name', at: 0, code: 'too_long' }]);
    }
    expect(profile({ ownWords: 'x'.repeat(3000) }).ownWords).toHaveLength(3000);
    expect(codes({ ownWords: 'x'.repeat(3001) })).toMatchObject([
      { field: 'ownWords', code: 'too_long' },
    ]);
    expect(codes({ ownWords: '字'.repeat(3001) })).toMatchObject([
      { field: 'ownWords', code: 'too_long' },
    ]);
    expect(codes({ ownWords: '😀'.repeat(2900) })).toMatchObject([
      { field: 'ownWords', code: 'too_long' },
    ]);
  });

  it('D7: never breaks, whatever is sent', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 60 });
    const drafts = fc.record({
      ...Object.fromEntries(
        [
          'name',
          'pronouns',
          'ownWords',
          'place',
          'timeZone',
          'hours',
          'capacity',
          'replyDays',
          'terms',
          'amount',
          'currency',
          'termsNote',
          'whoMayWrite',
        ].map((field) => [field, anything]),
      ),
      languages: fc.array(anything, { maxLength: 3 }),
      links: fc.array(anything, { maxLength: 7 }),
      modes: fc.array(anything, { maxLength: 3 }),
      shares: fc.array(fc.record({ name: anything, level: anything }), { maxLength: 3 }),
      wants: fc.array(fc.record({ name: anything, level: fc.constantFrom('1', '2', '3') }), {
        maxLength: 40,
      }),
    });
    fc.assert(fc.property(drafts, (draft) => void read(draft)));
  });

  it('takes https addresses, with or without the https, and no others', () => {
    expect(
      profile({ links: ['', 'ana.example', ' https://ana.example/x?y=1 ', ''] }).links,
    ).toEqual(['https://ana.example/', 'https://ana.example/x?y=1']);
    for (const link of [
      'http://ana.example',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://a:b@ana.example',
      'mailto:a@b.example',
      'https://',
      'ftp://x.example',
      'localhost',
      'https://ana example',
    ]) {
      expect(codes({ links: ['https://ok.example', '', link] })).toEqual([
        { field: 'links', at: 2, code: 'link_unusable' },
      ]);
    }
    expect(
      codes({ links: Array.from({ length: 6 }, (_, i) => `https://${i}.example`) }),
    ).toMatchObject([{ field: 'links', code: 'too_many' }]);
  });

  it('lists each skill once, by the name it came first', () => {
    expect(
      profile({
        shares: [
          { name: 'Go', level: '3' },
          { name: 'go', level: '1' },
        ],
      }).shares,
    ).toEqual([{ name: 'Go', confidence: 3 }]);
    expect(codes({ wants: [{ name: 'Rust', level: '9' }] })).toEqual([
      { field: 'wants', at: 0, code: 'choose_one' },
    ]);
  });

  it('knows time zones and languages by today’s names', () => {
    expect(profile({ timeZone: 'Asia/Calcutta', languages: ['pt', 'en', 'pt'] })).toMatchObject({
      timeZone: 'Asia/Kolkata',
      languages: ['pt', 'en'],
    });
    expect(codes({ timeZone: 'Mars/Olympus' })).toMatchObject([
      { field: 'timeZone', code: 'zone_unknown' },
    ]);
    expect(codes({ languages: ['klingonish'] })).toMatchObject([
      { field: 'languages', code: 'language_unknown' },
    ]);
  });

  it('treats a week without a single hour as not said', () => {
    expect(profile({ hours: '0'.repeat(168) }).hours).toBe('');
    expect(codes({ hours: '1' })).toMatchObject([{ field: 'hours', code: 'hours_unusable' }]);
  });
});

describe('what Hal may offer', () => {
  it('keeps what he charges in whole cents, and forgets it when it is free after all', () => {
    const charges = {
      terms: 'charges',
      amount: '40,50',
      currency: 'EUR',
      termsNote: 'students half',
      firstChatFree: true,
    };
    expect(profile(charges).terms).toEqual({
      kind: 'charges',
      amount: 4050,
      currency: 'EUR',
      note: 'students half',
      firstChatFree: true,
    });
    expect(profile({ ...charges, terms: 'free' }).terms).toEqual({
      kind: 'free',
      amount: null,
      currency: '',
      note: 'students half',
      firstChatFree: false,
    });
    expect(codes({ ...charges, amount: 'a lot' })).toEqual([
      { field: 'amount', at: 0, code: 'amount_unusable' },
    ]);
    expect(codes({ ...charges, currency: 'XXX' })).toEqual([
      { field: 'currency', at: 0, code: 'choose_one' },
    ]);
  });

  it('has room for one to twenty people', () => {
    for (const capacity of ['1', '5', '20'])
      expect(profile({ capacity }).capacity).toBe(Number(capacity));
    for (const capacity of ['', '0', '21', '-1', '2.5', '1e1', 'many']) {
      expect(codes({ capacity })).toEqual([{ field: 'capacity', at: 0, code: 'capacity_range' }]);
    }
  });

  it('asks what he is up for only while the box is ticked', () => {
    expect(profile({ modes: [] }).modes).toEqual([]);
    expect(codes({ modes: [], isAvailable: true })).toEqual([
      { field: 'modes', at: 0, code: 'modes_missing' },
    ]);
  });
});
