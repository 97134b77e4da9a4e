/** Notes for tests: one that says enough, and who sends it. */
import { emptyNote, type Note } from '#domain/requests/note.ts';
import {
  offerFreePlaces,
  requestClockTask,
  waitingClockTask,
} from '#domain/requests/request.tasks.server.ts';
import { sendRequest } from '#domain/requests/send-note.commands.server.ts';
import { PlacesChanged } from '#domain/members/events.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { runDueJobs, type JobHandler } from '#platform/jobs.server.ts';
import { on } from '#platform/reactions.server.ts';
import type { TestRuntime } from './runtime.ts';

export const goodNote: Note = {
  ...emptyNote,
  skills: ['Postgres'],
  working: 'A small booking tool for our allotment; the calendar takes four seconds.',
  share: 'Grid and container queries.',
};

/** Sends a good note and gives its id; a refusal fails the test. */
export async function noteFrom(
  runtime: TestRuntime,
  { from, to, note = goodNote }: { from: Viewer; to: Viewer; note?: Note },
): Promise<string> {
  const sent = await sendRequest(runtime, { actor: from, mentorId: to.id, note });
  if (sent.outcome === 'refused') throw new Error(`${from.name}’s note was refused: ${sent.code}`);
  return sent.requestId;
}

/** The clocks and reactions of notes alone; the names of all events that are delivered go to `events`. */
export const noteHandlers = (events: string[]): Record<string, JobHandler> => {
  const known: Record<string, JobHandler> = {
    [requestClockTask.kind]: requestClockTask.handle,
    [waitingClockTask.kind]: waitingClockTask.handle,
    ...on(PlacesChanged, offerFreePlaces),
  };
  const note =
    (kind: string): JobHandler =>
    () => {
      if (kind.startsWith('event:')) events.push(kind.slice('event:'.length));
      return Promise.resolve();
    };
  return new Proxy(known, { get: (handlers, kind: string) => handlers[kind] ?? note(kind) });
};

/** Does all that is due now; gives the names of what was announced, in order. */
export async function settle(runtime: TestRuntime): Promise<string[]> {
  const events: string[] = [];
  const handlers = noteHandlers(events);
  while ((await runDueJobs(runtime, handlers)) > 0);
  return events;
}
