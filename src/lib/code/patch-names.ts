/** What the two names in the heads of a patch say: null is `/dev/null`, no file. */
export interface NamePair {
  readonly old: string | null;
  readonly now: string | null;
}

const escapes: Record<string, number> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/**
 * A name in quotation marks at the beginning of a text, as git and C write it: `\t`, `\"`, and bytes of
 * UTF-8 as `\303\266`. Returns the name and where it ends, or null where the marks are not closed.
 */
export function readQuoted(text: string): { name: string; end: number } | null {
  if (!text.startsWith('"')) return null;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  let at = 1;
  while (at < text.length) {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (sign === '"')
      return { name: new TextDecoder().decode(Uint8Array.from(bytes)), end: at + 1 };
    if (sign === '\\') {
      const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0];
      bytes.push(octal === undefined ? (escapes[text[at + 1] ?? ''] ?? 63) : parseInt(octal, 8));
      at += octal === undefined ? 2 : 4;
    } else {
      bytes.push(...encoder.encode(sign));
      at += sign.length;
    }
  }
  return null;
}

/** A name as it stands after `rename from` and the like. */
export function nameIn(text: string): string {
  return readQuoted(text)?.name ?? text;
}

/** The name and the time after `--- ` or `+++ `, which a tab keeps apart. */
export function nameAndTime(text: string): { name: string; time: string } {
  const quoted = readQuoted(text);
  if (quoted !== null) return { name: quoted.name, time: text.slice(quoted.end).trim() };
  const tab = text.indexOf('\t');
  if (tab === -1) return { name: text, time: '' };
  return { name: text.slice(0, tab), time: text.slice(tab + 1) };
}

/** The two names after `diff --git`, or null where nobody can tell where the second begins. */
export function gitNames(text: string): NamePair | null {
  const quoted = readQuoted(text);
  if (quoted !== null) {
    const rest = text.slice(quoted.end + 1);
    return rest === '' ? null : withoutPrefixes({ old: quoted.name, now: nameIn(rest) });
  }
  const mark = text.indexOf(' "');
  if (mark > 0)
    return withoutPrefixes({ old: text.slice(0, mark), now: nameIn(text.slice(mark + 1)) });
  return namesInHalves(text);
}

/** Unquoted names hold spaces too; where they are the same file, the space is the one in the middle. */
function namesInHalves(text: string): NamePair | null {
  const middle = (text.length - 1) / 2;
  const [old, now] = [text.slice(0, middle), text.slice(middle + 1)];
  if (Number.isInteger(middle) && text[middle] === ' ') {
    const names = withoutPrefixes({ old, now });
    if (names.old === names.now) return names;
  }
  const parts = text.split(' ', 3);
  const [first, second] = parts;
  if (parts.length !== 2 || first === undefined || second === undefined) return null;
  return withoutPrefixes({ old: first, now: second });
}

/**
 * Takes `a/` and `b/` off, and any other two first folders that differ while the rest is the same: the short
 * names git can be set to, and the two folders that `diff -r` compares.
 */
export function withoutPrefixes({ old, now }: NamePair): NamePair {
  const oldParts = firstFolder(old);
  const newParts = firstFolder(now);
  const isGit =
    (old === null || oldParts?.folder === 'a') && (now === null || newParts?.folder === 'b');
  const isTwins = oldParts !== null && newParts !== null && oldParts.rest === newParts.rest;
  const isPlain = oldParts?.folder === newParts?.folder || !(isGit || isTwins);
  if (isPlain) return { old: withoutDot(old), now: withoutDot(now) };
  return { old: oldParts?.rest ?? null, now: newParts?.rest ?? null };
}

function firstFolder(name: string | null): { folder: string; rest: string } | null {
  if (name === null) return null;
  const slash = name.indexOf('/');
  const folder = name.slice(0, slash);
  if (slash < 1 || folder === '.' || folder === '..') return null;
  return { folder, rest: name.slice(slash + 1) };
}

const withoutDot = (name: string | null) =>
  name?.startsWith('./') === true ? name.slice(2) : name;

/** A name as git writes it: in quotation marks if it holds a mark, a backslash or a control sign. */
export function quoted(name: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(name)) return name;
  const bytes = new TextEncoder().encode(name);
  return `"${Array.from(bytes, quotedByte).join('')}"`;
}

function quotedByte(byte: number): string {
  if (byte === 34 || byte === 92) return `\\${String.fromCharCode(byte)}`;
  if (byte > 31 && byte < 127) return String.fromCharCode(byte);
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
