/** What two people write down together, and what one of them does alone. */
import type { RequestEvent } from '@sveltejs/kit';
import { saveNotes, savePrivateNote } from '#domain/meetings/meeting-notes.commands.server.ts';
import { notesBody } from '#domain/meetings/meeting-notes.input.ts';
import { textOf, type Reply } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import { actingAt, openMeeting } from './open-meeting.server.ts';
import { mending, type MeetingFormState } from './meeting-form-reply.ts';

type Event = RequestEvent<{ id: string }>;

/** Saved over the version that was read; where the other saved since, both texts are shown. */
export async function saveTogether(event: Event, form: FormData): Promise<Reply<MeetingFormState>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const words = textOf(form, 'notes');
  const parsed = notesBody.safeParse(words);
  if (!parsed.success) return tooLong('notes', words);
  const version = Number(textOf(form, 'version'));
  const saving = { actor, meetingId, body: parsed.data };
  const seen = Number.isSafeInteger(version) ? version : 0;
  const saved = await saveNotes(runtime, { ...saving, version: seen });
  if (saved.outcome === 'refused' && saved.code === 'changed') {
    const { name } = (await openMeeting(event)).other;
    const problems = [{ field: 'notes', message: m.meetings_notes_meanwhile({ name }) }];
    const conflict = { theirs: saved.theirs, version: saved.version };
    return { status: 409, ...mending('notes', { words, problems, conflict }) };
  }
  refusalOf(saved);
  return { goTo: `/meetings/${meetingId}#notes`, saying: 'saved' };
}

export async function saveOwn(event: Event, form: FormData): Promise<Reply<MeetingFormState>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const words = textOf(form, 'private');
  const parsed = notesBody.safeParse(words);
  if (!parsed.success) return tooLong('private', words);
  refusalOf(await savePrivateNote(runtime, { actor, meetingId, body: parsed.data }));
  return { goTo: `/meetings/${meetingId}#private`, saying: 'saved' };
}

const tooLong = (about: 'notes' | 'private', words: string) =>
  mending(about, { words, problems: [{ field: about, message: m.meetings_notes_too_long() }] });
