/** Amounts of money: kept as whole minor units (cents), typed and shown in major ones. */

/** Currencies to choose from, the most usual among programmers first. ISO 4217. */
export const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'INR',
  'JPY',
  'CAD',
  'AUD',
  'BRL',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'RON',
  'BGN',
  'TRY',
  'UAH',
  'ILS',
  'AED',
  'SAR',
  'EGP',
  'NGN',
  'KES',
  'GHS',
  'ZAR',
  'MAD',
  'PKR',
  'BDT',
  'LKR',
  'NPR',
  'IDR',
  'MYR',
  'PHP',
  'SGD',
  'THB',
  'VND',
  'HKD',
  'TWD',
  'CNY',
  'KRW',
  'NZD',
  'MXN',
  'ARS',
  'CLP',
  'COP',
  'PEN',
  'UYU',
] as const;

/** How many digits stand behind the point: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * A typed amount (`40`, `40.5`, `40,50`) in minor units of the currency; null when it is not a positive
 * amount that the currency can hold.
 */
export function parseAmount(text: string, currency: string): number | null {
  const [whole = '', fraction, ...more] = text.trim().split(/[.,]/);
  const isWritten =
    /^\d{1,7}$/.test(whole) && (fraction === undefined || /^\d{1,3}$/.test(fraction));
  const digits = minorDigits(currency);
  if (!isWritten || more.length > 0 || (fraction ?? '').length > digits) return null;
  const amount = Number(whole + (fraction ?? '').padEnd(digits, '0'));
  return amount > 0 && amount < 2_000_000_000 ? amount : null;
}

/** Minor units as one would type them: `40.50`, `40`. */
export function typedAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = (amount / 10 ** digits).toFixed(digits);
  return text.replace(/\.0+$/, '');
}

/** Minor units as people write them in a language: `€40`, `40 €`. */
export function moneyText(
  amount: number,
  { currency, locale }: { currency: string; locale: string },
): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(amount / 10 ** minorDigits(currency));
}
