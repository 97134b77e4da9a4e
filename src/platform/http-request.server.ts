/** What a request must be like before anything looks at what it asks. */

export type RefusedRequest = { status: 403 | 405 | 411 | 413; reason: string };

const readingMethods = ['GET', 'HEAD'];
/** Bytes of a form without a file. */
const formLimit = 64 * 1024;

/**
 * Turns away methods nobody answers, writes that come from another site, and bodies that are too
 * large or of unknown length. The origin is checked for every write whatever its content type
 * (requirement B5): the browser's `Origin`, or `Sec-Fetch-Site` where it sends none.
 *
 * @param bodyLimit bytes this address accepts, where it accepts more than a form
 * @param isFromAnywhere for the one address whose token is proof enough, which mail programs write to
 */
export function refuseRequest(
  request: Request,
  {
    publicUrl,
    bodyLimit = formLimit,
    isFromAnywhere = false,
  }: { publicUrl: string; bodyLimit?: number | undefined; isFromAnywhere?: boolean },
): RefusedRequest | null {
  if (readingMethods.includes(request.method)) return null;
  if (request.method !== 'POST') return { status: 405, reason: 'method' };
  if (!isFromAnywhere && !isSameOrigin(request.headers, publicUrl))
    return { status: 403, reason: 'origin' };
  return bodyProblem(request.headers.get('content-length'), bodyLimit);
}

function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get('origin');
  if (origin !== null) return origin === publicUrl;
  return headers.get('sec-fetch-site') === 'same-origin';
}

function bodyProblem(length: string | null, limit: number): RefusedRequest | null {
  if (length === null) return { status: 411, reason: 'length' };
  return Number(length) <= limit ? null : { status: 413, reason: 'size' };
}

/** The language of ours that the browser asks for first; null when it asks for none of them. */
export function preferredLanguage<Locale extends string>(
  acceptLanguage: string | null,
  ours: readonly Locale[],
): Locale | null {
  const asked = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', weight = ''] = part.trim().split(';');
      const quality = Number(weight.trim().replace(/^q=/, '') || '1');
      return {
        language: tag.toLowerCase().split('-')[0] ?? '',
        quality: Number.isFinite(quality) ? quality : 0,
      };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { language } of asked) {
    const match = ours.find((locale) => locale === language);
    if (match !== undefined) return match;
  }
  return null;
}
