import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchText, isPublicAddress } from './outbound-fetch.server.ts';

const limits = { bytes: 10_000, milliseconds: 1500 };

const inside = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '169.254.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%lo',
  'fec0::1',
  'ff02::1',
  '5f00::1',
  '::7f00:1',
  'localhost',
  '',
  '127.1',
  '0x7f.1',
  '2130706433',
  '0177.0.0.1',
];
const outside = [
  '1.1.1.1',
  '9.9.9.9',
  '100.63.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.0.1.1',
  '2606:4700::1111',
  '2a00:1450::8a',
];

/** A server on loopback that answers for every name, and a way to ask it. */
async function standIn(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    get: (address: string) =>
      fetchText(address, limits, {
        resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
        isAllowed: (found) => found === '127.0.0.1',
        port,
      }),
  };
}

describe('an address somebody gave', () => {
  it.each(inside)('D14: %s is not on the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(outside)('D14: %s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://0/',
    'https://169.254.169.254/latest/',
  ])('D14: nothing is asked of %s', async (address) => {
    expect(await fetchText(address, limits)).toEqual({ outcome: 'refused', code: 'not_public' });
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'https://ana:secret@example.org/',
    'https://example.org:22/',
    'what',
    '',
  ])('D14: %s is no address to fetch', async (address) => {
    expect(await fetchText(address, limits)).toEqual({
      outcome: 'refused',
      code: 'not_an_address',
    });
  });

  it('D14: is refused where only one of its addresses is private', async () => {
    const resolve = () =>
      Promise.resolve([
        { address: '1.1.1.1', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]);
    expect(await fetchText('https://two.example/', limits, { resolve })).toMatchObject({
      code: 'not_public',
    });
  });

  it('D14: is asked for once; what the name stands for a moment later does not matter', async () => {
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }]);
    };
    const isAllowed = (address: string) => address === '127.0.0.2';
    const fetched = await fetchText('http://rebinding.example/', limits, { resolve, isAllowed });
    // Nothing listens there: what counts is that the second answer was never asked for.
    expect(fetched).toMatchObject({ outcome: 'refused', code: 'not_reached' });
    expect(asked).toBe(1);
  });

  it('D14: is checked again where it leads to', async () => {
    const { get } = await standIn((request, response) => {
      response.writeHead(302, { location: 'http://10.0.0.1/secret' }).end();
      request.resume();
    });
    expect(await get('http://somewhere.example/')).toMatchObject({ code: 'not_public' });
  });

  it('D14: is not followed for ever, nor for long, nor for much', async () => {
    const around = await standIn((_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    expect(await around.get('http://somewhere.example/')).toMatchObject({ code: 'redirects' });
    const slow = await standIn((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 100);
      response.once('close', () => clearInterval(timer));
    });
    expect(await slow.get('http://somewhere.example/')).toMatchObject({ code: 'too_slow' });
    const endless = await standIn((_, response) => response.end('x'.repeat(20_000)));
    expect(await endless.get('http://somewhere.example/')).toMatchObject({ code: 'too_large' });
  });

  it('is read as text', async () => {
    const calendar = await standIn((_, response) => response.end('BEGIN:VCALENDAR ü'));
    expect(await calendar.get('http://somewhere.example/a.ics')).toEqual({
      outcome: 'got',
      text: 'BEGIN:VCALENDAR ü',
    });
    const bytes = await standIn((_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00])));
    expect(await bytes.get('http://somewhere.example/')).toMatchObject({ code: 'no_text' });
  });
});
