import { describe, expect, it } from 'vitest';
import { minute, hour, day } from '#lib/duration.ts';
import { makeGate, nextTry, readFailure } from './mail-retry.server.ts';

describe('what a mail server’s answer means', () => {
  const thrown = (fields: object) => Object.assign(new Error('no'), fields);

  it.each([
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 No such user' },
      true,
    ],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 5.6.0 Odd' }, true],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 5.7.1 Spam' }, false],
  ])('G5: %j is final', (fields, isForGood) => {
    expect(readFailure(thrown(fields))).toMatchObject({ kind: 'refused', isForGood });
  });

  it.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 Later' }, false],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421, response: '421 Bye' }, true],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530, response: '530 Who?' }, true],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 No' }, true],
    [{ code: 'ECONNECTION', command: 'CONN' }, true],
    [{ code: 'EABORT' }, true],
  ])('fault 8: %j is for now', (fields, isForAll) => {
    expect(readFailure(thrown(fields))).toMatchObject({ kind: 'held_up', isForAll });
  });

  it('G5: a letter is tried after as long again as it has been held up, for two days', () => {
    const since = 1_000_000;
    expect(nextTry({ since, now: since })).toBe(since + 10_000);
    expect(nextTry({ since, now: since + 20 * minute })).toBe(since + 40 * minute);
    expect(nextTry({ since, now: since + day })).toBe(since + day + hour);
    expect(nextTry({ since, now: since + 2 * day })).toBeNull();
  });

  it('fault 8, fault 9: the gate stays shut a little longer each time, never for long, whatever the clock does', () => {
    const gate = makeGate();
    let now = 1_000_000_000;
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 10; attempt++) {
      gate.shut(now);
      const opens = gate.shutUntil(now) ?? 0;
      pauses.push(opens - now);
      now = opens;
    }
    expect(pauses.slice(0, 3)).toEqual([5_000, 10_000, 20_000]);
    expect(pauses.at(-1)).toBe(5 * minute);
    gate.shut(now);
    expect(gate.shutUntil(now - 2 * hour)).toBeNull();
    gate.open();
    expect(gate.shutUntil(now)).toBeNull();
  });
});
