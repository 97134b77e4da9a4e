/** The structured log: JSON lines on standard output, without personal data. */
import { isIPv4, isIPv6 } from 'node:net';
import { pino, type Logger } from 'pino';

export type Log = Logger;

/**
 * A logger of JSON lines. Pino escapes line ends and control characters inside values,
 * so a name with CR, LF or ANSI codes cannot forge a line (requirement H5).
 */
export function openLog(level: string): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  // Lines are written together, four times a second at least, and all of them when the process ends.
  return pino(
    options,
    pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 250 }),
  );
}

/** A log that keeps its lines, for tests that read them or fail on an error. */
export function memoryLog(): Log & { lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'debug', base: null },
    { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  return Object.assign(log, { lines });
}

/** An address with its host part gone: IPv4 /24, IPv6 /48 (requirement F8). */
export function truncateAddress(address: string): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIPv6(plain)) return `${expandIPv6(plain).slice(0, 3).join(':')}::/48`;
  return 'unknown';
}

/** The eight groups of an IPv6 address, each four hex digits. */
export function expandIPv6(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [''];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(Math.max(0, gap)).fill('0'), ...right].map((group) =>
    group.padStart(4, '0'),
  );
}
