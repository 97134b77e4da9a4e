import { parseAmount } from '#lib/money.ts';
import { fold } from '#lib/text.ts';

/** Free, paid or as one likes, as far as a roster says. `amount` is in minor units an hour. */
export interface RosterTerms {
  readonly terms: 'free' | 'charges' | 'pay_what_feels_right';
  readonly amount: number | null;
  readonly currency: string;
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₹': 'INR',
  '¥': 'JPY',
};
const nothing: RosterTerms = { terms: 'free', amount: null, currency: '' };

const freeWords = [
  'free',
  'volunteer',
  'gratis',
  'kostenlos',
  'umsonst',
  'no charge',
  'free of charge',
  'unpaid',
];
const paidWords = ['paid', 'charges', 'charge', 'bezahlt', 'kostenpflichtig', 'fee'];
const openWords = ['what feels right', 'what you', 'donation', 'sliding', 'pwyw', 'tip', 'spende'];
const yes = ['yes', 'y', 'true', '1', 'ja', 'x', 'oui', 'si'];
const no = ['no', 'n', 'false', '0', 'nein', 'non', 'none'];

/**
 * Reads what a list says about money: `free`, `€40 an hour`, `60 CHF`, `pay what you can`, or a plain
 * yes or no, which means what the column's name asks (`free: yes`, `paid: no`). Null when unclear.
 */
export function readTerms(text: string, columns: readonly string[]): RosterTerms | null {
  const said = fold(text);
  if (openWords.some((word) => said.includes(word)))
    return { ...nothing, terms: 'pay_what_feels_right' };
  const priced = readPrice(text);
  if (priced !== null) return priced;
  const asksWhetherFree = columns.some((column) => /free|gratis|kostenlos/i.test(column));
  if (no.includes(said)) return asksWhetherFree ? { ...nothing, terms: 'charges' } : nothing;
  if (yes.includes(said)) return asksWhetherFree ? nothing : { ...nothing, terms: 'charges' };
  if (freeWords.includes(said)) return nothing;
  return paidWords.includes(said) ? { ...nothing, terms: 'charges' } : null;
}

/** Only a number with a currency beside it is a price. */
function readPrice(text: string): RosterTerms | null {
  const [figure = ''] = /\d[\d.,]*/.exec(text) ?? [];
  const [code] = /\b[A-Z]{3}\b/.exec(text) ?? [];
  const sign = Object.keys(signs).find((each) => text.includes(each));
  const currency = code ?? signs[sign ?? ''] ?? '';
  if (figure === '' || !isCurrency(currency)) return null;
  if (/^[0.,]+$/.test(figure)) return nothing;
  const amount = parseAmount(figure.replace(/[.,]$/, ''), currency);
  return amount === null ? null : { terms: 'charges', amount, currency };
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
