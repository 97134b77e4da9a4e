/** The frame around every letter: the same words as plain text and as HTML (requirement D12). */

export interface LetterLink {
  label: string;
  url: string;
}

export interface LetterParts {
  /** BCP 47 code of the words inside. */
  lang: string;
  heading: string;
  /** Plain text; a line break stays a line break. */
  paragraphs: readonly string[];
  /** A person's own words, shown as theirs, and whose they are. */
  quote?: { words: string; by: string } | undefined;
  /** Facts to find at a glance, such as both people's time: "You, in Porto" and "18:30". */
  facts?: readonly { label: string; value: string }[] | undefined;
  /** Paragraphs that come after the quote and the facts. */
  afterwards?: readonly string[] | undefined;
  /** The one thing to do, if there is one. */
  button?: LetterLink | undefined;
  /** What else one may do, quietly. */
  links?: readonly LetterLink[] | undefined;
  /** Smaller lines at the end: who sends this, why, what happens if it is ignored. */
  footer: readonly string[];
  /** The last line: where this kind of letter is turned off. */
  off?: LetterLink | undefined;
}

/**
 * Frames a letter. Everything is escaped in the HTML; every address also stands in the text, so
 * that a reader without HTML can follow it.
 */
export function frameLetter(parts: LetterParts): { text: string; html: string } {
  return { text: textOf(parts), html: htmlOf(parts) };
}

function textOf(parts: LetterParts): string {
  const { heading, paragraphs, quote, facts = [], afterwards = [] } = parts;
  const { button, links = [], footer, off } = parts;
  const blocks = [
    heading,
    ...paragraphs,
    ...(quote === undefined ? [] : [`${quote.by}:\n${quoted(quote.words)}`]),
    ...(facts.length === 0 ? [] : [facts.map(factLine).join('\n')]),
    ...afterwards,
    ...(button === undefined ? [] : [linkLines(button)]),
    ...links.map(linkLines),
    '-- ',
    ...footer,
    ...(off === undefined ? [] : [linkLines(off)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const quoted = (words: string) =>
  words
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

const factLine = ({ label, value }: { label: string; value: string }) => `${label}: ${value}`;
const linkLines = ({ label, url }: LetterLink) => `${label}:\n${url}`;

/*
 * Styles stand in each element, since many programs read no other; a program that does read the
 * style sheet and is dark gets the dark colours from there.
 */
const face = "system-ui,-apple-system,'Segoe UI',sans-serif";
const reading = `font:16px/1.55 ${face};color:#12221c;overflow-wrap:anywhere`;
const small = `font:14px/1.5 ${face};color:#55655d;overflow-wrap:anywhere`;
const pressed = `display:inline-block;padding:12px 22px;border-radius:10px;background:#00653d;color:#ffffff;font:600 16px/1.3 ${face};text-decoration:none`;
const theirs =
  'margin:0 0 16px;padding:14px 16px;border-radius:10px;background:#fef0cb;color:#12221c';

const darkSheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:30rem){.page{padding:0!important}.card{border-width:0!important;border-radius:0!important;padding:20px 16px!important}}
@media (prefers-color-scheme:dark){
.page{background:#0e1915!important}
.card{background:#16231e!important;border-color:#2f3d37!important}
.ink{color:#edf2ed!important}
.meta{color:#a1aca6!important}
.theirs{background:#3b311b!important;color:#edf2ed!important}
.line{border-color:#2f3d37!important}
.press{background:#6ed79c!important;color:#051c13!important}
.link{color:#8ee4b1!important}
}`;

function htmlOf(parts: LetterParts): string {
  const { lang, heading } = parts;
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(heading)}</title>
<style>${darkSheet}</style></head>
<body class="page" style="margin:0;padding:24px;background:#f8fbf8">
<div class="card" style="max-width:34rem;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dae1db;border-radius:16px">
${blocksOf(parts).join('\n')}
</div>
</body>
</html>
`;
}

function blocksOf(parts: LetterParts): string[] {
  const { heading, paragraphs, quote, facts = [], afterwards = [] } = parts;
  const { button, links = [], footer, off } = parts;
  return [
    `<h1 class="ink" style="margin:0 0 16px;font:650 22px/1.25 ${face};color:#12221c;overflow-wrap:anywhere">${escapeHtml(heading)}</h1>`,
    ...paragraphs.map(paragraphHtml),
    ...(quote === undefined ? [] : [quoteHtml(quote)]),
    ...(facts.length === 0 ? [] : [factsHtml(facts)]),
    ...afterwards.map(paragraphHtml),
    ...(button === undefined ? [] : [buttonHtml(button)]),
    ...links.map(linkHtml),
    ...footer.map(
      (line) => `<p class="meta" style="margin:16px 0 0;${small}">${withBreaks(line)}</p>`,
    ),
    ...(off === undefined ? [] : [offHtml(off)]),
  ];
}

const paragraphHtml = (paragraph: string) =>
  `<p class="ink" style="margin:0 0 16px;${reading}">${withBreaks(paragraph)}</p>`;

/** Words in any script: each paragraph begins on the side its own letters ask for. */
function quoteHtml({ words, by }: { words: string; by: string }): string {
  const paragraphs = words
    .split(/\n{2,}/)
    .map(
      (each) =>
        `<p dir="auto" style="margin:0 0 8px;${reading};color:inherit">${withBreaks(each)}</p>`,
    );
  return `<blockquote class="theirs" style="${theirs}">${paragraphs.join('')}<p class="meta" style="margin:0;${small}">${escapeHtml(by)}</p></blockquote>`;
}

function factsHtml(facts: readonly { label: string; value: string }[]): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th class="meta line" scope="row" style="padding:8px 16px 8px 0;border-top:1px solid #dae1db;text-align:start;vertical-align:top;font-weight:400;${small}">${escapeHtml(label)}</th><td class="ink line" dir="auto" style="padding:8px 0;border-top:1px solid #dae1db;${reading}">${withBreaks(value)}</td></tr>`,
  );
  return `<table style="width:100%;margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>`;
}

function buttonHtml({ label, url }: LetterLink): string {
  const address = escapeHtml(url);
  return `<p style="margin:24px 0 12px"><a class="press" href="${address}" style="${pressed}">${escapeHtml(label)}</a></p>
<p class="meta" style="margin:0 0 16px;${small}"><a class="link" href="${address}" style="color:#005d37">${address}</a></p>`;
}

const linkHtml = ({ label, url }: LetterLink) =>
  `<p class="ink" style="margin:0 0 12px;${reading}"><a class="link" href="${escapeHtml(url)}" style="color:#005d37">${escapeHtml(label)}</a></p>`;

const offHtml = ({ label, url }: LetterLink) =>
  `<p class="meta" style="margin:16px 0 0;${small}"><a class="meta" href="${escapeHtml(url)}" style="color:#55655d">${escapeHtml(label)}</a></p>`;

const withBreaks = (text: string) => escapeHtml(text).replaceAll('\n', '<br>');

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
