/** A real identity provider on this machine, where everybody is signed in at once as `person`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { SignInProvider } from '#platform/config.server.ts';

export interface Person {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

export interface RunningProvider {
  provider: SignInProvider;
  /** Who is signed in there from now on. */
  person: Person;
  /** Follows an address as that person's browser would, to the address it is led back to. */
  visit(url: string): Promise<URL>;
  stop(): Promise<void>;
}

/** Starts the provider for a client whose answers go to `redirectUri`. */
export async function startProvider(redirectUri: string, person: Person): Promise<RunningProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: RunningProvider = {
    provider: {
      id: 'oidc',
      name: 'Guild',
      issuer,
      clientId: 'bothways',
      clientSecret: 'a secret of the client',
    },
    person,
    visit: (url) => follow(url, redirectUri),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  const provider = makeProvider({ issuer, redirectUri, running });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/'))
      void signInAtOnce({ provider, running, request, response });
    else void answer(request, response);
  });
  return running;
}

function makeProvider({
  issuer,
  redirectUri,
  running,
}: {
  issuer: string;
  redirectUri: string;
  running: RunningProvider;
}): Provider {
  const { clientId, clientSecret } = running.provider;
  const client = { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] };
  return new Provider(issuer, {
    clients: [{ ...client, token_endpoint_auth_method: 'client_secret_post' }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ ...running.person, sub }),
    }),
    async loadExistingGrant(context) {
      const { account, provider: own } = context.oidc;
      const grant = new own.Grant({ clientId, accountId: account?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
}

async function signInAtOnce({
  provider,
  running,
  request,
  response,
}: {
  provider: Provider;
  running: RunningProvider;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  const login = { accountId: running.person.sub, remember: false };
  await provider.interactionFinished(
    request,
    response,
    { login },
    { mergeWithLastSubmission: false },
  );
}

async function follow(url: string, until: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = url;
  for (let step = 0; step < 10; step++) {
    if (at.startsWith(until)) return new URL(at);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`${response.status}: ${(await response.text()).slice(0, 500)}`);
    at = new URL(location, at).href;
  }
  throw new Error('The provider led nowhere.');
}
