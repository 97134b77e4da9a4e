import { renderMarkdown } from '#lib/markdown.server.ts';

/** Where a page's own headings stand, below its title: `#` and `##` are both sections of it. */
const levels: Readonly<Record<string, string>> = { h3: 'h2', h4: 'h2', h5: 'h3', h6: 'h4' };

/** A community page's text as HTML, for a page of its own. */
export const pageHtml = (markdown: string): string =>
  renderMarkdown(markdown).replace(
    /<(\/?)(h[3-6])>/g,
    (_, slash: string, tag: string) => `<${slash}${levels[tag] ?? tag}>`,
  );
