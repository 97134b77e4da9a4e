/** What the address of a review's page asks for: what is compared, how, and which form is open. */
import type { Comparison } from '#domain/reviews/review-view.ts';

/** A place of the comparison that is shown, by the number of its file. */
export interface AskedPlace {
  /** The number of the file, from 0; null for the whole. */
  readonly file: number | null;
  /** Null for all of the file. */
  readonly lines: { side: 'left' | 'right'; from: number; to: number } | null;
}

export interface Asked {
  readonly compare: Comparison | undefined;
  readonly view: 'unified' | 'split';
  /** The file that is shown whole; '' for none. */
  readonly whole: string;
  /** Unchanged parts and long files that are unfolded. */
  readonly open: readonly string[];
  /** Where a comment is being written. */
  readonly on: AskedPlace | null;
  /** The draft that is being changed; '' for none. */
  readonly edit: string;
}

/** Unfolded parts one address can hold; there is the whole file for more. */
const mostOpen = 60;

/** Reads an address; what makes no sense in it was not asked. */
export function askedIn(params: URLSearchParams): Asked {
  const edit = params.get('edit') ?? '';
  return {
    compare: comparisonIn(params),
    view: params.get('view') === 'split' ? 'split' : 'unified',
    whole: params.get('whole') ?? '',
    open: (params.get('open') ?? '').split('.').filter((part) => part !== ''),
    on: edit === '' ? placeIn(params) : null,
    edit,
  };
}

function comparisonIn(params: URLSearchParams): Comparison | undefined {
  const to = numberIn(params.get('to') ?? '');
  const from = params.get('from') ?? '';
  const since = from === 'original' ? from : numberIn(from);
  return to === null || since === null ? undefined : { from: since, to };
}

const numberIn = (text: string): number | null => (/^\d{1,7}$/.test(text) ? Number(text) : null);

/** "0:right:43" and "0:right:43-47" are lines, "0" a file, "all" is the whole; a form may say the line apart. */
function placeIn(params: URLSearchParams): AskedPlace | null {
  const text = params.get('on') ?? '';
  if (text === 'all') return { file: null, lines: null };
  const [file = '', side = '', range = ''] = text.split(':');
  const index = numberIn(file);
  if (index === null) return null;
  if (side !== 'left' && side !== 'right') return { file: index, lines: null };
  const [start = '', end = start] = (range === '' ? (params.get('line') ?? '') : range).split('-');
  const [from, to] = [numberIn(start), numberIn(end)];
  if (from === null || to === null) return { file: index, lines: null };
  return { file: index, lines: { side, from: Math.min(from, to), to: Math.max(from, to) } };
}

/** How a place is written in an address. */
export function placeText({ file, lines }: AskedPlace): string {
  if (file === null) return 'all';
  if (lines === null) return String(file);
  const { side, from, to } = lines;
  return `${file}:${side}:${from}${to > from ? `-${to}` : ''}`;
}

/** An address that asks for the same but for what is named; no form is open in it unless named. */
export function hrefFor(asked: Asked, but: Partial<Asked> = {}): string {
  const { compare, view, whole, open, on, edit } = { ...asked, on: null, edit: '', ...but };
  const parts = [
    compare === undefined ? '' : `from=${compare.from}&to=${compare.to}`,
    view === 'split' ? 'view=split' : '',
    whole === '' ? '' : `whole=${encodeURIComponent(whole)}`,
    open.length === 0 ? '' : `open=${open.slice(-mostOpen).join('.')}`,
    on === null ? '' : `on=${placeText(on)}`,
    edit === '' ? '' : `edit=${edit}`,
  ].filter((part) => part !== '');
  return `?${parts.join('&')}`;
}

/** What a form is sent to, so that the page comes back as it was. */
export function actionFor(asked: Asked, name: string): string {
  const rest = hrefFor(asked, { on: asked.on, edit: asked.edit }).slice(1);
  return `?/${name}${rest === '' ? '' : `&${rest}`}`;
}
