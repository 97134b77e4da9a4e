import type { Count } from '#domain/insights/community-figures.ts';
import { m } from '#words/paraglide/messages.js';

/** A count of people as it may be told: "nobody", "a few", "23". */
export function sayCount(count: Count): string {
  switch (count.kind) {
    case 'none':
      return m.community_count_none();
    case 'few':
      return m.community_count_few();
    case 'exactly':
      return String(count.count);
  }
}
