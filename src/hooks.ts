/** What crosses from server to browser, and what does not. */
import { ForServer } from '#lib/server-only.ts';

/**
 * No page runs in the browser, yet the framework writes down each page's data for one that would.
 * Data wrapped in {@link ForServer} is left out of that.
 */
export const transport = {
  ForServer: {
    encode: (value: unknown) => value instanceof ForServer && 1,
    decode: () => new ForServer(undefined),
  },
};
