/** `bothways sign-in-link ADDRESS`: a link for somebody who cannot come in, from whoever runs the server. */
import { makePrintedLink } from '#domain/accounts/handed-sign-in-links.commands.server.ts';
import { openRuntime } from '#platform/runtime.server.ts';

/** Prints a link that signs the member with this address in, in any browser. Exits 1 where there is none. */
export async function printSignInLink([address]: string[]): Promise<number> {
  if (address === undefined) {
    console.error('For whom? For example: ./bin/bothways sign-in-link ana@example.org');
    return 2;
  }
  const runtime = await openRuntime(process.env);
  try {
    const printed = await makePrintedLink(runtime, { address });
    if (printed.outcome === 'refused') {
      console.error(`Nobody here has the address ${address}.`);
      return 1;
    }
    console.log(`${printed.url}\n`);
    console.log(`It signs ${printed.name} in once, within an hour, in any browser.`);
    console.log('They are told by letter, and every organiser can read that it was made.');
    return 0;
  } finally {
    await runtime.db.close();
  }
}
