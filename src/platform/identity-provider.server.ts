/**
 * Asking another site who somebody is: OpenID Connect with PKCE, state and nonce for any provider
 * that describes itself, and plain OAuth 2 for GitHub, which doesn't speak it.
 */
import * as oidc from 'openid-client';
import { z } from 'zod';
import { second, hour } from '#lib/duration.ts';
import type { SignInProvider } from './config.server.ts';

/** What ties an answer to the question; made for one flow and kept until it comes back. */
export interface FlowSecrets {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who the other site says somebody is. */
export interface Vouched {
  /** Never changes for this person at this provider. */
  subject: string;
  /** '' where it gave none. */
  email: string;
  isEmailVerified: boolean;
  name: string;
}

interface Asked extends FlowSecrets {
  provider: SignInProvider;
  redirectUri: string;
}

/** The address at the provider to send somebody to. */
export async function providerUrl({
  provider,
  redirectUri,
  state,
  nonce,
  verifier,
}: Asked): Promise<URL> {
  const config = await configurationOf(provider);
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    state,
    scope: isGitHub(provider) ? 'read:user user:email' : 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(isGitHub(provider) ? {} : { nonce }),
  });
}

/**
 * Exchanges the answer for who it is about. State, nonce, issuer, audience and signature are checked.
 *
 * @param answer the address the person came back to, on our own origin
 * @throws when anything about the answer is not as it must be, or the provider can't be reached
 */
export async function whoIs(
  { provider, state, nonce, verifier }: Asked,
  answer: URL,
): Promise<Vouched> {
  const config = await configurationOf(provider);
  const checks = { expectedState: state, pkceCodeVerifier: verifier };
  if (isGitHub(provider)) {
    const tokens = await oidc.authorizationCodeGrant(config, answer, checks);
    return askGitHub({ config, provider, token: tokens.access_token });
  }
  const tokens = await oidc.authorizationCodeGrant(config, answer, {
    ...checks,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('The provider sent no identity.');
  const told = standardClaims.parse(
    claims['email'] === undefined
      ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
      : claims,
  );
  return {
    subject: claims.sub,
    email: told.email,
    isEmailVerified: told.email_verified,
    name: told.name,
  };
}

const standardClaims = z.object({
  email: z.string().catch(''),
  // Only the boolean counts: the text "false" is true to a careless reader.
  email_verified: z.boolean().catch(false),
  name: z.string().catch(''),
});

const isGitHub = (provider: SignInProvider) => provider.id === 'github';

const known = new Map<string, { config: oidc.Configuration; until: number }>();

async function configurationOf(provider: SignInProvider): Promise<oidc.Configuration> {
  const kept = known.get(provider.issuer);
  if (kept !== undefined && performance.now() < kept.until) return kept.config;
  const config = isGitHub(provider) ? gitHub(provider) : await discover(provider);
  config.timeout = 10;
  known.set(provider.issuer, { config, until: performance.now() + hour });
  return config;
}

/** A provider on this very machine may be reached without TLS; any other may not. */
const options = (provider: SignInProvider) => ({
  timeout: (10 * second) / 1000,
  ...(isOnThisMachine(provider) ? { execute: [oidc.allowInsecureRequests] } : {}),
});

const isOnThisMachine = ({ issuer }: SignInProvider) =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(issuer).hostname);

const discover = (provider: SignInProvider) =>
  oidc.discovery(
    new URL(provider.issuer),
    provider.clientId,
    provider.clientSecret,
    undefined,
    options(provider),
  );

function gitHub(provider: SignInProvider): oidc.Configuration {
  const server = {
    issuer: provider.issuer,
    authorization_endpoint: `${provider.issuer}/login/oauth/authorize`,
    token_endpoint: `${provider.issuer}/login/oauth/access_token`,
  };
  const config = new oidc.Configuration(server, provider.clientId, provider.clientSecret);
  if (isOnThisMachine(provider)) oidc.allowInsecureRequests(config);
  return config;
}

const gitHubPerson = z.object({ id: z.number(), login: z.string(), name: z.string().nullable() });
const gitHubAddresses = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

async function askGitHub({
  config,
  provider,
  token,
}: {
  config: oidc.Configuration;
  provider: SignInProvider;
  token: string;
}): Promise<Vouched> {
  const base =
    provider.issuer === 'https://github.com'
      ? 'https://api.github.com'
      : `${provider.issuer}/api/v3`;
  const read = async (path: string): Promise<unknown> => {
    const response = await oidc.fetchProtectedResource(
      config,
      token,
      new URL(`${base}${path}`),
      'GET',
    );
    if (!response.ok) throw new Error(`GitHub answered ${response.status}.`);
    return response.json();
  };
  const person = gitHubPerson.parse(await read('/user'));
  const addresses = gitHubAddresses.parse(await read('/user/emails'));
  const own = addresses.find(({ primary }) => primary);
  return {
    subject: String(person.id),
    email: own?.email ?? '',
    isEmailVerified: own?.verified ?? false,
    name: person.name ?? person.login,
  };
}
