/** Bytes of a file, as the text they are. */

/** A text; `isGuessed` where the bytes do not say how they are written. */
export interface Decoded {
  readonly text: string;
  readonly isGuessed: boolean;
}

/**
 * The text of a file in UTF-8, in UTF-16 with a mark, or else in the old writing of western Europe; null for what
 * is no text: it holds NUL or many controls. Line ends become LF, and a mark at the start goes.
 */
export function decode(bytes: Uint8Array): Decoded | null {
  const marked = decoded(markOf(bytes), bytes);
  if (marked !== null) return isText(marked) ? { text: tidied(marked), isGuessed: false } : null;
  if (bytes.includes(0)) return null;
  const guessed = new TextDecoder('windows-1252').decode(bytes);
  return isText(guessed) ? { text: tidied(guessed), isGuessed: true } : null;
}

function markOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decoded(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A text may hold a stray control or an old page break; a picture or a program holds many. */
function isText(text: string): boolean {
  if (text.includes('\u0000')) return false;
  const controls = text
    .slice(0, 8_000)
    .match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u0081\u008d\u008f\u0090\u009d]/g);
  return (controls?.length ?? 0) <= text.length / 100;
}

const tidied = (text: string): string => text.replaceAll('\r\n', '\n');
