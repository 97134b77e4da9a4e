import { describe, expect, it } from 'vitest';
import { freeTerms } from '#tests/pairings.ts';
import { parseAgreement, type AgreementForm } from './agreement.input.ts';

const open: AgreementForm = {
  every: '',
  minutes: '',
  way: '',
  where: '',
  replyHours: '',
  terms: 'keep',
  amount: '',
  currency: '',
  between: '',
  reviewAfterMonths: '',
};

describe('the lines Ana types', () => {
  it('may all be left open, with the terms as they are', () => {
    expect(parseAgreement(open, freeTerms)).toEqual({
      lines: {
        rhythm: null,
        where: null,
        questions: null,
        terms: freeTerms,
        between: null,
        reviewAfterMonths: null,
      },
    });
    const see = {
      ...open,
      every: 'see',
      replyHours: 'see',
      terms: 'see',
      reviewAfterMonths: 'see',
    };
    expect(parseAgreement(see, freeTerms)).toMatchObject({ lines: { rhythm: null, terms: null } });
  });

  it('are read line by line', () => {
    const typed = {
      ...open,
      every: 'two_weeks',
      minutes: '45',
      way: 'call',
      where: '  Jitsi,  cameras optional ',
      replyHours: '48',
      terms: 'charges',
      amount: '35',
      currency: 'EUR',
      between: 'Whatever we say about work.\r\n',
      reviewAfterMonths: '6',
    };
    expect(parseAgreement(typed, null)).toEqual({
      lines: {
        rhythm: { every: 'two_weeks', minutes: 45, way: 'call' },
        where: 'Jitsi, cameras optional',
        questions: { replyHours: 48 },
        terms: { kind: 'charges', amount: 3500, currency: 'EUR', note: '', firstChatFree: false },
        between: 'Whatever we say about work.',
        reviewAfterMonths: 6,
      },
    });
  });

  it('are sent back with what to mend, a code a line', () => {
    const typed = {
      ...open,
      every: 'daily',
      minutes: '7',
      where: 'x'.repeat(201),
      between: 'y'.repeat(2001),
      reviewAfterMonths: '99',
      terms: 'gold',
    };
    expect(parseAgreement(typed, null)).toEqual({
      problems: [
        { field: 'every', code: 'choose_one' },
        { field: 'minutes', code: 'choose_one' },
        { field: 'where', code: 'too_long' },
        { field: 'between', code: 'too_long' },
        { field: 'reviewAfterMonths', code: 'choose_one' },
        { field: 'terms', code: 'choose_one' },
      ],
    });
    const priced = { ...open, terms: 'charges', amount: '-4', currency: 'EUR' };
    expect(parseAgreement(priced, null)).toEqual({
      problems: [{ field: 'amount', code: 'amount_unusable' }],
    });
    expect(parseAgreement({ ...priced, currency: 'XXX' }, null)).toEqual({
      problems: [{ field: 'currency', code: 'choose_one' }],
    });
    expect(parseAgreement({ ...open, terms: 'pay_what_feels_right' }, null)).toMatchObject({
      lines: { terms: { kind: 'pay_what_feels_right', amount: null } },
    });
  });
});
