/** Headers every answer carries, pages, files and errors alike. */
import type { Config } from './config.server.ts';

/** For answers that are not pages; pages bring their own policy with a nonce. */
export const closedPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** What each answer says about itself (requirement D4); HSTS only where the public address is https. */
export function commonHeaders(config: Pick<Config, 'isSecure'>): [name: string, value: string][] {
  const headers: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), browsing-topics=()'],
    ['x-robots-tag', 'noindex, nofollow'],
  ];
  if (config.isSecure)
    headers.push(['strict-transport-security', 'max-age=63072000; includeSubDomains']);
  return headers;
}
