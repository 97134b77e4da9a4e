import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig } from './config.server.ts';
import { readSecret, seal, systemRandom, unseal } from './crypto.server.ts';
import { memoryLog, truncateAddress } from './log.server.ts';
import { preferredLanguage, refuseRequest } from './http-request.server.ts';

const problemsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    return error instanceof ConfigurationError ? error.problems.join('\n') : 'another error';
  }
};

describe('the configuration', () => {
  it('H1: works without a single variable, on this machine only', () => {
    expect(readConfig({})).toMatchObject({
      publicUrl: 'http://localhost:3000',
      host: '127.0.0.1',
      databaseUrl: null,
      smtpUrl: null,
      isSecure: false,
      startAt: null,
    });
  });

  it('H1: refuses to guess where people find it once others can reach it', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toContain('PUBLIC_URL is missing');
    expect(problemsOf({ PUBLIC_URL: 'http://mentoring.example.org' })).toContain('https://');
    expect(problemsOf({ PUBLIC_URL: 'https://mentoring.example.org/sub' })).toContain(
      'without a path',
    );
    expect(readConfig({ PUBLIC_URL: 'https://mentoring.example.org/' }).publicUrl).toBe(
      'https://mentoring.example.org',
    );
  });

  it('H1: refuses secrets that can be guessed', () => {
    for (const SECRET of [
      'secret',
      'changeme',
      'short',
      'a'.repeat(64),
      'abababababababababababababababababab',
    ]) {
      expect(problemsOf({ SECRET }), SECRET).toContain('SECRET is too easy');
    }
    expect(problemsOf({ SECRET: 'kx92-ncv7-Qw1z-p0aL-77fd-mm2x-Zz8q' })).toBe('');
  });

  it('names every wrong variable at once', () => {
    const problems = problemsOf({
      PORT: 'many',
      DATABASE_URL: 'mysql://x',
      SMTP_URL: 'mail.example.org',
    });
    for (const name of ['PORT', 'DATABASE_URL', 'SMTP_URL']) expect(problems).toContain(name);
  });

  it('knows the identity providers it was given, and when half of one is missing', () => {
    const { providers } = readConfig({ GITHUB_CLIENT_ID: 'a', GITHUB_CLIENT_SECRET: 'b' });
    expect(providers).toMatchObject([{ id: 'github', name: 'GitHub' }]);
    expect(problemsOf({ OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' })).toContain('OIDC_ISSUER');
    expect(problemsOf({ GOOGLE_CLIENT_ID: 'a' })).toContain('go together');
  });

  it('lets only a test set the clock', () => {
    expect(readConfig({ TEST_CLOCK: '2026-11-18T14:20:00Z' }).startAt).toBeNull();
    expect(readConfig({ NODE_ENV: 'test', TEST_CLOCK: '2026-11-18T14:20:00Z' }).startAt).toBe(
      Date.UTC(2026, 10, 18, 14, 20),
    );
  });
});

describe('the secret', () => {
  it('H1: is made once, long, and readable to its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bothways-secret-'));
    const ask = () => readSecret({ given: null, folder, random: systemRandom });
    expect(ask()).toBe(ask());
    expect(ask().length).toBeGreaterThanOrEqual(48);
    expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('opens what it sealed, and nothing that was changed or sealed by another', () => {
    const sealed = seal({ secret: 'one', text: 'Grüße, 👋', random: systemRandom });
    expect(unseal({ secret: 'one', sealed })).toBe('Grüße, 👋');
    expect(unseal({ secret: 'two', sealed })).toBeNull();
    expect(unseal({ secret: 'one', sealed: `${sealed.slice(0, -2)}AA` })).toBeNull();
    expect(unseal({ secret: 'one', sealed: '' })).toBeNull();
  });
});

describe('the log', () => {
  it('H5: cannot be forged by line ends or terminal codes in a value', () => {
    const log = memoryLog();
    log.warn({ name: 'Eve\r\n{"level":"error","msg":"all is lost"}\u001b[2J' }, 'turned away');
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]?.['msg']).toBe('turned away');
  });

  it('F8: keeps only the network of an address', () => {
    expect(truncateAddress('203.0.113.77')).toBe('203.0.113.0/24');
    expect(truncateAddress('::ffff:203.0.113.77')).toBe('203.0.113.0/24');
    expect(truncateAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:0db8:0001::/48');
    expect(truncateAddress('nonsense')).toBe('unknown');
  });
});

describe('a request', () => {
  const publicUrl = 'https://mentoring.example.org';
  const ask = (method: string, headers: Record<string, string>) =>
    refuseRequest(new Request(`${publicUrl}/x`, { method, headers }), { publicUrl });

  it('B5: that writes is only taken from our own origin', () => {
    const length = { 'content-length': '3' };
    expect(ask('POST', { ...length, origin: publicUrl })).toBeNull();
    expect(ask('POST', { ...length, 'sec-fetch-site': 'same-origin' })).toBeNull();
    expect(ask('POST', length)?.status).toBe(403);
    for (const origin of [
      'null',
      'https://evil.example',
      `${publicUrl}.evil.example`,
      'http://mentoring.example.org',
    ]) {
      expect(ask('POST', { ...length, origin })?.status, origin).toBe(403);
      expect(
        ask('POST', { ...length, origin, 'sec-fetch-site': 'same-origin' })?.status,
        origin,
      ).toBe(403);
    }
    expect(ask('POST', { ...length, 'sec-fetch-site': 'same-site' })?.status).toBe(403);
    expect(ask('DELETE', { ...length, origin: publicUrl })?.status).toBe(405);
    expect(ask('GET', {})).toBeNull();
  });

  it('B5, G1: from elsewhere is taken at the one address that says so, and still no other method or size', () => {
    const from = (method: string, headers: Record<string, string>) =>
      refuseRequest(new Request(`${publicUrl}/x`, { method, headers }), {
        publicUrl,
        isFromAnywhere: true,
      });
    const mailbox = { 'content-length': '26', origin: 'https://mailbox.example' };
    expect(from('POST', mailbox)).toBeNull();
    expect(from('POST', { 'content-length': '26' })).toBeNull();
    expect(from('PUT', mailbox)?.status).toBe(405);
    expect(from('POST', { ...mailbox, 'content-length': '70000' })?.status).toBe(413);
    expect(from('POST', { origin: 'https://mailbox.example' })?.status).toBe(411);
  });

  it('is answered in the language its browser likes best among ours', () => {
    const ours = ['en', 'de'] as const;
    expect(preferredLanguage('fr-FR, de;q=0.8, en;q=0.7', ours)).toBe('de');
    expect(preferredLanguage('en-GB,en;q=0.9,de;q=0.8', ours)).toBe('en');
    expect(preferredLanguage('de;q=0', ours)).toBeNull();
    expect(preferredLanguage('fr', ours)).toBeNull();
    expect(preferredLanguage(null, ours)).toBeNull();
    expect(preferredLanguage(';;;q=,,=', ours)).toBeNull();
  });
});
