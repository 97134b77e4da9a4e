/** Real timers, also where a test replaced the global ones. */
const { setTimeout } = globalThis;

/**
 * Waits until `isSo`. Without a limit of its own, because a machine may be busy: what never comes
 * ends by the limit of Vitest, which is a guard against hanging only.
 */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
