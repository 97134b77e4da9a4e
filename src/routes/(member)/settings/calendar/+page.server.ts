import { hour } from '#lib/duration.ts';
import {
  addBusyCalendar,
  readTimes,
  removeBusyCalendar,
} from '#domain/free-times/busy-calendars.commands.server.ts';
import { busyCalendarsOf } from '#domain/free-times/busy-calendars.queries.server.ts';
import { endFeed, makeFeed } from '#domain/calendars/calendar-feeds.commands.server.ts';
import { feedsOf } from '#domain/calendars/calendar-feeds.queries.server.ts';
import { addDaysOff, removeDaysOff } from '#domain/free-times/days-off.commands.server.ts';
import { readDaysOff } from '#domain/free-times/days-off.input.ts';
import { daysOffListed } from '#domain/free-times/days-off.queries.server.ts';
import { chooseReminders } from '#domain/meetings/meeting-reminders.commands.server.ts';
import { remindersOf } from '#domain/meetings/meeting-reminders.queries.server.ts';
import { chooseLetters } from '#domain/members/mail-choices.commands.server.ts';
import { choicesOf, quietHoursOf } from '#domain/members/mail-choices.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { fetchText } from '#platform/outbound-fetch.server.ts';
import { take } from '#platform/rate-limit.server.ts';
import { m } from '#words/paraglide/messages.js';
import { sayBusyProblem } from '#ui/meetings/busy-words.ts';
import type { Actions, PageServerLoad } from './$types';

const here = '/settings/calendar';

export const load: PageServerLoad = async (event) => {
  const { id: memberId, timeZone } = viewerOf(event.locals);
  const { runtime } = event.locals;
  const { read } = runtime.db;
  const now = runtime.clock.now();
  const [feeds, calendars, daysOff, reminders, choices] = await Promise.all([
    feedsOf(runtime, memberId),
    busyCalendarsOf(read, memberId),
    daysOffListed(read, { memberId, now }),
    remindersOf(read, memberId),
    choicesOf(read, memberId),
  ]);
  const sendsInvitations = choices.invitations !== 'never';
  return { feeds, calendars, daysOff, reminders, sendsInvitations, timeZone: timeZone || 'UTC' };
};

/** A form of several on the page: what is wrong, and what was typed. */
const mend = (field: string, message: string, typed: Record<string, string> = {}) => ({
  refusal: { problems: [{ field, message }], typed },
});

/** Each try makes this server ask another one. */
const tries = { allowed: 20, window: hour };

export const actions: Actions = {
  makeFeed: (event) =>
    submit(event, async (form) => {
      const actor = viewerOf(event.locals);
      const mode = textOf(form, 'mode') === 'busy' ? 'busy' : 'details';
      const made = await makeFeed(event.locals.runtime, { actor, mode });
      if (made.outcome === 'refused') return mend('mode', m.meetings_calendar_feed_too_many());
      return { goTo: `${here}#feeds`, saying: 'added' };
    }),
  endFeed: (event) =>
    submit(event, async (form) => {
      const actor = viewerOf(event.locals);
      await endFeed(event.locals.runtime, { actor, feedId: textOf(form, 'id') });
      return { goTo: `${here}#feeds`, saying: 'removed' };
    }),
  letters: (event) =>
    submit(event, async (form) => {
      const actor = viewerOf(event.locals);
      const { runtime } = event.locals;
      const isOn = (name: string) => textOf(form, name) === 'yes';
      await chooseReminders(runtime, {
        actor,
        choices: { dayBefore: isOn('day'), hourBefore: isOn('hour') },
      });
      const before = await choicesOf(runtime.db.read, actor.id);
      const quiet = await quietHoursOf(runtime.db.read, actor.id);
      const invitations = isOn('invitations') ? ('each' as const) : ('never' as const);
      await chooseLetters(runtime, {
        memberId: actor.id,
        choices: { ...before, invitations },
        quiet,
      });
      return { goTo: `${here}#reminders`, saying: 'saved' };
    }),
  addCalendar: (event) =>
    submit(event, async (form) => {
      const actor = viewerOf(event.locals);
      const { runtime } = event.locals;
      const address = textOf(form, 'address');
      const limit = { bucket: `busy-calendar:${actor.id}`, ...tries };
      const verdict = await take(runtime.db, { limit, now: runtime.clock.now() });
      if (!verdict.isAllowed)
        return mend('address', m.meetings_calendar_outside_too_often(), { address });
      const room = { ...runtime, fetchCalendar: fetchText, readTimes };
      const added = await addBusyCalendar(room, { actor, address });
      if (added.outcome === 'refused')
        return mend('address', sayBusyProblem(added.code), { address });
      return { goTo: `${here}#outside`, saying: 'added' };
    }),
  removeCalendar: (event) =>
    submit(event, async (form) => {
      const actor = viewerOf(event.locals);
      await removeBusyCalendar(event.locals.runtime, { actor, calendarId: textOf(form, 'id') });
      return { goTo: `${here}#outside`, saying: 'removed' };
    }),
  addDaysOff: (event) =>
    submit(event, async (form) => {
      const actor = viewerOf(event.locals);
      const fields = (name: string) => textOf(form, name);
      const typed = { from: fields('from'), to: fields('to') };
      const days = readDaysOff(fields);
      if (days === 'odd') return mend('from', m.meetings_calendar_off_odd(), typed);
      const added = await addDaysOff(event.locals.runtime, { actor, days });
      if (added.outcome === 'refused')
        return mend('from', m.meetings_calendar_off_too_many(), typed);
      return { goTo: `${here}#days-off`, saying: 'added' };
    }),
  removeDaysOff: (event) =>
    submit(event, async (form) => {
      const actor = viewerOf(event.locals);
      await removeDaysOff(event.locals.runtime, { actor, id: textOf(form, 'id') });
      return { goTo: `${here}#days-off`, saying: 'removed' };
    }),
};
