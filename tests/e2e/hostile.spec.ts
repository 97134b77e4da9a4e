/** Code, names and words of somebody who means harm, in a real browser (requirements D2, D3, D6; fault 22). */
import type { Page } from '@playwright/test';
import { askPartner } from '#domain/questions/ask-question.commands.server.ts';
import { questionWords } from '#domain/questions/question.input.ts';
import { writePost } from '#domain/questions/question-posts.commands.server.ts';
import { giveFeedback } from '#domain/reviews/feedback-rounds.commands.server.ts';
import { askReview, comment, pasted, revise, sure } from '#tests/reviews.ts';
import { expect, test } from './fixtures.ts';
import { goingAlong, quietServer, visit } from './two-people.ts';

const rightToLeft = '\u202E';
/** Each would call out, ask another host, or open a dialog, if it ever became more than words. */
const payloads = [
  '<script>alert(1)</script>',
  '<img src=https://strangers.example/x.png onerror=alert(2)>',
  '"><svg onload=alert(3)><a href="javascript:alert(4)">x</a>',
  '</textarea></table></pre><iframe src=https://strangers.example/></iframe>',
  '[x](javascript:alert%285%29) ![y](https://strangers.example/y.png)',
  '```js"onmouseover="alert(6)\n</code></pre><script>alert(7)</script>\n```',
  "{@html '<b onclick=alert(8)>'} ${alert(9)} {{alert(10)}}",
  `${rightToLeft}gnp.egami\u2066 \u200Bjavascript:`,
];
const allOf = payloads.join('\n\n');

/** Elements and attributes that only hostile words could have brought into the main part. */
const brought = (page: Page): Promise<string[]> =>
  page.locator('main').evaluate((main) =>
    [...main.querySelectorAll('*')].flatMap((element) => {
      const isOdd = ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED'].includes(element.tagName);
      const odd = [...element.attributes].filter(
        ({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value),
      );
      return isOdd || odd.length > 0 ? [element.outerHTML.slice(0, 200)] : [];
    }),
  );

test('D2, D3, D6: hostile code, names and words stay words wherever they are read', async ({
  page,
}) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const server = await quietServer();
  const { ana, ben, pairingId } = await goingAlong(server);
  const title = '<script>alert(0)</script><img src=x onerror=alert(0)>';
  const path = 'src/"onload="alert(1)<b>.js';
  const reviewId = await askReview(server, {
    author: ben,
    pairingId,
    title,
    lookAt: allOf,
    leaveOut: allOf,
    files: [pasted(path, allOf), pasted('notes.md', allOf)],
  });
  const line = { path, side: 'after', fromLine: 1, toLine: 1 } as const;
  await comment(server, {
    by: ana,
    reviewId,
    body: allOf,
    place: line,
    suggestion: payloads.join('\n'),
  });
  sure(await giveFeedback(server, { actor: ana, reviewId, revision: 1, words: allOf }));
  await revise(server, {
    author: ben,
    reviewId,
    number: 2,
    files: [pasted(path, `${allOf}\n${payloads[0] ?? ''}`)],
    note: payloads[1] ?? '',
  });
  const words = questionWords.parse({ title, body: allOf, tried: allOf, triedFor: '' });
  const asking = { actor: ben, pairingId, words, skillId: null, about: null };
  const { questionId } = sure(await askPartner(server, asking));
  sure(await writePost(server, { actor: ana, questionId, body: allOf }));

  for (const where of [
    `/reviews/${reviewId}`,
    `/reviews/${reviewId}?view=split`,
    `/questions/${questionId}`,
    `/questions/new?pairing=${pairingId}`,
    `/pairings/${pairingId}/reviews`,
    `/pairings/${pairingId}/questions`,
    '/your-turn',
    '/questions',
  ])
    for (const member of [ana, ben]) {
      await visit(page, { server, member, path: where });
      expect(await brought(page), `${where} for ${member.name}`).toEqual([]);
      await expect(page.locator('main')).toHaveCSS('direction', 'ltr');
    }
  await visit(page, { server, member: ana, path: `/reviews/${reviewId}` });
  await expect(page.locator('.code-line .sign').first()).toBeVisible();
  expect(await page.locator('.code-line').filter({ hasText: rightToLeft }).count()).toBe(0);
  expect(dialogs).toEqual([]);
  await server.stop();
});
