/** Sessions: how long one lasts, and how its device is described. */
import { day, minute } from '#lib/duration.ts';

/** A sign-in ends after this long without a visit. */
export const idleLimit = 30 * day;
/** A sign-in ends after this long however often it is used (requirement B4). */
export const absoluteLimit = 180 * day;
/** For so long after signing in, somebody need not show again that it is they (requirement A12). */
export const freshLimit = 10 * minute;
/** How often the last use of a session is saved. */
export const touchInterval = day / 24;

/** True while a session may be used. Times in epoch milliseconds. */
export function isLive(session: { seenAt: number; expiresAt: number }, now: number): boolean {
  return now < session.expiresAt && now < session.seenAt + idleLimit;
}

const browsers: [RegExp, string][] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrom(?:e|ium)|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** A browser as its owner would name it, such as "Firefox, Linux"; '' for one that doesn't say. */
export function describeDevice(userAgent: string): string {
  const named = (list: [RegExp, string][]) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [named(browsers), named(systems)].filter((part) => part !== undefined).join(', ');
}
