/** Addresses inside this site. */

/**
 * The path to go to after signing in, or "/" for anything that could lead elsewhere
 * (requirement A13): only an absolute path on this site, without tricks that browsers
 * read as another host.
 */
export function ownPath(text: string | null | undefined): string {
  if (typeof text !== 'string' || text.length > 1000) return '/';
  if (!/^\/(?![/\\])[\u0021-\u007e]*$/.test(text) || text.includes('\\')) return '/';
  const base = 'http://own.invalid';
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  if (url === null || url.origin !== base || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
