/** How one's own note stands, for the list of all of them. */
import type { RequestState } from '#domain/requests/request.ts';
import type { IconName } from '#ui/kit/icons.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

interface Line {
  readonly other: { readonly name: string };
  readonly state: RequestState;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  /** The exchange waits for the reader's words. */
  readonly isYourTurn: boolean;
  readonly passedTo: { readonly name: string } | null;
}

interface RequestInWords {
  state: { text: string; shape: 'full' | 'half' | 'wait' | 'rest' };
  notes: { icon?: IconName; text: string }[];
}

/** What "Your notes" says of a note the reader wrote. */
export function sayLine(line: Line, reader: { now: number; timeZone: string }): RequestInWords {
  const { name } = line.other;
  const clock = {
    icon: 'clock' as const,
    text: m.requests_all_closes({ day: sayDate(line.dueAt, reader) }),
  };
  const ready = [{ icon: 'forward' as const, text: m.requests_all_note_others() }];
  const state = (text: string, shape: RequestInWords['state']['shape']) => ({ text, shape });
  switch (line.state) {
    case 'open':
      return line.isYourTurn
        ? { state: state(m.requests_all_note_asked({ name }), 'full'), notes: [clock] }
        : { state: state(m.requests_all_note_open(), 'wait'), notes: [clock] };
    case 'accepted':
      return { state: state(m.requests_all_note_yes({ name }), 'full'), notes: [] };
    case 'declined':
      return { state: state(m.requests_all_note_no({ name }), 'rest'), notes: ready };
    case 'expired':
      return { state: state(m.requests_all_note_quiet(), 'rest'), notes: ready };
    case 'withdrawn':
      return { state: state(m.requests_all_note_back(), 'rest'), notes: ready };
    case 'passed_on':
      return { state: state(sayPassed(line), 'half'), notes: [] };
  }
}

const sayPassed = ({ other, passedTo }: Line): string =>
  passedTo === null
    ? m.requests_all_note_pass_gone({ name: other.name })
    : m.requests_all_note_pass({ name: other.name, other: passedTo.name });
