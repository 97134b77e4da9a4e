/** The pages a browser gets are valid HTML, whoever asks. */
import { HtmlValidate } from 'html-validate/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { cast } from '../../src/demo/cast.ts';
import { addressIn } from '#tests/demo-addresses.ts';
import { cookieFor } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Svelte writes attributes and whitespace its own way; both are harmless.
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-inline-style': 'error',
    'long-title': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'no-implicit-button-type': 'off',
    'require-sri': 'off',
    // A list styled as none keeps its role in Safari only when it says so.
    'no-redundant-role': 'off',
    'tel-non-breaking': 'off',
    'prefer-native-element': 'off',
    'input-missing-label': 'error',
  },
});

const pages: [path: string, as: 'visitor' | 'tamsin' | 'mirela'][] = [
  ['/', 'visitor'],
  ['/sign-in', 'visitor'],
  ['/about/mentoring', 'visitor'],
  ['/nowhere', 'visitor'],
  ['/mentors', 'tamsin'],
  ['/mentors?skill=postgres&hours=2', 'tamsin'],
  [`/members/${cast.odalys.id}`, 'tamsin'],
  ['/your-turn', 'tamsin'],
  ['/answers', 'tamsin'],
  ['/answers?q=xylophone', 'tamsin'],
  ['/pairings', 'tamsin'],
  ['/profile', 'tamsin'],
  ['/settings', 'tamsin'],
  ['/questions', 'tamsin'],
  ['/questions/new', 'tamsin'],
  ['/questions/{ownQuestion}', 'tamsin'],
  ['/questions/{theirQuestion}', 'tamsin'],
  ['/questions/{suggested}/share', 'tamsin'],
  ['/pairings/{going}', 'tamsin'],
  ['/pairings/{going}/messages', 'tamsin'],
  ['/pairings/{going}/meetings/rhythm', 'tamsin'],
  ['/pairings/{going}/meetings/new', 'tamsin'],
  ['/pairings/{going}/reviews/new', 'tamsin'],
  ['/meetings/{meeting}', 'tamsin'],
  ['/requests/{toTamsin}', 'tamsin'],
  ['/reviews/{prepared}/draft', 'tamsin'],
  ['/reviews/{asked}?on=0:right:1', 'tamsin'],
  ['/reviews/{revised}?view=split', 'tamsin'],
  ['/reviews/{asked}/revisions/new', 'tamsin'],
  ['/community', 'mirela'],
  ['/community/people', 'mirela'],
  ['/community/settings', 'mirela'],
  ['/community/import', 'mirela'],
];

/** Inside a select the framework marks places with an empty comment, which browsers pass over. */
const withoutMarkers = (html: string) => html.replaceAll('<!>', '');

describe('the HTML', () => {
  let server: RunningServer;
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    server = await startTestServer({ args: ['--demo'] });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    for (const name of ['tamsin', 'mirela'] as const)
      cookies[name] = await cookieFor(machinery, cast[name].id);
  });
  afterAll(() => server.stop());

  it.each(pages)('of %s is valid for %s', async (path, as) => {
    const answer = await fetch(server.url + (await addressIn(server.db.read, path)), {
      headers: as === 'visitor' ? {} : { cookie: cookies[as] ?? '' },
    });
    const report = await validator.validateString(withoutMarkers(await answer.text()));
    const problems = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
    );
    expect(problems).toEqual([]);
  });
});
