/** Pages of what only the demo's filling knows the ids of, as tests name them. */
import type { Reader } from '#platform/db/database.server.ts';
import { cast } from '../src/demo/cast.ts';

/** An address with the demo's own things in its blanks, such as "/pairings/{going}". */
export async function addressIn(read: Reader, path: string): Promise<string> {
  const [, blank] = /\{(\w+)\}/.exec(path) ?? [];
  if (blank === undefined) return path;
  const request = (state: 'open' | 'declined' | 'expired' | 'passed_on', toId: string) =>
    read.selectFrom('requests').select('id').where('state', '=', state).where('to_id', '=', toId);
  const pairing = (state: 'trying_out' | 'going' | 'resting' | 'wrapped_up', withId: string) =>
    read
      .selectFrom('pairings')
      .select('id')
      .where('state', '=', state)
      .where((eb) => eb.or([eb('mentor_id', '=', withId), eb('mentee_id', '=', withId)]));
  const review = (state: 'drafted' | 'open' | 'wrapped_up') =>
    read
      .selectFrom('reviews')
      .select('id')
      .where('author_id', '=', cast.tamsin.id)
      .where('state', '=', state);
  const unsent = read.selectFrom('revisions').select('review_id').where('sent_at', 'is', null);
  const question = (states: ('open' | 'helped' | 'closed')[]) =>
    read.selectFrom('questions').select('id').where('state', 'in', states);
  const sharedBy = (memberId: string) =>
    read
      .selectFrom('shared_answer_people')
      .select('shared_answer_id')
      .where('member_id', '=', memberId);
  const things: Record<string, { executeTakeFirstOrThrow(): Promise<{ id: string }> }> = {
    letter: read.selectFrom('mails').select('id').where('category', '=', 'security'),
    toTamsin: request('open', cast.tamsin.id),
    toAna: request('open', cast.ana.id),
    declined: request('declined', cast.hal.id),
    expired: request('expired', cast.dee.id),
    passedOn: request('passed_on', cast.mirela.id),
    place: read.selectFrom('waiting_places').select('id').where('member_id', '=', cast.gus.id),
    firstChat: pairing('trying_out', cast.odalys.id),
    going: pairing('going', cast.kweku.id),
    handedOff: pairing('going', cast.ivy.id),
    resting: pairing('resting', cast.bix.id),
    wrappedUp: pairing('wrapped_up', cast.soraya.id),
    meeting: read
      .selectFrom('meetings')
      .select('id')
      .where('state', '=', 'planned')
      .where('pairing_id', 'in', pairing('going', cast.kweku.id))
      .orderBy('at'),
    prepared: review('drafted'),
    revised: review('open').where('id', 'in', unsent),
    asked: review('open').where('id', 'not in', unsent),
    looked: review('wrapped_up'),
    ownAnswer: read
      .selectFrom('shared_answers')
      .select('id')
      .where('state', '=', 'shared')
      .where('id', 'in', sharedBy(cast.tamsin.id))
      .where('id', 'not in', sharedBy(cast.ana.id)),
    ownQuestion: question(['open']).where('asker_id', '=', cast.tamsin.id),
    theirQuestion: question(['open'])
      .where('turn', '=', 'answerer')
      .where(
        'id',
        'in',
        read
          .selectFrom('question_people')
          .select('question_id')
          .where('member_id', '=', cast.tamsin.id),
      ),
    widened: question(['open', 'helped'])
      .where('asker_id', '=', cast.tamsin.id)
      .where('rounds', '>', 0),
    suggested: question(['helped', 'closed']).where(
      'id',
      'in',
      read
        .selectFrom('shared_answers')
        .select('question_id')
        .where('state', '=', 'suggested')
        .where('id', 'in', sharedBy(cast.tamsin.id)),
    ),
    message: read.selectFrom('messages').select('id').where('from_id', '=', cast.kweku.id),
  };
  const found = await things[blank]?.executeTakeFirstOrThrow();
  return path.replace(`{${blank}}`, found?.id ?? '');
}
