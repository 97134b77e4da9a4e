/** What the terminal says once the house can be entered. */
import type { Runtime } from '#platform/runtime.server.ts';

/** The lines printed below the address: the first organiser's link, or the demo's sign-in links. */
export function welcomeLines(_runtime: Runtime, _options: { isDemo: boolean }): Promise<string[]> {
  return Promise.resolve([]);
}
