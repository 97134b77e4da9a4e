import { expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { currencies, minorDigits, moneyText, parseAmount, typedAmount } from './money.ts';

it('reads what Hal types, with a point or a comma', () => {
  expect(parseAmount('40', 'EUR')).toBe(4000);
  expect(parseAmount(' 40,5 ', 'EUR')).toBe(4050);
  expect(parseAmount('40.50', 'USD')).toBe(4050);
  expect(parseAmount('5000', 'JPY')).toBe(5000);
  expect(parseAmount('1.250', 'KWD')).toBe(1250);
});

it.each(['', '0', '0.00', '-4', '1e3', '40.555', '4 0', 'forty', '12345678', '٤٠', '∞'])(
  'does not take %j for an amount',
  (text) => {
    expect(parseAmount(text, 'EUR')).toBeNull();
  },
);

it('takes no cents where a currency has none', () => {
  expect(parseAmount('40.5', 'JPY')).toBeNull();
});

it('shows an amount the way it would be typed again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.constantFrom(...currencies),
      (amount, currency) => {
        fc.pre(amount < 10 ** (7 + minorDigits(currency)));
        expect(parseAmount(typedAmount(amount, currency), currency)).toBe(amount);
      },
    ),
  );
});

it('writes money the way the language does, without needless cents', () => {
  expect(moneyText(4000, { currency: 'EUR', locale: 'en' })).toBe('€40');
  expect(moneyText(4050, { currency: 'EUR', locale: 'de' })).toBe('40,50\u00a0€');
});
