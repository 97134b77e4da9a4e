/** Forms people submit: read once, safe to send twice, never losing a word. */
import { createHash } from 'node:crypto';
import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { seeAt } from '#domain/notifications/seen-notices.commands.server.ts';
import { onlyOnce } from '#platform/once.server.ts';
import { say } from './cookies.server.ts';
import type { FlashCode } from './flash-code.ts';

/** Something to mend in a form: the field, and the sentence beside it. */
export interface Problem {
  field: string;
  message: string;
}

/** What an action says: go somewhere (and say something there), or mend this. */
export type Reply<Refusal extends object> =
  | { goTo: string; saying?: FlashCode | undefined }
  | { status?: 400 | 403 | 409 | 413 | 422 | 429; refusal: Refusal };

/**
 * Reads the request's form.
 *
 * @throws a 400 answer when the body is not a form
 */
export async function readForm(event: RequestEvent): Promise<FormData> {
  const form = await event.request.formData().catch(() => error(400, 'not_a_form'));
  event.locals.typed = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'once' && value !== '' ? [{ name, value }] : [],
  );
  return form;
}

/** The text of one field, '' where it is missing. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Every value of a field that may come several times. */
export function allOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

/**
 * Answers a form submission. The same page submitted twice has one effect and leads to the same
 * place; a refusal leaves the form open to be sent again.
 *
 * @example export const actions = { save: (event) => submit(event, async (form) => ({ goTo: '/profile', saying: 'saved' })) }
 */
export async function submit<Refusal extends object>(
  event: RequestEvent,
  act: (form: FormData) => Promise<Reply<Refusal>>,
): Promise<ActionFailure<Refusal>> {
  const form = await readForm(event);
  const { runtime } = event.locals;
  let reply: Reply<Refusal> | undefined;
  const outcome = await onlyOnce(
    { db: runtime.db, key: submissionKey(event, form), now: runtime.clock.now() },
    async () => {
      reply = await act(form);
      if ('goTo' in reply) await seePage(event);
      if ('goTo' in reply && reply.saying !== undefined)
        say(event.cookies, runtime.config, reply.saying);
      return 'goTo' in reply ? { location: reply.goTo } : { refusal: true };
    },
  );
  if ('location' in outcome) redirect(303, outcome.location);
  if (reply === undefined || 'goTo' in reply) error(409, 'sent_twice');
  return fail(reply.status ?? 422, reply.refusal);
}

/** Who did something on a page has seen what they were told about it. */
async function seePage({ locals, url }: RequestEvent): Promise<void> {
  if (locals.viewer === null) return;
  await seeAt(locals.runtime, { memberId: locals.viewer.id, href: url.pathname });
}

/** The page's own key; without one, the same words within ten seconds are the same submission. */
function submissionKey(event: RequestEvent, form: FormData): string {
  const who = event.locals.viewer?.id ?? '';
  const where = `${event.url.pathname}${event.url.search}`;
  const given = textOf(form, 'once');
  const words =
    given === ''
      ? `${Math.floor(event.locals.runtime.clock.now() / 10_000)}|${wordsOf(form)}`
      : given;
  return createHash('sha256').update(`${who}|${where}|${words}`).digest('base64url');
}

function wordsOf(form: FormData): string {
  const fields = [...form].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : `${value.name}:${value.size}`,
  ]);
  return JSON.stringify(fields);
}
