/** What a mentor offers, in words. */
import type { HelpMode, Terms, TermsKind } from '#domain/members/offer.ts';
import { day } from '#lib/duration.ts';
import { moneyText } from '#lib/money.ts';
import { sayFromNow } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';
import { itself, remembered } from './phrase-cache.ts';

export const modeWords: Record<HelpMode, () => string> = {
  meet: m.directory_mode_meet,
  review: m.directory_mode_review,
  answer: m.directory_mode_answer,
  swap: m.directory_mode_swap,
};

export const termsWords: Record<TermsKind, () => string> = {
  free: m.directory_terms_free,
  charges: m.directory_terms_charges,
  pay_what_feels_right: m.directory_terms_open,
};

export const levelWords: Record<1 | 2 | 3, () => string> = {
  1: m.directory_level_1,
  2: m.directory_level_2,
  3: m.directory_level_3,
};

/** "Free", "€35 an hour, first chat free". */
export const sayTerms = remembered(
  ({ kind, amount, currency, firstChatFree }: Terms) => {
    if (kind !== 'charges' || amount === null) return termsWords[kind]();
    const said = { amount: moneyText(amount, { currency, locale: getLocale() }) };
    return firstChatFree ? m.directory_terms_hour_first_free(said) : m.directory_terms_hour(said);
  },
  ({ kind, amount, currency, firstChatFree }) => `${kind} ${amount} ${currency} ${firstChatFree}`,
);

/** "Replies in about 2 days". */
export const sayReply = remembered((days: number) => {
  if (days <= 1) return m.directory_reply_1();
  if (days === 7) return m.directory_reply_7();
  return days === 14 ? m.directory_reply_14() : m.directory_reply_days({ count: days });
}, itself);

/** "Room for 1 more". */
export const sayRoom = remembered((count: number) => m.directory_room({ count }), itself);

/** "Confirmed today", "Confirmed 3 weeks ago". Times in epoch milliseconds. */
export function sayConfirmed(at: number, now: number): string {
  return sayConfirmedAgo(Math.max(0, Math.floor((now - at) / day)));
}

const sayConfirmedAgo = remembered((days: number) => {
  const when = days < 14 ? sayFromNow(-days, 'day') : sayFromNow(-Math.floor(days / 7), 'week');
  return m.directory_confirmed({ when });
}, itself);

/** The name of a spoken language, by its code. */
export const sayLanguage = remembered((code: string) => {
  const name = new Intl.DisplayNames([getLocale()], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(getLocale()) + name.slice(1);
}, itself);
