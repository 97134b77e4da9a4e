/** What the terminal prints once the server answers. */
import { firstRunLink } from '#domain/accounts/first-run.commands.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { demoLines } from './demo.ts';

/** The lines printed below the address: the first organiser's link, or the demo's sign-in links. */
export async function welcomeLines(
  runtime: Runtime,
  { isDemo }: { isDemo: boolean },
): Promise<string[]> {
  if (isDemo) return demoLines(runtime);
  const link = await firstRunLink(runtime);
  return link === null
    ? []
    : ['Nobody has set it up yet. Open this once to name your community:', '', link, ''];
}
