const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const cjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * One or two letters that stand for a name in any alphabet: the first letter of the first and the
 * last word. Chinese, Japanese and Korean names give one, because their second would be cut from
 * the middle of a word. Words that begin with neither letter nor digit (quotes, emoji) are passed
 * over; a name of nothing else gives its first visible character.
 */
export function initials(name: string): string {
  const words = name.normalize('NFC').split(/\s+/u);
  const letters = words.map(firstLetter).filter((letter) => letter !== '');
  const [first = firstGrapheme(name.trim()), ...others] = letters;
  const last = others.at(-1);
  return last === undefined || cjk.test(first) ? upper(first) : upper(first) + upper(last);
}

function firstLetter(word: string): string {
  const bare = word.replace(/^[^\p{L}\p{N}]+/u, '');
  return firstGrapheme(bare);
}

/** A plain letter that no mark follows needs no segmenter, which is slow. */
const plainStart = /^[A-Za-z\u00c0-\u024f](?=[A-Za-z\u00c0-\u024f'’-]|$)/u;

function firstGrapheme(text: string): string {
  const plain = plainStart.exec(text)?.[0];
  if (plain !== undefined) return plain;
  for (const { segment } of segmenter.segment(text)) return segment;
  return '';
}

/** Upper case that keeps to one letter: "ß" stays, rather than become "SS". */
function upper(letter: string): string {
  const raised = letter.toUpperCase();
  return [...raised].length > [...letter].length ? letter : raised;
}
