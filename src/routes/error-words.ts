import { m } from '#words/paraglide/messages.js';

interface ErrorWords {
  title: string;
  what: string;
}

/** What an error page says: by the code of the refusal where there is one, else by the status. */
export function errorWords(status: number, code: string): ErrorWords {
  const { title, what } = byCode[code] ?? byStatus[status] ?? (status >= 500 ? broken : notFound);
  return { title: title(), what: what() };
}

type Sayings = Record<'title' | 'what', () => string>;

const notFound: Sayings = {
  title: m.community_error_missing,
  what: m.community_error_missing_what,
};
const broken: Sayings = { title: m.community_error_broken, what: m.community_error_broken_what };

const byCode: Record<string, Sayings> = {
  not_found: notFound,
  first_run_over: { title: m.community_error_link_over, what: m.community_error_first_run_over },
  sent_twice: { title: m.community_error_twice, what: m.community_error_twice_what },
  slow_down: { title: m.community_error_slow, what: m.community_error_slow_what },
  not_a_form: { title: m.community_error_unreadable, what: m.community_error_unreadable_what },
  busy: { title: m.community_error_busy, what: m.community_error_busy_what },
  broken,
};

const byStatus: Record<number, Sayings> = {
  400: { title: m.community_error_unreadable, what: m.community_error_unreadable_what },
  403: { title: m.community_error_not_yours, what: m.community_error_not_yours_what },
  404: notFound,
  405: { title: m.community_error_method, what: m.community_error_method_what },
  409: { title: m.community_error_twice, what: m.community_error_twice_what },
  410: { title: m.community_error_link_over, what: m.community_error_link_over_what },
  413: { title: m.community_error_large, what: m.community_error_large_what },
  429: { title: m.community_error_slow, what: m.community_error_slow_what },
};
