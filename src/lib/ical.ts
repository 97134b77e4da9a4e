/**
 * iCalendar as text (RFC 5545): lines folded at 75 octets without cutting a character, values and
 * parameters escaped so that nothing anybody wrote can begin a line of its own (requirement D11).
 */

/** One line; `value` is taken as it is, so pass a person's words through {@link textValue}. */
export interface Property {
  readonly name: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly value: string;
}

export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components?: readonly Component[] | undefined;
}

/** A whole calendar file. */
export function writeCalendar(calendar: Component): string {
  return `${linesOf(calendar).map(fold).join('\r\n')}\r\n`;
}

function linesOf({ name, properties, components = [] }: Component): string[] {
  return [
    `BEGIN:${name}`,
    ...properties.map(lineOf),
    ...components.flatMap(linesOf),
    `END:${name}`,
  ];
}

function lineOf({ name, params = {}, value }: Property): string {
  const parameters = Object.entries(params).map(([key, text]) => `;${key}=${parameterValue(text)}`);
  return `${name}${parameters.join('')}:${value.replace(lineBreaks, ' ')}`;
}

// Control characters, and every kind of line break some reader knows.
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
const lineBreaks = /\r\n|[\r\n\u0085\u2028\u2029]/g;

/** A person's words as a TEXT value (RFC 5545 3.3.11). */
export function textValue(text: string): string {
  return text
    .toWellFormed()
    .replace(controls, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(lineBreaks, '\\n');
}

/** As RFC 6868 writes what a parameter cannot hold; in quotes where it must be. */
function parameterValue(text: string): string {
  const safe = text
    .toWellFormed()
    .replace(controls, '')
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replace(lineBreaks, '^n');
  return /[:;,]/.test(safe) ? `"${safe}"` : safe;
}

const lineOctets = 75;

function fold(line: string): string {
  if (Buffer.byteLength(line) <= lineOctets) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > lineOctets) {
      parts.push(part);
      // The space that continues a line counts too.
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

/** An instant (epoch milliseconds) as UTC, to the second. */
export function utcTime(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** What the wall shows, given as epoch milliseconds if it were universal time. */
export function wallTime(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '');
}
