/** Why a calendar brought along could not be read, and what to do about it. */
import { m } from '#words/paraglide/messages.js';

const words = {
  not_an_address: m.meetings_calendar_outside_not_an_address,
  not_public: m.meetings_calendar_outside_not_public,
  too_large: m.meetings_calendar_outside_too_large,
  too_slow: m.meetings_calendar_outside_too_slow,
  redirects: m.meetings_calendar_outside_redirects,
  not_reached: m.meetings_calendar_outside_not_reached,
  no_calendar: m.meetings_calendar_outside_no_calendar,
  too_long: m.meetings_calendar_outside_too_long,
  busy: m.meetings_calendar_outside_busy,
  too_many: m.meetings_calendar_outside_too_many,
};

export const sayBusyProblem = (problem: keyof typeof words): string => words[problem]();
