import { fold } from '#lib/text.ts';
import type { Roster, RosterRow, RosterValue } from './roster.ts';

/** What a roster can tell about a person. */
export const rosterFields = [
  'externalId',
  'name',
  'email',
  'skills',
  'wants',
  'country',
  'place',
  'languages',
  'terms',
  'timeZone',
  'words',
  'links',
  'capacity',
] as const;

export type RosterField = (typeof rosterFields)[number];

/** Which columns feed a field; several are read one after another, none leaves the field out. */
export type ColumnMapping = Readonly<Record<RosterField, readonly string[]>>;

/** Column names met in real lists, without spaces and signs. */
const usualNames: Readonly<Record<RosterField, string>> = {
  externalId: 'id externalid mentorid memberid key uuid slug handle username',
  name: 'name fullname mentor mentorname displayname membername wholename nom nombre firstname givenname vorname lastname surname familyname nachname',
  email: 'email emailaddress mail mailaddress emails contactemail',
  skills:
    'skills skill skillset tags expertise topics technologies techstack stack canshare share shares canhelpwith helpswith offers offering mentorsin areas languagesandtools programminglanguages faehigkeiten fahigkeiten kenntnisse',
  wants:
    'wants want wantstolearn wanttolearn learn learning interests interestedin lookingfor goals mochtelernen lernen',
  country: 'country countrycode land nation pays pais',
  place: 'place city location town region based basedin ort stadt ville ciudad',
  languages:
    'languages language spoken spokenlanguages speaks languagesspoken sprachen sprache idiomas langues',
  terms: 'terms paid charges cost price rate hourlyrate fee fees free isfree pricing preis kosten',
  timeZone: 'timezone tz zone zeitzone utcoffset',
  words:
    'words ownwords bio about aboutme description summary introduction intro profile uber ubermich',
  links:
    'links link website url homepage blog site linkedin github gitlab mastodon twitter bluesky web',
  capacity: 'capacity room places maxmentees mentees howmany slots',
};

/** Columns that a file may mean otherwise once a better one is there, in order of preference. */
const firstOnly: readonly RosterField[] = [
  'externalId',
  'email',
  'country',
  'timeZone',
  'capacity',
  'wants',
];

/** The mapping that the columns' names suggest; fields nothing fits have no column. */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  return mappingBy((field) => {
    const usual = usualNames[field].split(' ');
    const fitting = columns
      .map((column) => ({ column, rank: rankOf(column, usual) }))
      .filter(({ rank }) => rank >= 0)
      .sort((a, b) => a.rank - b.rank)
      .map(({ column }) => column);
    return choose(field, fitting);
  });
}

/** A whole name beats its halves; a first name goes before a last name. */
function choose(field: RosterField, fitting: readonly string[]): readonly string[] {
  if (firstOnly.includes(field)) return fitting.slice(0, 1);
  if (field !== 'name') return fitting;
  const isHalf = (column: string) =>
    /first|given|vorname|last|sur|family|nachname/.test(squeeze(column));
  const whole = fitting.filter((column) => !isHalf(column));
  return whole.length > 0 ? whole.slice(0, 1) : fitting;
}

function rankOf(column: string, usual: readonly string[]): number {
  const whole = usual.indexOf(squeeze(column));
  if (whole >= 0) return whole;
  const [last = '', parent = ''] = column.split('.').reverse();
  const inner =
    parent === '' ? -1 : Math.max(usual.indexOf(squeeze(last)), usual.indexOf(squeeze(parent)));
  return inner >= 0 ? usual.length + inner : -1;
}

function squeeze(column: string): string {
  return fold(column).replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The guess, with what the organiser said instead. Columns named that the roster does not have
 * come back as `unknown` and are left out.
 */
export function completeMapping(
  { columns }: Pick<Roster, 'columns'>,
  said: Partial<ColumnMapping> = {},
): {
  readonly mapping: ColumnMapping;
  readonly unknown: readonly string[];
  readonly unused: readonly string[];
} {
  const guess = guessMapping(columns);
  const wished = mappingBy((field) => said[field] ?? guess[field]);
  const mapping = mappingBy((field) => wished[field].filter((column) => columns.includes(column)));
  const used = new Set(Object.values(mapping).flat());
  return {
    mapping,
    unknown: Object.values(wished)
      .flat()
      .filter((column) => !columns.includes(column)),
    unused: columns.filter((column) => !used.has(column)),
  };
}

function mappingBy(columnsOf: (field: RosterField) => readonly string[]): ColumnMapping {
  return {
    externalId: columnsOf('externalId'),
    name: columnsOf('name'),
    email: columnsOf('email'),
    skills: columnsOf('skills'),
    wants: columnsOf('wants'),
    country: columnsOf('country'),
    place: columnsOf('place'),
    languages: columnsOf('languages'),
    terms: columnsOf('terms'),
    timeZone: columnsOf('timeZone'),
    words: columnsOf('words'),
    links: columnsOf('links'),
    capacity: columnsOf('capacity'),
  };
}

/** What a row says for a field: the columns' values in order, empty ones left out. */
export function valuesFor(row: RosterRow, columns: readonly string[]): RosterValue[] {
  return columns
    .map((column) => row.values[column] ?? '')
    .filter((value) => (typeof value === 'string' ? value.trim() !== '' : value.length > 0));
}

/** A value as a list: lists as they are, texts parted at commas, semicolons, bars and line ends. */
export function listFor(row: RosterRow, columns: readonly string[]): string[] {
  return valuesFor(row, columns)
    .flatMap((value) => (typeof value === 'string' ? value.split(/[,;|\n]/) : value))
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** A value as one text; lists are joined. */
export function textFor(row: RosterRow, columns: readonly string[], joint = ' '): string {
  return valuesFor(row, columns)
    .map((value) => (typeof value === 'string' ? value.trim() : value.join(', ')))
    .join(joint);
}
