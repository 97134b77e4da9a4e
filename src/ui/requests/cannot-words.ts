/** Why a note cannot be written now, kindly, and where to go instead. */
import { m } from '#words/paraglide/messages.js';

/** A person who cannot be written to, with the thing that stands between, where there is one. */
export interface Closed {
  readonly code:
    | 'self'
    | 'nobody'
    | 'not_available'
    | 'learners_only'
    | 'one_open'
    | 'they_wrote'
    | 'in_line'
    | 'too_many_open'
    | 'too_many_today'
    | 'paired';
  readonly requestId?: string | undefined;
  readonly pairingId?: string | undefined;
  readonly waitingPlaceId?: string | undefined;
}

export interface Cannot {
  readonly text: string;
  readonly hint?: string;
  readonly link?: { readonly href: string; readonly label: string };
}

/** What to say about writing to the member called `name`. */
export function sayCannot(name: string, closed: Closed): Cannot {
  switch (closed.code) {
    case 'one_open':
      return led(m.requests_invite_open(), toNote(closed, m.requests_invite_open_link()));
    case 'they_wrote':
      return led(
        m.requests_invite_they_wrote({ name }),
        toNote(closed, m.requests_invite_they_wrote_link()),
      );
    case 'in_line':
      return led(m.requests_invite_waiting({ name }), {
        href: closed.waitingPlaceId ? `/requests/waiting/${closed.waitingPlaceId}` : '/pairings',
        label: m.requests_invite_waiting_link(),
      });
    case 'paired':
      return led(m.requests_invite_paired(), {
        href: closed.pairingId ? `/pairings/${closed.pairingId}` : '/pairings',
        label: m.requests_invite_paired_link(),
      });
    case 'learners_only':
      return {
        text: m.requests_no_learners({ name }),
        hint: m.requests_no_learners_hint(),
        link: { href: '/profile', label: m.requests_invite_profile() },
      };
    case 'too_many_open':
      return {
        text: m.requests_no_many(),
        hint: m.requests_no_many_hint({ name }),
        link: { href: '/pairings', label: m.requests_invite_many_link() },
      };
    case 'too_many_today':
      return { text: m.requests_no_today(), hint: m.requests_no_today_hint({ name }) };
    case 'not_available':
    case 'nobody':
    case 'self':
      return { text: m.requests_no_away({ name }), hint: m.requests_no_away_hint() };
  }
}

const led = (text: string, link: NonNullable<Cannot['link']>): Cannot => ({ text, link });

const toNote = ({ requestId }: Closed, label: string): NonNullable<Cannot['link']> => ({
  href: requestId ? `/requests/${requestId}` : '/pairings',
  label,
});
