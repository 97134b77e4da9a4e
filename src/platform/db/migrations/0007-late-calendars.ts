/** Of a calendar that took too long to read: what it was, so that it is read again once it is another. */
export const statements = [`alter table busy_calendars add column late_digest text`] as const;
