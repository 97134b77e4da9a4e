/** What somebody wrote about a question, as HTML for the page. */
import { renderMarkdownWithCode } from '#lib/markdown.server.ts';
import { m } from '#words/paraglide/messages.js';

/** Code that is wider than the page is scrolled, which keys must be able to as well, and it says what it is. */
export async function drawWords(markdown: string): Promise<string> {
  const html = await renderMarkdownWithCode(markdown);
  return html.replaceAll(
    '<pre tabindex="0">',
    `<pre tabindex="0" role="group" aria-label="${m.conversations_code()}">`,
  );
}
