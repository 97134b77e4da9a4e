/** Where two people meet, as typed; and the choices they have. */
import type { Place, PlaceKind } from '#domain/meetings/meeting.ts';
import { placeKinds } from '#domain/meetings/meeting.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { textOf, type Problem } from '#door/forms.server.ts';
import { lengthOf, tidyLine } from '#lib/text.ts';
import { m } from '#words/paraglide/messages.js';
import type { Reader } from '../pairing-frame.server.ts';

export interface TypedPlace {
  placeKind: string;
  place: string;
}

const longest = 300;

const kindWords: Record<PlaceKind, () => string> = {
  room: m.meetings_place_room,
  link: m.meetings_place_link,
  phone: m.meetings_place_phone,
  in_person: m.meetings_place_in_person,
  open: m.meetings_place_open,
};

/** The kinds to choose from; a room only where the community has an address for them. */
export async function placesIn(read: Reader): Promise<{ value: PlaceKind; label: string }[]> {
  const base = (await findCommunity(read))?.meetingBase ?? '';
  return placeKinds
    .filter((kind) => kind !== 'room' || base !== '')
    .map((value) => ({ value, label: kindWords[value]() }));
}

export const typedPlace = (form: FormData): TypedPlace => ({
  placeKind: textOf(form, 'placeKind'),
  place: textOf(form, 'place'),
});

/** What was typed as a place, or what to mend in it. */
export function readPlace(typed: TypedPlace): { place: Place } | { problem: Problem } {
  const placeKind = placeKinds.find((kind) => kind === typed.placeKind) ?? 'open';
  const words = tidyLine(typed.place);
  if (placeKind === 'room' || placeKind === 'open') return { place: { placeKind, place: '' } };
  if (lengthOf(words) > longest) return problem(m.meetings_place_too_long());
  const isWeb = URL.parse(words)?.protocol === 'https:';
  if (placeKind === 'link' && words !== '' && !isWeb) return problem(m.meetings_place_link_odd());
  return { place: { placeKind, place: words } };
}

const problem = (message: string) => ({ problem: { field: 'place', message } });
