/** The form "Your profile" between the browser and the domain: read as typed, shown as typed. */
import type { ProfileDraft, ProfileProblem } from '#domain/members/profile.input.ts';
import { profileFields, type Profile, type ProfileField } from '#domain/members/profile.ts';
import { findStoredSkill } from '#domain/skills/skills.queries.server.ts';
import { skillKey, skillName } from '#domain/skills/skill.ts';
import { typedAmount } from '#lib/money.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { allOf, textOf } from '#door/forms.server.ts';

/** The draft, and what waits in the two fields that add skills. */
export interface FormDraft extends ProfileDraft {
  addShare: string;
  addWant: string;
}

/** Everything typed into the form, untouched. */
export function readDraft(form: FormData): FormDraft {
  const capacity = textOf(form, 'capacity');
  const box = textOf(form, 'tick');
  return {
    name: textOf(form, 'name'),
    pronouns: textOf(form, 'pronouns'),
    ownWords: textOf(form, 'own_words'),
    place: textOf(form, 'place'),
    timeZone: textOf(form, 'time_zone'),
    hours: readHours(allOf(form, 'hours')),
    languages: allOf(form, 'languages'),
    links: [0, 1, 2, 3, 4].map((place) => textOf(form, `link_${place}`)),
    isPublic: form.has('is_public'),
    shares: readSkills(form, 'share'),
    wants: readSkills(form, 'want'),
    addShare: textOf(form, 'add_share'),
    addWant: textOf(form, 'add_want'),
    isAvailable: box === 'on' || form.has('available'),
    capacity: capacity === 'more' ? textOf(form, 'capacity_exact') : capacity,
    modes: allOf(form, 'modes'),
    replyDays: textOf(form, 'reply_days'),
    terms: textOf(form, 'terms'),
    amount: textOf(form, 'amount'),
    currency: textOf(form, 'currency'),
    termsNote: textOf(form, 'terms_note'),
    firstChatFree: form.has('first_chat_free'),
    whoMayWrite: textOf(form, 'who_may_write'),
  };
}

/** Ticked cells of the week, each by its number, as 168 characters. */
function readHours(cells: readonly string[]): string {
  const ticked = new Set(cells);
  return Array.from({ length: 168 }, (_, hour) => (ticked.has(String(hour)) ? '1' : '0')).join('');
}

function readSkills(form: FormData, kind: 'share' | 'want'): { name: string; level: string }[] {
  return allOf(form, `${kind}_name`)
    .slice(0, 100)
    .map((name, place) => ({ name, level: textOf(form, `${kind}_level_${place}`) }));
}

/** A saved profile as the form shows it. */
export function draftOf(profile: Profile): FormDraft {
  const { shares, wants, terms, links, languages, modes, capacity, replyDays, ...rest } = profile;
  return {
    ...rest,
    links: [...links],
    languages: [...languages],
    modes: [...modes],
    capacity: String(capacity),
    replyDays: String(replyDays),
    shares: shares.map(({ name, confidence }) => ({ name, level: String(confidence) })),
    wants: wants.map(({ name, priority }) => ({ name, level: String(priority) })),
    terms: terms.kind,
    amount: terms.amount === null ? '' : typedAmount(terms.amount, terms.currency),
    currency: terms.currency,
    termsNote: terms.note,
    firstChatFree: terms.firstChatFree,
    addShare: '',
    addWant: '',
  };
}

/** The fields for which the member chose what is saved, over what they typed. */
export const chosenTheirs = (form: FormData): ProfileField[] =>
  profileFields.filter((field) => textOf(form, `take_${field}`) === 'theirs');

/** The draft with some fields as they are saved. */
export function withTheirs(
  draft: FormDraft,
  { saved, fields }: { saved: Profile; fields: readonly ProfileField[] },
): FormDraft {
  const theirs = draftOf(saved);
  return fields.reduce((mixed, field) => {
    if (field !== 'terms') return { ...mixed, [field]: theirs[field] };
    const { terms, amount, currency, termsNote, firstChatFree } = theirs;
    return { ...mixed, terms, amount, currency, termsNote, firstChatFree };
  }, draft);
}

/** A skill that could not be added, and the field it waits in. */
export interface UnusableSkill {
  field: 'add_share' | 'add_want';
  skill: string;
}

/**
 * Moves what waits in one or both of the fields for new skills into the lists, by the name the
 * community knows it by. What cannot be a skill stays in its field.
 */
export async function addSkills(
  { db }: Pick<Runtime, 'db'>,
  draft: FormDraft,
  which: { share: boolean; want: boolean },
): Promise<{ draft: FormDraft; unusable: UnusableSkill[] }> {
  const shares = which.share ? await readNames(db, draft.addShare) : untouched(draft.addShare);
  const wants = which.want ? await readNames(db, draft.addWant) : untouched(draft.addWant);
  return {
    draft: {
      ...draft,
      shares: joined(draft.shares, shares.names),
      wants: joined(draft.wants, wants.names),
      addShare: shares.left.join(', '),
      addWant: wants.left.join(', '),
    },
    unusable: [
      ...(which.share ? shares.left.map((skill) => ({ field: 'add_share' as const, skill })) : []),
      ...(which.want ? wants.left.map((skill) => ({ field: 'add_want' as const, skill })) : []),
    ],
  };
}

const untouched = (text: string) => ({ names: [], left: text === '' ? [] : [text] });

async function readNames(
  db: Runtime['db'],
  text: string,
): Promise<{ names: string[]; left: string[] }> {
  const names: string[] = [];
  const left: string[] = [];
  const typed = text
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  for (const each of typed.slice(0, 40)) {
    const name = (await findStoredSkill(db.read, each))?.name ?? skillName(each);
    if (name === null) left.push(each);
    else names.push(name);
  }
  return { names, left };
}

/** New skills begin in the middle, where nobody has to think about them. */
function joined(list: FormDraft['shares'], names: readonly string[]): FormDraft['shares'] {
  const known = new Set(list.map(({ name }) => skillKey(name)));
  const fresh = names.filter((name) => !known.has(skillKey(name)) && known.add(skillKey(name)));
  return [...list, ...fresh.map((name) => ({ name, level: '2' }))];
}

/** The name of the control a problem belongs to. */
export function controlOf({ field, at, code }: ProfileProblem): string {
  if (field === 'links') return code === 'too_many' ? 'links' : `link_${at}`;
  if (field === 'shares') return code === 'too_many' ? 'add_share' : `share_level_${at}`;
  if (field === 'wants') return code === 'too_many' ? 'add_want' : `want_level_${at}`;
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
