import { error } from '@sveltejs/kit';
import { memberPage, type MemberPage } from '#domain/directory/member-page.queries.server.ts';
import { mayWriteTo } from '#domain/requests/writing-eligibility.queries.server.ts';
import { thanksShownOf } from '#domain/pairings/last-words.queries.server.ts';
import { renderMarkdown } from '#lib/markdown.server.ts';
import { sayInCommon } from '#ui/members/member-card.ts';
import { sayTheirTime } from '#ui/members/clock-words.ts';
import { sayDay } from '#ui/members/hours-words.ts';
import { sayLanguage } from '#ui/members/offer-words.ts';
import { factsOf } from '#ui/members/offer-facts.ts';
import { m } from '#words/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { runtime, viewer, community } = locals;
  if (community === undefined) error(404, 'not_found');
  const now = runtime.clock.now();
  const person = await memberPage(runtime.db.read, { memberId: params.id, viewer, community, now });
  // Not there and not for you look alike (requirement C2).
  if (person === undefined) error(404, 'not_found');
  const isInside = viewer?.status === 'active';
  const asked = { memberId: person.memberId, viewerId: viewer?.id ?? null };
  return {
    person,
    isInside,
    // Who said thank you is a name, and names are for those inside.
    thanks: isInside ? await thanksShownOf(runtime.db.read, asked) : [],
    writing: await writingTo(locals, person),
    about: [person.pronouns, person.place, person.languages.map(sayLanguage).join(', ')]
      .filter((part) => part !== '')
      .join(' · '),
    clock: sayTheirTime({ now, there: person.timeZone, here: viewer?.timeZone ?? '' }),
    words: renderMarkdown(person.ownWords),
    week: weekOf(person),
    facts: person.offer === undefined ? [] : factsOf(person.name, { offer: person.offer, now }),
  };
};

/** Whether the viewer may write to this person; undefined where there is nobody to ask. */
async function writingTo({ runtime, viewer }: App.Locals, { memberId, isSelf }: MemberPage) {
  if (viewer?.status !== 'active' || isSelf) return undefined;
  const asking = { writer: viewer, mentorId: memberId, now: runtime.clock.now() };
  const allowed = await mayWriteTo(runtime.db.read, asking);
  if (allowed.may) return { may: true as const, isFull: allowed.isFull };
  const { code, requestId, pairingId, waitingPlaceId } = allowed;
  return { may: false as const, code, requestId, pairingId, waitingPlaceId };
}

/** The week as a chart and in words; undefined where there is nothing to compare. */
function weekOf({ together }: MemberPage) {
  if (together === undefined) return undefined;
  const text =
    together.quarters === 0 ? m.directory_person_no_overlap() : `${sayInCommon(together, 'long')}.`;
  return {
    text,
    chart: m.directory_chart_week({
      text: together.quarters === 0 ? m.directory_none_free() : sayInCommon(together, 'long'),
    }),
    rows: together.days.map(({ you, them, both }, day) => ({
      label: sayDay(day, 'short'),
      you: [...you, ...both],
      them: [...them, ...both],
    })),
  };
}
