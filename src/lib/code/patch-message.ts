/** What somebody wrote about a patch, in the mail or the commit it came with. */
export interface PatchMessage {
  readonly subject: string;
  readonly body: string;
}

const mailHead =
  /^(?:From|Subject|Date|To|Cc|Message-ID|MIME-Version|Return-Path|Received|Delivered-To): /i;
const mboxLine = /^From [0-9a-f]{7,64} /;
const commitLine = /^commit [0-9a-f]{7,64}/;

/** Whether a mail or a commit, as `git format-patch` and `git show` write them, begins at this line. */
export function startsMessage(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (mboxLine.test(line) || commitLine.test(line)) return true;
  return mailHead.test(line) && (at === 0 || mboxLine.test(lines[at - 1] ?? ''));
}

/**
 * Reads the message that begins at `at`, up to the line `---` or whatever `isEnd` says is no longer part of it.
 */
export function readMessage(
  lines: readonly string[],
  at: number,
  isEnd: (at: number) => boolean,
): { message: PatchMessage; next: number } {
  const isCommit = commitLine.test(lines[at] ?? '');
  let next = at + 1;
  while (next < lines.length && !isEnd(next) && lines[next] !== '---') {
    if (mboxLine.test(lines[next] ?? '') || commitLine.test(lines[next] ?? '')) break;
    next += 1;
  }
  const own = lines.slice(at, next);
  return { message: isCommit ? commitMessage(own) : mailMessage(own), next };
}

function commitMessage(lines: readonly string[]): PatchMessage {
  const [subject = '', ...body] = lines
    .filter((line) => line.startsWith('    '))
    .map((line) => line.slice(4));
  return { subject, body: body.join('\n').trim() };
}

function mailMessage(lines: readonly string[]): PatchMessage {
  const blank = lines.indexOf('');
  const heads = blank === -1 ? lines : lines.slice(0, blank);
  const body = blank === -1 ? [] : lines.slice(blank + 1);
  return { subject: withoutMarks(decodeWords(subjectIn(heads))), body: body.join('\n').trim() };
}

/** The subject, unfolded. */
function subjectIn(heads: readonly string[]): string {
  const start = heads.findIndex((line) => /^subject:/i.test(line));
  if (start === -1) return '';
  const rest = heads.slice(start + 1);
  const end = rest.findIndex((line) => !/^[ \t]/.test(line));
  const folded = end === -1 ? rest : rest.slice(0, end);
  return [(heads[start] ?? '').slice('subject:'.length), ...folded]
    .map((part) => part.trim())
    .join(' ');
}

/** Takes `[PATCH 2/3]` and the like off. */
function withoutMarks(subject: string): string {
  let rest = subject.trim();
  while (rest.startsWith('[') && rest.includes(']'))
    rest = rest.slice(rest.indexOf(']') + 1).trimStart();
  return rest === '' ? subject.trim() : rest;
}

/** Encoded words of RFC 2047; those in an unknown charset stay as they are. */
function decodeWords(text: string): string {
  return text
    .replace(/\?= +=\?/g, '?==?')
    .replace(
      /=\?([\w.:-]{1,40})\?([bq])\?([^?\s]*)\?=/gi,
      (whole, charset: string, way: string, word: string) =>
        decodeWord(
          charset,
          way.toLowerCase() === 'b' ? bytesOfBase64(word) : bytesOfQuoted(word),
        ) ?? whole,
    );
}

function decodeWord(charset: string, bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}

function bytesOfBase64(word: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(word), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

function bytesOfQuoted(word: string): Uint8Array {
  const plain = word
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0) & 255);
}
