import { findOwner } from '#domain/accounts/email-addresses.queries.server.ts';
import { isForOrganisers, matters, usualQuietHours, waysFor } from '#domain/members/mail-choice.ts';
import { chooseLetters } from '#domain/members/mail-choices.commands.server.ts';
import { readChoices, readQuietHours } from '#domain/members/mail-choice.input.ts';
import { choicesOf, quietHoursOf } from '#domain/members/mail-choices.queries.server.ts';
import { setWilling } from '#domain/questions/asked-around-choice.commands.server.ts';
import { isWilling } from '#domain/questions/asked-around-choice.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id: memberId, isOrganiser, timeZone } = viewerOf(event.locals);
  const { read } = event.locals.runtime.db;
  const [owner, choices, quiet, willing] = await Promise.all([
    findOwner(read, memberId),
    choicesOf(read, memberId),
    quietHoursOf(read, memberId),
    isWilling(read, memberId),
  ]);
  const offered = matters.filter((matter) => isOrganiser || !isForOrganisers(matter));
  const hours = quiet ?? usualQuietHours;
  return {
    hasAddress: (owner?.address ?? '') !== '',
    matters: offered.map((matter) => ({ matter, how: choices[matter], ways: waysFor(matter) })),
    askedAround: willing ? 'yes' : 'no',
    quiet: { isOn: quiet !== null, from: sayTime(hours.from), until: sayTime(hours.until) },
    zone: (timeZone || 'UTC').replaceAll('_', ' '),
  };
};

const sayTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { runtime } = event.locals;
      const memberId = viewerOf(event.locals).id;
      const fields = (name: string) => textOf(form, name);
      const choices = readChoices(fields, await choicesOf(runtime.db.read, memberId));
      const quiet = readQuietHours(fields);
      if (quiet === 'odd') {
        const problems = [{ field: 'quiet', message: m.notifications_quiet_odd() }];
        const hours = { from: fields('from'), until: fields('until') };
        const askedAround = fields('askedAround');
        return { refusal: { problems, choices, askedAround, quiet: { isOn: true, ...hours } } };
      }
      const said = fields('askedAround');
      if (said !== '') await setWilling(runtime, { memberId, isWilling: said !== 'no' });
      await chooseLetters(runtime, { memberId, choices, quiet });
      return { goTo: '/settings/notifications', saying: 'saved' };
    }),
};
