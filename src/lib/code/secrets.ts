/** Pointing out what looks like a secret, before somebody shows it to somebody else. */

/** What something looks like that should perhaps not be shown to anybody. */
export type SecretKind =
  'private_key' | 'access_token' | 'signed_token' | 'password' | 'connection_password';

export interface FoundSecret {
  /** From 1. */
  readonly line: number;
  readonly what: SecretKind;
}

/** More than this many places help nobody. */
const mostFound = 50;
/** Matches looked at for one kind of secret; a text of nothing else ends here. */
const mostTried = 5_000;

interface Look {
  readonly what: SecretKind;
  readonly pattern: RegExp;
  /** Whether a match is worth pointing out; `value` is its first group, or the whole. */
  readonly isReal: (value: string) => boolean;
}

/** Keys made by programs: their beginnings are fixed, and what follows is random. */
const tokens: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bya29\.[\w-]{20,}/g,
  /\bgh[oprsu]_[A-Za-z0-9]{36,}/g,
  /\bgithub_pat_\w{40,}/g,
  /\bgl(?:pat|dt|rt|ptt|oas)-[\w-]{20,}/g,
  /\bxox[a-z]-[\w-]{10,}/g,
  /\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/g,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bwhsec_[A-Za-z0-9+/]{24,}/g,
  /\bnpm_[A-Za-z0-9]{36}/g,
  /\bpypi-AgE[\w-]{40,}/g,
  /(?<![\w-])sk-[\w-]{32,}/g,
  /\bhf_[A-Za-z]{30,}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\bdop_v1_[a-f0-9]{64}/g,
  /\bAccountKey=[A-Za-z0-9+/]{60,}/g,
  /\b[\w~.-]{3}\dQ~[\w~.-]{31}/g,
];

const looks: readonly Look[] = [
  {
    what: 'private_key',
    // The head alone stands in programs that read keys; a key has its body behind it.
    pattern: /-----BEGIN [A-Z ]{0,24}PRIVATE KEY(?: BLOCK)?-----([^-]{0,400})/g,
    isReal: (body) => /[A-Za-z0-9+/]{32}/.test(body),
  },
  { what: 'private_key', pattern: /^PuTTY-User-Key-File-\d/gm, isReal: () => true },
  ...tokens.map((pattern): Look => ({ what: 'access_token', pattern, isReal: isRandom })),
  {
    what: 'signed_token',
    pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.([\w-]{10,})/g,
    isReal: isRandom,
  },
  {
    what: 'connection_password',
    pattern: /:\/\/[^\s:@/"'`<>]*:([^\s@/"'`<>]+)@[\w[]/g,
    isReal: isGiven,
  },
  {
    what: 'connection_password',
    pattern: /;\s?(?:password|pwd)=([^;\s"'`]{4,})/gi,
    isReal: isGiven,
  },
  {
    what: 'password',
    pattern:
      /(?:passw(?:or)?d|passphrase|pwd)["'`\]]{0,2}\s{0,8}(?:=>|:=|[:=])\s{0,8}["'`]([^"'`\s]{6,200})["'`]/gi,
    isReal: (value) => isGiven(value) && !isWords(value),
  },
  {
    what: 'password',
    pattern:
      /(?:secret|api_?-?key|access_?-?key|auth_?-?key|private_?-?key|encryption_?-?key|token)["'`\]]{0,2}\s{0,8}(?:=>|:=|[:=])\s{0,8}["'`]([^"'`\s]{12,400})["'`]/gi,
    isReal: (value) => isRandom(value) && !isWords(value),
  },
  {
    what: 'password',
    // A line of an .env file.
    pattern: /^(?:export )?[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|KEY)=([^\s"'`#]{8,400})$/gm,
    isReal: (value) => isGiven(value) && !isWords(value),
  },
];

/** Where a text seems to hold a secret: each line at most once, 50 at most. A hint, not a promise. */
export function findSecrets(text: string): FoundSecret[] {
  const found = looks.flatMap(({ what, pattern, isReal }) =>
    [...text.matchAll(pattern).take(mostTried)]
      .filter((match) => isReal(match[1] ?? match[0]))
      .map(({ index }) => ({ index, what })),
  );
  return withLines(
    text,
    found.toSorted((a, b) => a.index - b.index),
  );
}

function withLines(
  text: string,
  found: readonly { index: number; what: SecretKind }[],
): FoundSecret[] {
  const lines = new Map<number, SecretKind>();
  let line = 1;
  let next = text.indexOf('\n');
  for (const { index, what } of found) {
    while (next >= 0 && next < index) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    if (!lines.has(line)) lines.set(line, what);
    if (lines.size >= mostFound) break;
  }
  return [...lines].map(([line, what]) => ({ line, what }));
}

/** Words for what stands where a secret would, so that nobody writes the secret. */
const standIn =
  /change_?-?me|example|placeholder|dummy|fake|your|sample|redacted|todo|foobar|password|passwort|secret|xxx|\*\*\*|\.\.\.|12345|abcdef|insert|replace|process\.env|getenv|os\.environ/i;

/** Places a program fills in, of shells, templates and formats. A sign alone is none: passwords have those too. */
const filledIn =
  /^\$\w+$|[#$]\{|\$\(|\{\{|\{\d?\}|\{[A-Za-z_][\w.]*\}|%[sdv@(]|^%\w+%$|<%|<[\w.-]+>/;

function isGiven(value: string): boolean {
  return (
    value.length >= 4 && !standIn.test(value) && !filledIn.test(value) && new Set(value).size > 3
  );
}

/** Names and keys of catalogues: words with dots, dashes or capitals between them, and addresses. */
function isWords(value: string): boolean {
  return /^[A-Za-z_.:/-]+$/.test(value) || /^https?:\/\//.test(value) || isUuid(value);
}

const isUuid = (value: string): boolean =>
  value.length === 36 && value.split('-').length === 5 && /^[\da-f-]+$/i.test(value);

/** Three bits a character: what is less random was thought up, or repeats itself. */
function isRandom(value: string): boolean {
  return isGiven(value) && bitsOf(value) >= 3;
}

/** Shannon's entropy of the characters, in bits each. */
function bitsOf(value: string): number {
  const counts = new Map<string, number>();
  for (const sign of value.slice(0, 400)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const length = Math.min(value.length, 400);
  return counts.values().reduce((sum, count) => {
    const share = count / length;
    return sum - share * Math.log2(share);
  }, 0);
}
