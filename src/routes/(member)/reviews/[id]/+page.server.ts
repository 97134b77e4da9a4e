import { draftValue } from '#domain/conversations/draft.ts';
import { draftOf } from '#domain/conversations/drafts.queries.server.ts';
import { nextMeetingOf } from '#domain/meetings/meetings.queries.server.ts';
import type { ReviewPage } from '#domain/reviews/review-view.ts';
import { submit } from '#door/forms.server.ts';
import { ForServer } from '#lib/server-only.ts';
import { sayState } from '#ui/reviews/review-state-words.ts';
import type { Actions, PageServerLoad } from './$types';
import {
  addComment,
  changeComment,
  dropComment,
  reply,
  sort,
  take,
} from './write-comments.server.ts';
import { standing } from './shown-comments.server.ts';
import { compared, filesShown } from './compared-files.server.ts';
import { look, pickUp, send, wrapUp } from './finish-review.server.ts';
import { actingOn, openReview, type ReviewEvent } from './open-review.server.ts';
import {
  choicesOf,
  headOf,
  looksOf,
  revisionsOf,
  sayMeetingDay,
  sizeOf,
} from './review-page-words.server.ts';
import { writingIn } from './comment-form.server.ts';

export const load: PageServerLoad = async (event) => {
  const { page, asked, reader } = await openReview(event);
  const { runtime, actor } = actingOn(event);
  const { read } = runtime.db;
  const comments = await standing(page, reader);
  const files = await compared(page.files);
  const aboutLook = `look:${page.review.id}`;
  const kept = await draftOf(read, { memberId: actor.id, about: aboutLook });
  const compare = asked.compare === undefined ? undefined : page.shown;
  const asking = { ...asked, compare };
  return {
    id: page.review.id,
    asked: asking,
    pairing: `/pairings/${page.review.pairingId}`,
    head: headOf(page, reader),
    state: sayState(page),
    size: sizeOf(files),
    name: page.other.name,
    you: page.you,
    other: page.other,
    youAre: page.youAre,
    may: page.may,
    isLiving: page.isLiving,
    isFinished: page.review.state === 'wrapped_up',
    shown: page.shown,
    choices: choicesOf(page, asking),
    code: new ForServer({
      files: await filesShown(files, { page, asked: asking, comments }),
      comments: { all: comments.all, onWhole: comments.onWhole },
    }),
    writing: await writingIn(read, { page, asked: asking, viewerId: actor.id }),
    draftsCount: page.draftsCount,
    revisions: revisionsOf(page, reader),
    drafted: page.drafted,
    looks: await looksOf(page, reader),
    pickedUp: page.pickedUp,
    meetingDay: await meetingDay(event, page),
    words: draftValue(kept, { name: 'words' }),
    aboutLook,
  };
};

/** The day of their next meeting; '' for none. */
async function meetingDay(event: ReviewEvent, page: ReviewPage): Promise<string> {
  const { runtime, actor } = actingOn(event);
  if (!page.may.look) return '';
  const { pairingId } = page.review;
  const now = runtime.clock.now();
  const asking = { pairingId, viewerId: actor.id, now };
  const meeting = await nextMeetingOf(runtime.db.read, asking);
  return meeting === undefined ? '' : sayMeetingDay(meeting.at, { now, timeZone: actor.timeZone });
}

export const actions: Actions = {
  comment: (event) => submit(event, (form) => addComment(event, form)),
  change: (event) => submit(event, (form) => changeComment(event, form)),
  remove: (event) => submit(event, (form) => dropComment(event, form)),
  reply: (event) => submit(event, (form) => reply(event, form)),
  sort: (event) => submit(event, (form) => sort(event, form)),
  take: (event) => submit(event, (form) => take(event, form)),
  look: (event) => submit(event, (form) => look(event, { form, isToTalk: false })),
  talk: (event) => submit(event, (form) => look(event, { form, isToTalk: true })),
  send: (event) => submit(event, () => send(event)),
  wrap: (event) => submit(event, () => wrapUp(event)),
  pickUp: (event) => submit(event, (form) => pickUp(event, form)),
};
