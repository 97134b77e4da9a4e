/** Forms as a page has them, filled in as somebody might: for tests that send them as somebody else. */

/** What is sent, in order. */
export type Fields = [name: string, value: string][];

/** The fields of each form of a page by what it posts to: the name of an action, '' for an unnamed one. */
export function formsIn(html: string): Map<string, Fields> {
  const forms = new Map<string, Fields>();
  for (const [, head = '', body = ''] of html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)) {
    if (attribute(head, 'method')?.toLowerCase() !== 'post') continue;
    const fields = fieldsIn(body);
    const buttons = [...body.matchAll(/<button\b([^>]*)>/g)].map(([, button = '']) => button);
    for (const place of [head, ...buttons]) {
      const address = attribute(place, place === head ? 'action' : 'formaction');
      if (place !== head && address === undefined) continue;
      const action = /\?\/([\w-]+)/.exec(address ?? '')?.[1] ?? '';
      const pressed = place === head ? [] : pressedOf(place);
      forms.set(action, [...(forms.get(action) ?? []), ...fields, ...pressed]);
    }
  }
  return forms;
}

/** What a form action's fields hold; ticks are set, and one of several choices is made. */
function fieldsIn(body: string): Fields {
  const fields: Fields = [];
  for (const { 1: tag, 2: head = '', index } of body.matchAll(
    /<(input|textarea|select)\b([^>]*)>/g,
  )) {
    const name = attribute(head, 'name');
    if (name === undefined || name === 'once') continue;
    fields.push([name, tag === 'select' ? optionIn(body.slice(index)) : valueOf(head)]);
  }
  return fields;
}

/** The first choice of a list that says something. */
const optionIn = (options: string): string =>
  attribute(/<option\b([^>]*value="[^"]+"[^>]*)>/.exec(options)?.[1] ?? '', 'value') ?? '';

/** What stands in a field, or something of its kind. */
function valueOf(head: string): string {
  const value = attribute(head, 'value');
  if (value !== undefined && value !== '') return value;
  return plausible[attribute(head, 'type') ?? ''] ?? 'A few plausible words.';
}

const plausible: Readonly<Record<string, string>> = {
  checkbox: 'on',
  date: '2027-01-11',
  email: 'somebody@example.org',
  number: '2',
  time: '18:00',
  url: 'https://example.org/',
};

function pressedOf(button: string): Fields {
  const name = attribute(button, 'name');
  return name === undefined ? [] : [[name, attribute(button, 'value') ?? '']];
}

function attribute(head: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}(?:="([^"]*)")?(?=\\s|$|/)`).exec(head);
  if (value === null) return undefined;
  return (value[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}
