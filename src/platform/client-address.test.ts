import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.server.ts';

const trusted = ['10.0.0.0/8', '2001:db8::1'];
const from = (peer: string, forwardedFor: string) => clientAddress({ peer, forwardedFor, trusted });

describe('whose address a request comes from', () => {
  it('H2: a stranger cannot pretend to be somewhere else', () => {
    expect(from('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(clientAddress({ peer: '127.0.0.1', forwardedFor: '198.51.100.1', trusted: [] })).toBe(
      '127.0.0.1',
    );
  });

  it('H2: behind a trusted proxy it is the last address the proxies did not write themselves', () => {
    expect(from('10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
    expect(from('::ffff:10.1.2.3', 'spoofed, 6.6.6.6, 198.51.100.1, 10.9.9.9')).toBe(
      '198.51.100.1',
    );
    expect(from('2001:db8::1', '2001:db8:5::9')).toBe('2001:db8:5::9');
  });

  it('H2: nonsense in the header is ignored', () => {
    expect(from('10.1.2.3', 'not an address')).toBe('10.1.2.3');
    expect(from('10.1.2.3', '')).toBe('10.1.2.3');
  });
});
