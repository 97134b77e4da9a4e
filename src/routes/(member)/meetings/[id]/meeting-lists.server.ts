/** What there is to talk about, and what is to be done before next time. */
import type { RequestEvent } from '@sveltejs/kit';
import { addActionItem } from '#domain/meetings/action-items.commands.server.ts';
import { addAgendaItem } from '#domain/meetings/agenda.commands.server.ts';
import { itemWords } from '#domain/meetings/agenda.input.ts';
import * as items from '#domain/meetings/meeting-items.commands.server.ts';
import { textOf, type Reply } from '#door/forms.server.ts';
import { templateLines, templates } from '#ui/meetings/agenda-templates.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import { actingAt, openMeeting } from './open-meeting.server.ts';
import { mending, type MeetingFormState } from './meeting-form-reply.ts';

type Event = RequestEvent<{ id: string }>;
type List = 'agenda' | 'actions';

interface Listing {
  form: FormData;
  list: List;
}

/** Where one came from: the page of the pairing, or the meeting's own. */
async function backTo(event: Event, { form, list }: Listing): Promise<string> {
  const { pairingId } = await openMeeting(event);
  const home = `/pairings/${pairingId}`;
  return textOf(form, 'back') === home ? `${home}#next` : `/meetings/${event.params.id}#${list}`;
}

export async function addItem(event: Event, listing: Listing): Promise<Reply<MeetingFormState>> {
  const { form, list } = listing;
  const { runtime, actor, meetingId } = actingAt(event);
  const typed = textOf(form, list);
  const refuse = (message: string) =>
    mending(list, { words: typed, problems: [{ field: list, message }] });
  const parsed = itemWords.safeParse(typed);
  if (!parsed.success)
    return refuse(typed.trim() === '' ? m.meetings_words_missing() : m.meetings_words_long());
  const adding = { actor, meetingId, words: parsed.data };
  const refusal = refusalOf(
    list === 'agenda'
      ? await addAgendaItem(runtime, adding)
      : await addActionItem(runtime, { ...adding, forId: textOf(form, 'for') }),
  );
  if (refusal === 'too_many') return refuse(m.meetings_too_many());
  return { goTo: await backTo(event, listing) };
}

export async function tickItem(event: Event, listing: Listing): Promise<Reply<MeetingFormState>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const { form, list } = listing;
  const itemId = textOf(form, 'id');
  const isDone = textOf(form, 'done') === 'yes';
  refusalOf(await items.tickItem(runtime, { list, actor, meetingId, itemId, isDone }));
  return { goTo: await backTo(event, listing) };
}

export async function removeItem(event: Event, listing: Listing): Promise<Reply<MeetingFormState>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const { form, list } = listing;
  const removing = { list, actor, meetingId, itemId: textOf(form, 'id') };
  refusalOf(await items.removeItem(runtime, { ...removing, isRemoved: true }));
  return { goTo: await backTo(event, listing) };
}

/** The lines of a ready-made list, in the language of whoever asks for it. */
export async function fillFrom(event: Event, form: FormData): Promise<Reply<MeetingFormState>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const template = templates.find((each) => each === textOf(form, 'template'));
  for (const words of template === undefined ? [] : templateLines(template))
    refusalOf(await addAgendaItem(runtime, { actor, meetingId, words }));
  return { goTo: `/meetings/${meetingId}#agenda` };
}
