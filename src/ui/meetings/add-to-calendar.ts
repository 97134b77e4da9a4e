/** Addresses at which other calendars take a meeting over. Nothing is asked of them until somebody goes there. */

export interface CalendarEntry {
  readonly title: string;
  readonly details: string;
  /** '' for none. */
  readonly location: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly endsAt: number;
}

/** An address that opens Google Calendar with a new entry. */
export function googleAddress({ title, details, location, at, endsAt }: CalendarEntry): string {
  const time = (instant: number) => iso(instant).replace(/[-:]/g, '');
  return addressWith('https://calendar.google.com/calendar/render', {
    action: 'TEMPLATE',
    text: title,
    dates: `${time(at)}/${time(endsAt)}`,
    details,
    location,
  });
}

/** An address that opens Outlook on the web with a new entry. */
export const outlookAddress = ({ title, details, location, at, endsAt }: CalendarEntry): string =>
  addressWith('https://outlook.live.com/calendar/0/deeplink/compose', {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: iso(at),
    enddt: iso(endsAt),
    body: details,
    location,
  });

const iso = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

function addressWith(base: string, fields: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''));
  return `${base}?${query}`;
}
