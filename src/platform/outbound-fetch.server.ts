/**
 * Fetching an address somebody gave us (requirement D14). Every address a name stands for is checked
 * before any is used, the connection is made to the very one that was checked, each redirect is
 * checked again, and size and time are bounded.
 */
import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIPv4, isIPv6 } from 'node:net';

export type Fetched =
  | { outcome: 'got'; text: string }
  | { outcome: 'unchanged' }
  | {
      outcome: 'refused';
      code:
        | 'not_an_address'
        | 'not_public'
        | 'too_large'
        | 'too_slow'
        | 'redirects'
        | 'not_reached'
        | 'no_text';
    };

export interface FetchLimits {
  readonly bytes: number;
  readonly milliseconds: number;
}

interface Ways {
  /** All addresses of a host; for tests. */
  readonly resolve?: (host: string) => Promise<{ address: string; family: number }[]>;
  /** Whether an address may be reached; for tests. */
  readonly isAllowed?: (address: string) => boolean;
  /** Where a server stands in for the usual port; for tests. */
  readonly port?: number | undefined;
}

const mostRedirects = 3;

/**
 * The text at an http or https address, if it is on the public internet.
 *
 * @param address as it was typed; webcal counts as https
 */
export async function fetchText(
  address: string,
  limits: FetchLimits,
  { resolve = resolveAll, isAllowed = isPublicAddress, port }: Ways = {},
): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  let url = readAddress(address);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    if (url === null) return { outcome: 'refused', code: 'not_an_address' };
    const target = await checkedTarget(url, { resolve, isAllowed });
    if (typeof target === 'string') return { outcome: 'refused', code: target };
    const answer = await ask(url, { target, limits, signal, port }).catch(() =>
      signal.aborted ? ('too_slow' as const) : ('not_reached' as const),
    );
    if (typeof answer === 'string') return { outcome: 'refused', code: answer };
    if (!('location' in answer)) return { outcome: 'got', text: answer.text };
    url = readAddress(URL.parse(answer.location, url)?.href ?? '');
  }
  return { outcome: 'refused', code: 'redirects' };
}

/** An address we may ask at all: http or https on its usual port, without a name and password in it. */
function readAddress(text: string): URL | null {
  const url = URL.parse(text.trim().replace(/^webcals?:\/\//i, 'https://'));
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  return url.username === '' && url.password === '' && url.port === '' ? url : null;
}

type Target = { address: string; family: number };

async function checkedTarget(
  url: URL,
  { resolve, isAllowed }: Required<Omit<Ways, 'port'>>,
): Promise<Target | 'not_public' | 'not_reached'> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIPv4(host)
    ? [{ address: host, family: 4 }]
    : isIPv6(host)
      ? [{ address: host, family: 6 }]
      : await resolve(host).catch(() => []);
  const [first] = found;
  if (first === undefined) return 'not_reached';
  return found.every(({ address }) => isAllowed(address)) ? first : 'not_public';
}

const resolveAll = (host: string) => lookup(host, { all: true, verbatim: true });

type Answer = { text: string } | { location: string } | 'too_large' | 'not_reached' | 'no_text';

function ask(
  url: URL,
  {
    target,
    limits,
    signal,
    port,
  }: { target: Target; limits: FetchLimits; signal: AbortSignal; port: number | undefined },
): Promise<Answer> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        signal,
        ...(port === undefined ? {} : { port }),
        agent: false,
        headers: { accept: 'text/calendar, text/plain;q=0.5', 'accept-encoding': 'identity' },
        // The address that was checked, whatever the name stands for by now.
        lookup: (_host, options, callback) => {
          if (options.all === true) callback(null, [target]);
          else callback(null, target.address, target.family);
        },
      },
      (response) => void readAnswer(response, limits).then(resolve, reject),
    )
      .on('error', reject)
      .end();
  });
}

async function readAnswer(response: IncomingMessage, { bytes }: FetchLimits): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    response.destroy();
    return { location: headers.location };
  }
  if (statusCode !== 200) {
    response.destroy();
    return 'not_reached';
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytes) {
      response.destroy();
      return 'too_large';
    }
    chunks.push(chunk);
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return 'no_text';
  }
}

/** Everything that is not the public internet: RFC 6890 and its later entries, both families. */
const notPublic = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(network, bits, 'ipv4');

/** Of IPv6 only what is given out to the world, without documentation, tunnels and translations. */
const worldwide = new BlockList();
worldwide.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(network, bits, 'ipv6');

/** True for an address on the public internet; anything that is not plainly one is none. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4');
  if (!isIPv6(address)) return false;
  return worldwide.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}
