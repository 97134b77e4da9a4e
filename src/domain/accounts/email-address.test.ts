import { describe, expect, it } from 'vitest';
import { readAddress } from './email-address.ts';
import { expectEffortBelow } from '#tests/effort.ts';

describe('reading an e-mail address', () => {
  it('keeps Ana’s spelling and knows her mailbox by any other', () => {
    expect(readAddress(' Ana.Silva@Example.ORG ')).toEqual({
      address: 'Ana.Silva@example.org',
      key: 'ana.silva@example.org',
    });
    expect(readAddress('ana.silva@example.org')?.key).toBe('ana.silva@example.org');
  });

  it('writes an international domain in ASCII', () => {
    expect(readAddress('jo@münchen.example')?.address).toBe('jo@xn--mnchen-3ya.example');
  });

  it.each([
    '',
    'ana',
    '@example.org',
    'ana@',
    'ana@localhost',
    'ana@127.0.0.1',
    'ana@1.2.3',
    'ana@exa mple.org',
    'ana@example.org\r\nBcc: all@example.org',
    'ana\n@example.org',
    '"ana"@example.org',
    'a..b@example.org',
    '.ana@example.org',
    'ana@example.org/path',
    'ana@user@example.org',
    'аna@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    `a@${'bcd.'.repeat(80)}org`,
    'ana@[::1]',
    'ana,bo@example.org',
    '<ana@example.org>',
  ])('refuses %j', (text) => {
    expect(readAddress(text)).toBeNull();
  });

  it('D8: reads a hundred thousand characters at once', async () => {
    const address = `${'a.'.repeat(50_000)}@${'b.'.repeat(50_000)}`;
    // Quadratic growth would take seconds.
    await expectEffortBelow(500, () => readAddress(address));
  });
});
