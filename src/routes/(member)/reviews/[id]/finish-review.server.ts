/** "I've had a look", talking it through, and wrapping up. */
import type { RequestEvent } from '@sveltejs/kit';
import { dropDraft } from '#domain/conversations/drafts.commands.server.ts';
import { addAgendaItem } from '#domain/meetings/agenda.commands.server.ts';
import { nextMeetingOf } from '#domain/meetings/meetings.queries.server.ts';
import { lookWords, pickedUpWords } from '#domain/reviews/review.input.ts';
import { giveFeedback, sendComments } from '#domain/reviews/feedback-rounds.commands.server.ts';
import { wrapUpReview, writePickedUp } from '#domain/reviews/wrap-up-review.commands.server.ts';
import { textOf, type Reply } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import { sayRefusal } from './write-comments.server.ts';
import { actingOn, backTo, openReview } from './open-review.server.ts';
import { mendingWords, type ReviewFormState } from './review-form-reply.ts';

type Event = RequestEvent<{ id: string }>;

/** Sends what the reviewer wrote; with `isToTalk` the next meeting has it on its list as well. */
export async function look(
  event: Event,
  { form, isToTalk }: { form: FormData; isToTalk: boolean },
): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const typed = { field: 'words', text: textOf(form, 'words') };
  const parsed = lookWords.safeParse(typed.text);
  if (!parsed.success) return mendingWords(typed, m.reviews_problem_words_long());
  const revision = Number(textOf(form, 'revision'));
  const seen = Number.isSafeInteger(revision) && revision > 0 ? { revision } : {};
  const looking = { ...acting, ...seen, words: parsed.data };
  const refusal = refusalOf(await giveFeedback(runtime, looking));
  if (refusal !== null) return mendingWords(typed, sayRefusal(refusal));
  const about = textOf(form, 'about');
  await dropDraft(runtime, { memberId: acting.actor.id, about });
  if (isToTalk && !(await putOnAgenda(event)))
    return { goTo: `/reviews/${acting.reviewId}`, saying: 'sent' };
  return { goTo: `/reviews/${acting.reviewId}`, saying: isToTalk ? 'added' : 'sent' };
}

/** False where no meeting is planned, or its list is full. */
async function putOnAgenda(event: Event): Promise<boolean> {
  const { page, reader } = await openReview(event);
  const { runtime, actor } = actingOn(event);
  const { pairingId, title } = page.review;
  const asking = { pairingId, viewerId: actor.id, now: reader.now };
  const meeting = await nextMeetingOf(runtime.db.read, asking);
  if (meeting === undefined) return false;
  const words = m.reviews_agenda_item({ title });
  const added = await addAgendaItem(runtime, { actor, meetingId: meeting.id, words });
  return added.outcome === 'done';
}

/** Sends what the author wrote. */
export async function send(event: Event): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const refusal = refusalOf(await sendComments(runtime, acting));
  if (refusal !== null) return mendingWords({ field: 'send', text: '' }, sayRefusal(refusal));
  return { goTo: backTo(event), saying: 'sent' };
}

/** It is finished. */
export async function wrapUp(event: Event): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const refusal = refusalOf(await wrapUpReview(runtime, acting));
  if (refusal !== null) return mendingWords({ field: 'wrap', text: '' }, sayRefusal(refusal));
  return { goTo: `/reviews/${acting.reviewId}#picked-up` };
}

/** What one of the two picked up. */
export async function pickUp(event: Event, form: FormData): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const typed = { field: 'picked', text: textOf(form, 'picked') };
  const parsed = pickedUpWords.safeParse(typed.text);
  if (!parsed.success) return mendingWords(typed, m.reviews_problem_words_long());
  const refusal = refusalOf(await writePickedUp(runtime, { ...acting, words: parsed.data }));
  if (refusal !== null) return mendingWords(typed, sayRefusal(refusal));
  return { goTo: `/reviews/${acting.reviewId}#picked-up`, saying: 'saved' };
}
