import { describe, expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { textValue, utcTime, writeCalendar } from './ical.ts';
import { zoneComponent } from './ical-zone.ts';

const written = (summary: string, params?: Record<string, string>) =>
  writeCalendar({
    name: 'VCALENDAR',
    properties: [{ name: 'X-WORDS', params, value: textValue(summary) }],
  });

/** Undoes folding and escaping as RFC 5545 says, with nothing of the writer's. */
function readWords(calendar: string): string {
  const unfolded = calendar.replaceAll('\r\n ', '');
  const value = unfolded.split('\r\n')[1]?.replace(/^X-WORDS[^:]*:/, '') ?? '';
  return value.replace(/\\([\\;,nN])/g, (_, character: string) =>
    character.toLowerCase() === 'n' ? '\n' : character,
  );
}

describe('a calendar file', () => {
  it('D11: gives back any words whole, and keeps every line within 75 octets', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('Řehoř; “ahoj”, \\o/', '🧑‍🚀'.repeat(40), 'مرحبا, بك؛ في الاجتماع'.repeat(5)),
    );
    fc.assert(
      fc.property(words, (text) => {
        const file = written(text);
        expect(readWords(file)).toBe(
          text
            .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
            .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\n'),
        );
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('D11: lets no words begin a line of their own', () => {
    const nasty = 'Hi\r\nEND:VCALENDAR\nBEGIN:VALARM\u2028ATTENDEE:mailto:x@y.z\u0085\rX';
    for (const file of [written(nasty), written('plain', { CN: nasty })])
      expect(file.split('\r\n').filter((line) => line !== '' && !line.startsWith(' '))).toEqual([
        'BEGIN:VCALENDAR',
        expect.stringMatching(/^X-WORDS/),
        'END:VCALENDAR',
      ]);
  });

  it('puts a parameter in quotes where it holds what would end it', () => {
    expect(written('x', { CN: 'Ana; "the" Go: person' })).toContain(`CN="Ana; ^'the^' Go: person"`);
  });

  it('writes instants to the second', () => {
    expect(utcTime(Date.UTC(2026, 10, 26, 18, 30))).toBe('20261126T183000Z');
  });

  it('tells the changes of a zone’s clock one by one', () => {
    const zone = writeCalendar(
      zoneComponent('Europe/Berlin', {
        from: Date.UTC(2026, 10, 18),
        until: Date.UTC(2027, 10, 18),
      }),
    );
    expect(zone).toContain(
      'BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200',
    );
    expect(zone).toContain(
      'BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100',
    );
  });
});
