/** The sentences of "Your profile" that depend on what is in it. */
import type { ProfileProblem } from '#domain/members/profile.input.ts';
import { limits, type Profile, type ProfileField } from '#domain/members/profile.ts';
import { weekdayNames } from '#lib/date-format.ts';
import type { Locale } from '#lib/locale.ts';
import { moneyText } from '#lib/money.ts';
import { m } from '#words/paraglide/messages.js';

export const levelWords = {
  '1': m.profile_level_1,
  '2': m.profile_level_2,
  '3': m.profile_level_3,
};
export const wantWords = { '1': m.profile_want_1, '2': m.profile_want_2, '3': m.profile_want_3 };
const replyWords = {
  1: m.profile_reply_1,
  2: m.profile_reply_2,
  3: m.profile_reply_3,
  7: m.profile_reply_7,
  14: m.profile_reply_14,
};
export const replyText = (days: number): string =>
  days in replyWords ? replyWords[days as keyof typeof replyWords]() : String(days);
const modeWords = {
  meet: m.profile_mode_meet,
  review: m.profile_mode_review,
  answer: m.profile_mode_answer,
  swap: m.profile_mode_swap,
};

const fieldNames: Readonly<Record<ProfileField, () => string>> = {
  isAvailable: m.profile_box,
  capacity: m.profile_capacity,
  modes: m.profile_modes,
  replyDays: m.profile_reply,
  terms: m.profile_terms,
  whoMayWrite: m.profile_writers,
  shares: m.profile_shares,
  wants: m.profile_wants,
  timeZone: m.profile_zone,
  hours: m.profile_hours,
  name: m.profile_name,
  pronouns: m.profile_pronouns,
  ownWords: m.profile_words,
  place: m.profile_place,
  languages: m.profile_languages,
  links: m.profile_links,
  isPublic: m.profile_public,
};

export const fieldName = (field: ProfileField): string => fieldNames[field]();

const limitsOf: Readonly<Record<string, number>> = { ...limits, links: limits.links };
const namedLike: Readonly<Record<string, () => string>> = {
  ...fieldNames,
  amount: m.profile_amount,
  currency: m.profile_currency,
  termsNote: m.profile_terms_note,
};

/** What is wrong, in a sentence that says how to mend it. */
export function problemText({ field, code }: ProfileProblem): string {
  const name = namedLike[field]?.() ?? '';
  switch (code) {
    case 'name_missing':
      return m.profile_problem_name_missing();
    case 'hidden':
      return m.profile_problem_hidden({ field: name });
    case 'too_long': {
      const limit = field === 'links' ? limits.link : (limitsOf[field] ?? limits.skill);
      return m.profile_problem_too_long({ field: name, limit: String(limit) });
    }
    case 'too_many':
      return m.profile_problem_too_many({
        field: name,
        limit: String(limitsOf[field] ?? limits.links),
      });
    case 'zone_unknown':
      return m.profile_problem_zone_unknown();
    case 'language_unknown':
      return m.profile_problem_language_unknown();
    case 'link_unusable':
      return m.profile_problem_link_unusable();
    case 'skill_missing':
      return m.profile_problem_skill_missing();
    case 'capacity_range':
      return m.profile_problem_capacity_range();
    case 'hours_unusable':
      return m.profile_problem_hours_unusable();
    case 'amount_unusable':
      return m.profile_problem_amount_unusable();
    case 'modes_missing':
      return m.profile_problem_modes_missing();
    default:
      return m.profile_problem_choose_one({ field: name });
  }
}

/** A field's value in words, to be compared with another. */
export function valueText(profile: Profile, field: ProfileField, locale: Locale): string {
  const nothing = m.profile_conflict_nothing();
  switch (field) {
    case 'isAvailable':
    case 'isPublic':
      return profile[field] ? m.profile_conflict_yes() : m.profile_conflict_no();
    case 'capacity':
      return String(profile.capacity);
    case 'modes':
      return profile.modes.map((mode) => modeWords[mode]()).join('\n') || nothing;
    case 'replyDays':
      return replyText(profile.replyDays);
    case 'terms':
      return [moneyWords(profile, locale), profile.terms.note].filter(Boolean).join('\n');
    case 'whoMayWrite':
      return profile.whoMayWrite === 'everyone'
        ? m.profile_writers_everyone()
        : m.profile_writers_learners();
    case 'shares':
      return (
        profile.shares
          .map(({ name, confidence }) => `${name}: ${levelWords[confidence]()}`)
          .join('\n') || nothing
      );
    case 'wants':
      return (
        profile.wants.map(({ name, priority }) => `${name}: ${wantWords[priority]()}`).join('\n') ||
        nothing
      );
    case 'hours':
      return hoursText(profile.hours, locale) || nothing;
    case 'languages':
      return languageNames(profile.languages, locale).join(', ') || nothing;
    case 'links':
      return profile.links.join('\n') || nothing;
    case 'name':
    case 'pronouns':
    case 'ownWords':
    case 'place':
    case 'timeZone':
      return profile[field] || nothing;
  }
}

/** What it costs, in a sentence. */
export function moneyWords({ terms }: Pick<Profile, 'terms'>, locale: Locale): string {
  switch (terms.kind) {
    case 'free':
      return m.profile_money_free();
    case 'pay_what_feels_right':
      return m.profile_money_open();
    case 'charges': {
      const amount = moneyText(terms.amount ?? 0, { currency: terms.currency, locale });
      return terms.firstChatFree
        ? m.profile_money_charges_first({ amount })
        : m.profile_money_charges({ amount });
    }
  }
}

export function languageNames(codes: readonly string[], locale: Locale): string[] {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return codes.map((code) => names.of(code) ?? code);
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** "Mon 18:00–21:00", a line a day. */
function hoursText(hours: string, locale: Locale): string {
  const days = weekdayNames(locale, 'shortWeekday');
  const lines = days.flatMap((day, index) => {
    const spans = [...hours.slice(index * 24, index * 24 + 24).matchAll(/1+/g)];
    const texts = spans.map(
      ({ 0: run, index: from }) => `${clock(from)}–${clock(from + run.length)}`,
    );
    return texts.length === 0 ? [] : [`${day} ${texts.join(', ')}`];
  });
  return lines.join('\n');
}
