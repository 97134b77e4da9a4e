/** What a question's page says about where it stands, in the words of the page's language. */
import type { QuestionPage } from '#domain/questions/question-view.ts';
import { sayDay } from '#ui/questions/question-row-words.ts';
import type { Reader } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

/** Who can read it. */
export function saySeenBy({ part, partner, isWidened, asker }: QuestionPage): string {
  if (part === 'asked_around') return m.questions_seen_asked({ name: asker.name });
  const other = part === 'asker' ? partner : asker;
  if (other === null) return m.questions_seen_around();
  const { name } = other;
  return isWidened ? m.questions_seen_widened({ name }) : m.questions_seen_two({ name });
}

/** By when an answer was promised, while that is still to come and nobody has answered; '' otherwise. */
export function sayPromise(page: QuestionPage, reader: Reader): string {
  const { promisedBy, partner, part, isAnswered, isWidened, state } = page;
  if (promisedBy === null || promisedBy <= reader.now) return '';
  if (isAnswered || isWidened || state !== 'open' || partner === null) return '';
  const day = sayDay(promisedBy, reader);
  return part === 'partner'
    ? m.questions_promise_yours_by({ day })
    : m.questions_promise_theirs_by({ name: partner.name, day });
}

export interface AroundShown {
  needsSkill: boolean;
  skill: string;
  text: string;
  /** What the others will read, and what they won't. */
  tells: string[];
}

/** What asking a few others means, said before the asker does it; null while it can't be done. */
export function showAround(page: QuestionPage): AroundShown | null {
  if (page.askingAround === null || !page.mayAskAround) return null;
  const { needsSkill, rounds } = page.askingAround;
  const partner = page.partner;
  return {
    needsSkill,
    skill: page.skill?.name ?? '',
    text: rounds > 0 ? m.questions_around_again() : m.questions_around_quiet(),
    tells: [
      m.questions_around_they_see(),
      ...(partner === null
        ? []
        : [
            m.questions_around_they_see_not({ name: partner.name }),
            m.questions_around_partner_told({ name: partner.name }),
          ]),
    ],
  };
}

/** What the panel beside the thread says: each line with its icon. */
export function sayAside(
  page: QuestionPage,
  { replyTime, reader }: { replyTime: string; reader: Reader },
): { title: string; lines: { icon: 'clock' | 'question' | 'people'; text: string }[] } {
  if (page.part === 'asker') return asideOfAsker(page, { replyTime, reader });
  const { name } = page.asker;
  const title = m.questions_aside_answering({ name });
  const agreed =
    replyTime === '' || page.part !== 'partner' || page.isWidened
      ? []
      : [{ icon: 'clock' as const, text: m.questions_aside_agreed({ time: replyTime }) }];
  const others =
    page.part === 'asked_around'
      ? [{ icon: 'people' as const, text: m.questions_aside_others({ name }) }]
      : [];
  return {
    title,
    lines: [
      ...agreed,
      { icon: 'question', text: m.questions_aside_pointer() },
      { icon: 'question', text: m.questions_aside_do_not_know() },
      ...others,
    ],
  };
}

function asideOfAsker(
  { partner, askingAround, isWidened }: QuestionPage,
  { replyTime, reader }: { replyTime: string; reader: Reader },
): ReturnType<typeof sayAside> {
  const agreed = replyTime === '' ? m.questions_promise_none() : agreedWords(replyTime);
  const from = askingAround?.from ?? null;
  const later =
    from !== null && from > reader.now
      ? m.questions_around_from({ day: sayDay(from, reader) })
      : isWidened
        ? m.questions_aside_everyone()
        : '';
  return {
    title:
      partner === null
        ? m.questions_aside_around()
        : m.questions_aside_asking({ name: partner.name }),
    lines: [
      ...(partner === null ? [] : [{ icon: 'clock' as const, text: agreed }]),
      { icon: 'question' as const, text: m.questions_aside_small() },
      ...(later === '' ? [] : [{ icon: 'people' as const, text: later }]),
    ],
  };
}

const agreedWords = (time: string): string => m.questions_aside_agreed({ time });
