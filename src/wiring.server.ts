/** Table of contents: which job is done by whom, and who reacts to which event. */
import { makeMailer } from '#platform/mail.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

export function wire(runtime: Runtime): Record<string, JobHandler> {
  return {
    mail: makeMailer(runtime.config.smtpUrl),
  };
}

/** What happens by itself when the server starts. */
export function begin(_runtime: Runtime): Promise<void> {
  return Promise.resolve();
}
