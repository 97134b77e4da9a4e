/** The frame around every letter: the same words as plain text and as HTML (requirement D12). */

export interface LetterParts {
  /** BCP 47 code of the words inside. */
  lang: string;
  heading: string;
  /** Plain text; a line break stays a line break. */
  paragraphs: readonly string[];
  /** The one thing to do, if there is one. */
  button?: { label: string; url: string } | undefined;
  /** Smaller lines at the end: who sends this, what happens if it is ignored. */
  footer: readonly string[];
}

const reading = "font:16px/1.55 system-ui,-apple-system,'Segoe UI',sans-serif;color:#12221c";
const small = "font:14px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#55655d";
const pressed =
  "display:inline-block;padding:12px 22px;border-radius:10px;background:#00653d;color:#ffffff;font:600 16px/1.3 system-ui,-apple-system,'Segoe UI',sans-serif;text-decoration:none";

/**
 * Frames a letter. Everything is escaped in the HTML; the button's address also stands in
 * the text, so that a reader without HTML can follow it.
 */
export function frameLetter(parts: LetterParts): { text: string; html: string } {
  return { text: textOf(parts), html: htmlOf(parts) };
}

function textOf({ heading, paragraphs, button, footer }: LetterParts): string {
  const call = button === undefined ? [] : [`${button.label}:\n${button.url}`];
  return `${[heading, ...paragraphs, ...call, '-- ', ...footer].join('\n\n')}\n`;
}

function htmlOf({ lang, heading, paragraphs, button, footer }: LetterParts): string {
  const body = [
    `<h1 style="margin:0 0 16px;font:650 22px/1.2 system-ui,-apple-system,'Segoe UI',sans-serif;color:#12221c">${escapeHtml(heading)}</h1>`,
    ...paragraphs.map(
      (paragraph) => `<p style="margin:0 0 16px;${reading}">${lines(paragraph)}</p>`,
    ),
    ...(button === undefined ? [] : [call(button)]),
    ...footer.map((line) => `<p style="margin:16px 0 0;${small}">${lines(line)}</p>`),
  ];
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(heading)}</title></head>
<body style="margin:0;padding:24px;background:#f8fbf8">
<div style="max-width:34rem;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dae1db;border-radius:16px">
${body.join('\n')}
</div>
</body>
</html>
`;
}

function call({ label, url }: { label: string; url: string }): string {
  const address = escapeHtml(url);
  return `<p style="margin:24px 0 12px"><a href="${address}" style="${pressed}">${escapeHtml(label)}</a></p>
<p style="margin:0 0 16px;${small};overflow-wrap:anywhere"><a href="${address}" style="color:#005d37">${address}</a></p>`;
}

const lines = (text: string) => escapeHtml(text).replaceAll('\n', '<br>');

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
