/** How someone likes to do this, line by line. */
import type { HelpMode, Offer } from '#domain/members/offer.ts';
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';
import { sayConfirmed, sayTerms } from './offer-words.ts';

export interface FactLine {
  readonly term: string;
  readonly text: string;
}

export interface OfferNow extends Offer {
  readonly roomLeft: number;
  readonly confirmedAt: number;
}

/** The facts of an offer, for the page of the member called `name`. */
export function factsOf(
  name: string,
  { offer, now }: { offer: OfferNow; now: number },
): FactLine[] {
  const { terms, modes, roomLeft } = offer;
  const cost = [sayTerms(terms), terms.note].filter((part) => part !== '').join('. ');
  return [
    ...(modes.length === 0 ? [] : [{ term: m.directory_person_modes(), text: sayModes(modes) }]),
    { term: m.directory_person_cost(), text: cost },
    { term: m.directory_person_replies(), text: sayReplyTime(offer.replyDays) },
    {
      term: m.directory_person_room(),
      text:
        roomLeft === 0
          ? m.directory_person_room_none({ name })
          : m.directory_person_room_left({ count: roomLeft }),
    },
    {
      term: m.directory_person_writers(),
      text:
        offer.whoMayWrite === 'everyone'
          ? m.directory_person_writers_everyone()
          : m.directory_person_writers_learners(),
    },
    {
      term: m.directory_person_confirmed(),
      text: sayConfirmed(offer.confirmedAt, now),
    },
  ];
}

const modeWords: Record<HelpMode, () => string> = {
  meet: m.directory_person_mode_meet,
  review: m.directory_person_mode_review,
  answer: m.directory_person_mode_answer,
  swap: m.directory_person_mode_swap,
};

/** "Meet regularly, review code". */
function sayModes(modes: readonly HelpMode[]): string {
  const text = modes.map((mode) => modeWords[mode]()).join(', ');
  return text.charAt(0).toLocaleUpperCase(getLocale()) + text.slice(1);
}

function sayReplyTime(days: number): string {
  if (days <= 1) return m.directory_person_reply_1();
  if (days === 7) return m.directory_person_reply_7();
  return days === 14
    ? m.directory_person_reply_14()
    : m.directory_person_reply_days({ count: days });
}
