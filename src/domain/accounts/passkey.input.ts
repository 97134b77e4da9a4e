/** What a browser sends about a passkey: the JSON form of WebAuthn Level 3. Fields we don't read are dropped. */
import { z } from 'zod';
import { lengthOf, tidyLine } from '#lib/text.ts';

const base64url = z
  .string()
  .max(30_000)
  .regex(/^[\w-]*$/);
const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

const credential = {
  id: base64url.min(1).max(1400),
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['cross-platform', 'platform']).optional().catch(undefined),
  clientExtensionResults: z.object({}).default({}),
};

export const begun = z.object({ step: z.literal('begin') });

export const registered = z.object({
  step: z.literal('finish'),
  challengeId: z.string().max(40),
  credential: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string()).max(20).default([]),
    }),
  }),
});

export const signedIn = z.object({
  step: z.literal('finish'),
  challengeId: z.string().max(40),
  to: z.string().default('/'),
  credential: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.nullish().transform((handle) => handle ?? undefined),
    }),
  }),
});

export type Registered = z.infer<typeof registered>;
export type SignedIn = z.infer<typeof signedIn>;

export const registration = z.discriminatedUnion('step', [begun, registered]);
export const authentication = z.discriminatedUnion('step', [begun, signedIn]);

/** The ways we know of reaching an authenticator; a browser may name new ones. */
export const knownTransports = (named: readonly string[]) =>
  transports.filter((transport) => named.includes(transport));

export const longestPasskeyName = 60;

/** What a member calls a passkey; '' when it can't be that. */
export function passkeyName(text: string): string {
  const name = tidyLine(text);
  return lengthOf(name) <= longestPasskeyName ? name : '';
}
