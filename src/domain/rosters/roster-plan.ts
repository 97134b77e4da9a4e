import type { Vocabulary } from '#domain/skills/vocabulary.ts';
import type { ColumnMapping } from './roster-column.ts';
import {
  readEntry,
  type RosterEntry,
  type RosterNote,
  type RosterProblem,
} from './roster-entry.ts';
import type { RosterRow } from './roster.ts';

/** Someone this community has already, as far as an import must know. */
export interface KnownMember {
  readonly memberId: string;
  readonly externalId: string | null;
  readonly email: string | null;
  /** What an earlier import wrote, while the person has not yet joined; null once they have. */
  readonly invitedAs: RosterEntry | null;
}

/** What will become of one row. */
export type PlannedRow =
  | {
      readonly action: 'create';
      readonly line: number;
      readonly entry: RosterEntry;
      readonly notes: readonly RosterNote[];
    }
  | {
      readonly action: 'update';
      readonly line: number;
      readonly memberId: string;
      readonly entry: RosterEntry;
      readonly changed: readonly (keyof RosterEntry)[];
      readonly notes: readonly RosterNote[];
    }
  | {
      readonly action: 'unchanged';
      readonly line: number;
      readonly memberId: string;
      /** Members who have joined speak for themselves; an import never overwrites their words. */
      readonly hasJoined: boolean;
    }
  | { readonly action: 'bad'; readonly line: number; readonly problem: RosterProblem };

export interface RosterPlan {
  readonly rows: readonly PlannedRow[];
  readonly counts: Readonly<Record<PlannedRow['action'], number>>;
}

/**
 * Decides, for every row in order, whether it brings someone new, changes someone who has not yet
 * joined, changes nothing, or cannot be taken and why. People are recognised by the list's own id,
 * else by e-mail, else by name. The same roster planned after it was applied changes nothing.
 */
export function planRoster({
  rows,
  mapping,
  known,
  vocabulary,
  source = 'list',
}: {
  rows: readonly RosterRow[];
  mapping: ColumnMapping;
  known: readonly KnownMember[];
  vocabulary: Vocabulary;
  source?: string;
}): RosterPlan {
  const directory = new KnownPeople(known);
  const planned = rows.map((row): PlannedRow => {
    const reading = readEntry({ row, mapping, vocabulary, source });
    if (!reading.ok) return { action: 'bad', line: row.line, problem: reading.problem };
    return planEntry({ line: row.line, entry: reading.entry, notes: reading.notes, directory });
  });
  return { rows: planned, counts: countActions(planned) };
}

function planEntry({
  line,
  entry,
  notes,
  directory,
}: {
  line: number;
  entry: RosterEntry;
  notes: readonly RosterNote[];
  directory: KnownPeople;
}): PlannedRow {
  const clash = directory.claim(entry, line);
  if (clash !== null) return { action: 'bad', line, problem: clash };
  const member = directory.find(entry);
  if (member === null) return { action: 'create', line, entry, notes };
  const { memberId, invitedAs } = member;
  if (invitedAs === null) return { action: 'unchanged', line, memberId, hasJoined: true };
  // What this row is silent about stays as it was known before.
  const merged = {
    ...entry,
    email: entry.email ?? invitedAs.email,
    externalId: entry.externalId ?? invitedAs.externalId,
    terms: entry.terms ?? invitedAs.terms,
    capacity: entry.capacity ?? invitedAs.capacity,
  };
  const changed = changedFields(invitedAs, merged);
  return changed.length === 0
    ? { action: 'unchanged', line, memberId, hasJoined: false }
    : { action: 'update', line, memberId, entry: merged, changed, notes };
}

/** Which parts of two entries differ. */
export function changedFields(before: RosterEntry, after: RosterEntry): (keyof RosterEntry)[] {
  const fields: (keyof RosterEntry)[] = [
    'externalId',
    'email',
    'name',
    'place',
    'timeZone',
    'words',
    'languages',
    'links',
    'shares',
    'wants',
    'terms',
    'capacity',
  ];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Finds people by id or address, and remembers which row of the roster spoke of whom. */
class KnownPeople {
  readonly #byId: ReadonlyMap<string, KnownMember>;
  readonly #byEmail: ReadonlyMap<string, KnownMember>;
  readonly #claims = new Map<string, number>();

  constructor(known: readonly KnownMember[]) {
    const pairs = (key: 'externalId' | 'email') =>
      known.flatMap((member) => (member[key] === null ? [] : [[member[key], member] as const]));
    this.#byId = new Map(pairs('externalId'));
    this.#byEmail = new Map(pairs('email'));
  }

  find({ externalId, email }: RosterEntry): KnownMember | null {
    return this.#byId.get(externalId ?? '') ?? this.#byEmail.get(email ?? '') ?? null;
  }

  /** Null when this row may speak for its person; otherwise why not. */
  claim(entry: RosterEntry, line: number): RosterProblem | null {
    const byId = this.#byId.get(entry.externalId ?? '');
    const byEmail = this.#byEmail.get(entry.email ?? '');
    const email = entry.email ?? '';
    if (byId && byEmail && byId !== byEmail) return problem('two_members', email);
    if (byId?.email && email !== '' && byId.email !== email)
      return problem('address_differs', email);
    const marks = [entry.externalId, entry.email, (byId ?? byEmail)?.memberId].filter(
      (mark) => mark != null,
    );
    const earlier = marks
      .map((mark) => this.#claims.get(mark))
      .find((place) => place !== undefined);
    if (earlier !== undefined) return problem('said_twice', String(earlier));
    for (const mark of marks) this.#claims.set(mark, line);
    return null;
  }
}

function problem(code: RosterProblem['code'], value: string): RosterProblem {
  return { code, column: '', value };
}

function countActions(rows: readonly PlannedRow[]): RosterPlan['counts'] {
  const counts = { create: 0, update: 0, unchanged: 0, bad: 0 };
  for (const { action } of rows) counts[action] += 1;
  return counts;
}
