/** Input that means harm, for everything that reads what a stranger sent; the same for the same dice. */
import { zipSync } from 'fflate';
import { readAsked } from '#domain/directory/mentor-query.input.ts';
import { busyTimesIn } from '#domain/free-times/busy-calendar.ts';
import { gather } from '#domain/reviews/code-upload.ts';
import { readRoster } from '#domain/rosters/roster.ts';
import { plainText, renderMarkdown } from '#lib/markdown.server.ts';
import type { Dice } from '../src/demo/dice.ts';

/** Something that reads; what it makes of a text does not matter here, only that it comes to an end. */
type Reader = (text: string) => unknown;

const from = Date.UTC(2026, 10, 18);
const window = { from, until: from + 60 * 86_400_000, zone: 'Europe/Lisbon', ownHost: 'here' };
const bytes = (text: string) => new TextEncoder().encode(text);

/** The readers by name, each with texts it reads well and the pieces its texts are made of. */
export const readers: Readonly<
  Record<string, { read: Reader; texts: string[]; pieces: string[] }>
> = {
  calendar: {
    read: (text) => busyTimesIn(text, window),
    texts: [
      'BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:20000101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Odd:20261201T100000\r\nDTEND;TZID=Odd:20261201T110000\r\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=9\r\nEXDATE;TZID=Odd:20261203T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
      'BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20261203T090000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n',
    ],
    pieces: [
      'RRULE:FREQ=SECONDLY\r\n',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n',
      'RRULE:FREQ=YEARLY;BYDAY=53MO;BYSETPOS=-366\r\n',
      'RDATE:00010101T000000,99991231T235959Z\r\n',
      'DTSTART;TZID=Odd:99991231T235959\r\n',
      'DURATION:P999999999W\r\n',
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T100000Z\r\n',
      'BEGIN:VEVENT\r\n',
      'END:VEVENT\r\n',
      '\r\n ',
      ';X="',
    ],
  },
  code: {
    read: (text) => gather({ pasted: [{ path: '', text }], uploads: [], patch: '' }),
    texts: [
      'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n',
      'From 0123456789abcdef Mon Sep 17 00:00:00 2001\nFrom: Ana <ana@example.org>\nSubject: [PATCH 1/2] Count\n\n---\ndiff --git a/b b/c\nsimilarity index 90%\nrename from b\nrename to c\n@@ -10 +10 @@\n-x\n+y\n--\n2.40\n',
    ],
    pieces: [
      '@@ -1,1 +1,1 @@\n',
      '@@ -999999999,999999999 +1 @@\n',
      '@@@ -1 -1 +1 @@@\n',
      '+++ "b/\\303\\"\n',
      'Binary files a/x and b/x differ\n',
      '\\ No newline at end of file\n',
      'rename to ../../x\n',
      '-',
      '+',
      '\r',
    ],
  },
  archive: {
    read: (text) =>
      gather({
        pasted: [],
        uploads: [{ name: 'a.zip', bytes: Uint8Array.from(text, (sign) => sign.charCodeAt(0)) }],
        patch: '',
      }),
    texts: [
      Buffer.from(
        zipSync({ 'a/b.ts': bytes('let a = 1;\n'.repeat(50)), 'a/c.md': bytes('# c\n') }),
      ).toString('latin1'),
    ],
    pieces: [
      'PK\u0001\u0002',
      'PK\u0003\u0004',
      'PK\u0005\u0006',
      '\u00ff\u00ff\u00ff\u00ff',
      '\u0000',
    ],
  },
  roster: {
    read: (text) => readRoster(text),
    texts: [
      'Name,E-mail,Skills\nAna,ana@example.org,"Go, Rust"\nBen,ben@example.org,CSS\n',
      '[{"name":"Ana","email":"ana@example.org","skills":["Go",{"name":"Rust"}]}]',
    ],
    pieces: ['"', '""', ';', '\t', '\n', '{"a":', '[', '\ufeff', '__proto__', '1e999', '\ud800'],
  },
  markdown: {
    read: (text) => [renderMarkdown(text), plainText(text)],
    texts: ['# Hi\n\n* one\n* [two](https://example.org)\n\n```ts\nlet a = 1;\n```\n\n> so\n'],
    pieces: [
      '[',
      '](',
      '*',
      '_',
      '`',
      '```\n',
      '> ',
      '- ',
      '<a href="',
      '&#x',
      '|',
      '\\',
      '![',
      '\n',
    ],
  },
  question: {
    read: (text) => readAsked(new URLSearchParams(text)),
    texts: ['skill=go&mode=review&terms=free&hours=some&q=maps&after=2026-11-18.a.b.c'],
    pieces: ['&', '=', '%', '%00', '%ff', 'skill=', 'hours=-1', 'after=', '+', '\u202e'],
  },
};

/** The longest text that is tried here; what is longer is refused before it is read. */
const longest = 200_000;

/** A text for a reader: one it knows, cut, doubled, filled with its pieces or with any signs. */
export function hostileText(
  dice: Dice,
  { texts, pieces }: { texts: readonly string[]; pieces: readonly string[] },
): string {
  let text = dice.pick(texts);
  for (let change = dice.between(1, 6); change > 0; change--) {
    const at = dice.between(0, text.length);
    const end = dice.between(at, text.length);
    const [before, part, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
    const piece = dice.chance(0.8)
      ? dice.pick(pieces)
      : String.fromCharCode(dice.between(0, 0xffff));
    text = dice
      .pick([
        () => before + after,
        () => before + piece + part + after,
        () => before + piece.repeat(dice.between(1, dice.chance(0.05) ? 20_000 : 30)) + after,
        () => before + part.repeat(dice.between(2, dice.chance(0.05) ? 2_000 : 5)) + after,
        () => before + dice.pick(texts) + after,
      ])()
      .slice(0, longest);
  }
  return text;
}
