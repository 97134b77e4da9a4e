import { countryCode, countryName, languageCode, zoneNamed, zoneOfCountry } from '#lib/regions.ts';
import { fold, lengthOf, shorten, tidyLine, tidyText } from '#lib/text.ts';
import { readAddress } from '#domain/accounts/email-address.ts';
import { mostPeople } from '#domain/members/offer.ts';
import { limits } from '#domain/members/profile.ts';
import { skillName } from '#domain/skills/skill.ts';
import { findSkill, type Vocabulary } from '#domain/skills/vocabulary.ts';
import { listFor, textFor, type ColumnMapping, type RosterField } from './roster-column.ts';
import type { RosterRow } from './roster.ts';
import { readTerms, type RosterTerms } from './roster-terms.ts';

/** A person as a roster describes them, in our words. Lists are sorted, so that equal entries look equal. */
export interface RosterEntry {
  /** What the person is recognised by when the roster comes again. */
  readonly externalId: string | null;
  readonly email: string | null;
  readonly name: string;
  readonly place: string;
  readonly timeZone: string;
  readonly words: string;
  readonly languages: readonly string[];
  readonly links: readonly string[];
  readonly shares: readonly string[];
  readonly wants: readonly string[];
  readonly terms: RosterTerms | null;
  readonly capacity: number | null;
}

/** Something the organiser may want to know about a row that is taken all the same. */
export interface RosterNote {
  readonly code:
    | 'name_from_email'
    | 'name_from_id'
    | 'time_zone_to_be_asked'
    | 'unknown_time_zone'
    | 'unknown_country'
    | 'unknown_language'
    | 'unclear_terms'
    | 'unclear_capacity'
    | 'unusable_link'
    | 'unusable_skill'
    | 'new_skill'
    | 'shortened';
  readonly column: string;
  readonly value: string;
}

/** Why a row cannot be taken. */
export interface RosterProblem {
  readonly code: 'not_a_record' | 'too_many_cells' | 'bad_email' | 'nobody_named' | RosterClash;
  readonly column: string;
  readonly value: string;
}

export type RosterClash = 'said_twice' | 'two_members' | 'address_differs';

export type EntryReading =
  | { readonly ok: true; readonly entry: RosterEntry; readonly notes: readonly RosterNote[] }
  | { readonly ok: false; readonly problem: RosterProblem };

interface RowInHand {
  readonly row: RosterRow;
  readonly mapping: ColumnMapping;
  readonly vocabulary: Vocabulary;
  /** Names the list, so that number 7 of one list is not number 7 of another. */
  readonly source: string;
}

/** Reads one row into an entry, or says what is wrong with it. */
export function readEntry(hand: RowInHand): EntryReading {
  const { row, mapping } = hand;
  if (row.problem !== null) return bad(row.problem);
  const email = readEmail(textFor(row, mapping.email));
  if (email === null)
    return bad('bad_email', columnOf(mapping, 'email'), textFor(row, mapping.email));
  const notes: RosterNote[] = [];
  const note = (code: RosterNote['code'], field: RosterField, value: string) =>
    void notes.push({ code, column: columnOf(mapping, field), value: shorten(value, 120) });
  const identity = readIdentity(hand, { email, note });
  if (identity === null) return bad('nobody_named');
  const entry: RosterEntry = {
    ...identity,
    email: email === '' ? null : email,
    ...readWhereabouts(hand, note),
    words: readWords(hand, note),
    languages: readLanguages(hand, note),
    links: readLinks(hand, note),
    ...readSkills(hand, note),
    terms: readTermsOf(hand, note),
    capacity: readCapacity(hand, note),
  };
  return { ok: true, entry, notes };
}

type Note = (code: RosterNote['code'], field: RosterField, value: string) => void;

function bad(code: RosterProblem['code'], column = '', value = ''): EntryReading {
  return { ok: false, problem: { code, column, value: shorten(value, 120) } };
}

function columnOf(mapping: ColumnMapping, field: RosterField): string {
  return mapping[field].join(' + ');
}

function cut(
  text: string,
  { most, field, note }: { most: number; field: RosterField; note: Note },
): string {
  const short = shorten(text, most);
  if (short !== text) note('shortened', field, text);
  return short;
}

/** Own words within both limits of a profile: characters, and bytes for scripts that need several. */
function readWords({ row, mapping }: RowInHand, note: Note): string {
  const words = tidyText(textFor(row, mapping.words, '\n\n'));
  const size = new TextEncoder().encode(words).length;
  const share = Math.min(1, limits.ownWordsBytes / Math.max(1, size));
  const most = Math.min(limits.ownWords, Math.floor(lengthOf(words) * share));
  return cut(words, { most, field: 'words', note });
}

/** The address as accounts keep it, '' when there is none, null when it cannot be one. */
function readEmail(text: string): string | null {
  return text === '' ? '' : (readAddress(text.replace(/^mailto:/i, ''))?.key ?? null);
}

/** By what, and under which name, the person is kept; null when the row names nobody. */
function readIdentity(
  { row, mapping, source }: RowInHand,
  { email, note }: { email: string; note: Note },
): { externalId: string | null; name: string } | null {
  const id = shorten(tidyLine(textFor(row, mapping.externalId)), 120);
  const given = cut(readableLine(textFor(row, mapping.name)), {
    most: limits.name,
    field: 'name',
    note,
  });
  const mark = id === '' && email === '' && given !== '' ? `name:${fold(given)}` : id;
  const externalId = mark === '' ? null : `${source}/${mark}`;
  if (given !== '') return { externalId, name: given };
  if (email !== '') {
    note('name_from_email', 'email', email);
    return { externalId, name: nameFromAddress(email) };
  }
  if (id === '') return null;
  note('name_from_id', 'externalId', id);
  return { externalId, name: id };
}

/** One line without control and direction marks. */
function readableLine(text: string): string {
  return tidyLine(
    text.replace(/[\p{Cc}\p{Co}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' '),
  );
}

/** `ana.lima+list@example.org` becomes Ana Lima. */
function nameFromAddress(address: string): string {
  const [local = ''] = address.split(/[@+]/, 1);
  const parts = local.split(/[._-]+/).filter((part) => part !== '');
  return shorten(
    parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' ') || local,
    80,
  );
}

/** A place in words, and a zone where it was given or the country has only one. */
function readWhereabouts(
  { row, mapping }: RowInHand,
  note: Note,
): { place: string; timeZone: string } {
  const country = textFor(row, mapping.country);
  const code = country === '' ? null : countryCode(country);
  if (country !== '' && code === null) note('unknown_country', 'country', country);
  const said = [textFor(row, mapping.place), code === null ? country : countryName(code, 'en')];
  const parts = said
    .map(readableLine)
    .filter((part, at) => part !== '' && said.indexOf(part) >= at);
  const place = cut(parts.join(', '), { most: limits.place, field: 'place', note });
  const zone = textFor(row, mapping.timeZone);
  const given = zone === '' ? null : zoneNamed(zone);
  if (zone !== '' && given === null) note('unknown_time_zone', 'timeZone', zone);
  const timeZone = given ?? (code === null ? null : zoneOfCountry(code)) ?? '';
  if (timeZone === '') note('time_zone_to_be_asked', 'country', country);
  return { place, timeZone };
}

function readLanguages({ row, mapping }: RowInHand, note: Note): string[] {
  const codes = new Set<string>();
  for (const text of listFor(row, mapping.languages)) {
    const code = languageCode(text);
    if (code === null) note('unknown_language', 'languages', text);
    else codes.add(code);
  }
  return fewer([...codes].sort(), { most: limits.languages, field: 'languages', note });
}

function readLinks({ row, mapping }: RowInHand, note: Note): string[] {
  const links = new Set<string>();
  for (const text of listFor(row, mapping.links)) {
    const link = readLink(text);
    if (link === null) note('unusable_link', 'links', text);
    else links.add(link);
  }
  return fewer([...links].sort(), { most: limits.links, field: 'links', note });
}

/** An https address, as profiles have them; old lists often say http where both work. */
function readLink(text: string): string | null {
  const [host = ''] = text.split('/', 1);
  const isBare = !/[\s:]/.test(host) && host.includes('.');
  const url = URL.parse(isBare ? `https://${text}` : text.replace(/^http:/i, 'https:'));
  const isUsable = url?.protocol === 'https:' && url.hostname.includes('.');
  if (!isUsable || url.username !== '' || url.password !== '') return null;
  return url.href.length <= limits.link ? url.href : null;
}

function fewer(
  list: string[],
  { most, field, note }: { most: number; field: RosterField; note: Note },
): string[] {
  if (list.length > most) note('shortened', field, list.slice(most).join(', '));
  return list.slice(0, most);
}

/** Skills under the name the vocabulary has for them. What someone shares they need not learn. */
function readSkills(hand: RowInHand, note: Note): { shares: string[]; wants: string[] } {
  const shares = readSkillList(hand, 'skills', note);
  const wants = readSkillList(hand, 'wants', note).filter((name) => !shares.includes(name));
  return { shares, wants };
}

function readSkillList(
  { row, mapping, vocabulary }: RowInHand,
  field: 'skills' | 'wants',
  note: Note,
): string[] {
  const names = new Set<string>();
  for (const text of listFor(row, mapping[field])) {
    const known = findSkill(text, vocabulary);
    const name = known?.name ?? skillName(text);
    if (known === null) note(name === null ? 'unusable_skill' : 'new_skill', field, text);
    if (name !== null) names.add(name);
  }
  const most = field === 'skills' ? limits.shares : limits.wants;
  return fewer([...names].sort(), { most, field, note });
}

function readTermsOf({ row, mapping }: RowInHand, note: Note): RosterTerms | null {
  const text = textFor(row, mapping.terms);
  const terms = text === '' ? null : readTerms(text, mapping.terms);
  if (text !== '' && terms === null) note('unclear_terms', 'terms', text);
  return terms;
}

function readCapacity({ row, mapping }: RowInHand, note: Note): number | null {
  const text = textFor(row, mapping.capacity);
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= mostPeople) return count;
  if (text !== '') note('unclear_capacity', 'capacity', text);
  return null;
}
