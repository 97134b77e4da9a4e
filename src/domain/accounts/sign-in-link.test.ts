import { describe, expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import { codeFrom, mayWriteTo, needOf, tidyCode } from './sign-in-link.ts';

const now = 1_800_000_000_000;

describe('how often a letter may go to one address', () => {
  it('lets three go at once and a fourth after ten minutes', () => {
    const three = [now, now, now];
    expect(mayWriteTo([now, now], now)).toBe(true);
    expect(mayWriteTo(three, now)).toBe(false);
    expect(mayWriteTo(three, now + 9 * minute)).toBe(false);
    expect(mayWriteTo(three, now + 10 * minute)).toBe(true);
  });

  it('A8: asked for every second for a day, never sends more than five in half an hour', () => {
    const sent: number[] = [];
    for (let at = now; at < now + 24 * 60 * minute; at += 1000)
      if (mayWriteTo(sent.slice(-10), at)) sent.push(at);
    for (const at of sent) {
      expect(
        sent.filter((other) => other > at - 30 * minute && other <= at).length,
      ).toBeLessThanOrEqual(5);
    }
  });

  it('A7: while somebody floods it, an address always has a link that is no older than fifteen minutes, or one on its way', () => {
    const sent: number[] = [];
    let longest = 0;
    for (let at = now; at < now + 6 * 60 * minute; at += 1000) {
      if (mayWriteTo(sent.slice(-10), at)) sent.push(at);
      longest = Math.max(longest, at - (sent.at(-1) ?? 0));
    }
    expect(longest).toBeLessThan(15 * minute);
  });
});

describe('what a link needs', () => {
  const link = { expiresAt: now + minute, usedAt: null, codeTries: 0, browserHash: 'ana' };

  it('opens in the browser that asked', () => {
    expect(needOf(link, { browserHash: 'ana', askedHere: false, now })).toBe('nothing');
  });

  it('A4: asks another browser for the code', () => {
    expect(needOf(link, { browserHash: 'ben', askedHere: false, now })).toBe('code');
    expect(needOf(link, { browserHash: null, askedHere: false, now })).toBe('code');
  });

  it('opens for whoever holds it when it was made for handing on', () => {
    expect(
      needOf({ ...link, browserHash: null }, { browserHash: null, askedHere: false, now }),
    ).toBe('nothing');
  });

  it('A2: is over once used, too old, or guessed at five times', () => {
    const here = { browserHash: 'ana', askedHere: false, now };
    expect(needOf({ ...link, usedAt: now }, here)).toBe('over');
    expect(needOf({ ...link, expiresAt: now }, here)).toBe('over');
    expect(needOf({ ...link, codeTries: 5 }, here)).toBe('over');
  });
});

describe('a confirm code', () => {
  it('is six characters that can be read out', () => {
    expect(codeFrom(new Uint8Array([0, 31, 32, 255, 128, 7, 9]))).toBe('A9A9AH');
    expect(tidyCode(' ab-c 23d ')).toBe('ABC23D');
  });
});
