/** The environment, parsed once. Everything has a working default; one message names all that is wrong. */
import { isIPv4 } from 'node:net';
import { z } from 'zod';

/** An identity provider that the operator named. */
export interface SignInProvider {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export interface Config {
  /** Where people reach it, without a trailing slash: the only source of links and of the origin check. */
  publicUrl: string;
  isSecure: boolean;
  host: string;
  port: number;
  dataFolder: string;
  /** A postgres:// address, or null for the embedded database. */
  databaseUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  /** Addresses and CIDR ranges whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  providers: SignInProvider[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Given by the operator, or null: then one is made and kept in the database. */
  secret: string | null;
  /** Pages that show people which one person may open in fifteen minutes. */
  readingLimit: number;
  isDevelopment: boolean;
  /** Epoch milliseconds at which a test wants this process to begin; null outside tests. */
  startAt: number | null;
}

const isLoopback = (host: string) =>
  host === 'localhost' ||
  host === '::1' ||
  host === '[::1]' ||
  (isIPv4(host) && host.startsWith('127.'));

const weakSecrets = ['secret', 'changeme', 'change-me', 'password', 'bothways', 'default', 'test'];

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null);

const environment = z.object({
  PUBLIC_URL: optionalText,
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'is not a number' }).int().min(0).max(65_535).default(3000),
  DATA_FOLDER: z.string().min(1).default('./data'),
  DATABASE_URL: optionalText.refine((url) => url === null || /^postgres(?:ql)?:\/\//.test(url), {
    error: 'must begin with postgres:// (leave it out for the embedded database)',
  }),
  SMTP_URL: optionalText.refine((url) => url === null || /^smtps?:\/\//.test(url), {
    error: 'must begin with smtp:// or smtps://',
  }),
  MAIL_FROM: z.string().trim().default(''),
  TRUSTED_PROXIES: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SECRET: optionalText,
  NODE_ENV: z.string().default('production'),
  READING_LIMIT: z.coerce.number({ error: 'is not a number' }).int().min(1).default(300),
  TEST_CLOCK: optionalText.refine((text) => text === null || !Number.isNaN(Date.parse(text)), {
    error: 'must be an instant such as 2026-11-18T14:20:00Z',
  }),
});

/** Thrown with one message that names every wrong variable. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `Bothways can't start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws {ConfigurationError} naming every wrong variable at once
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!parsed.success) throw new ConfigurationError(problems);
  const values = parsed.data;
  const publicUrl = publicUrlOf(values, problems);
  if (values.SECRET !== null) problems.push(...secretProblems(values.SECRET));
  const providers = readProviders(env, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    publicUrl,
    isSecure: publicUrl.startsWith('https:'),
    host: values.HOST,
    port: values.PORT,
    dataFolder: values.DATA_FOLDER,
    databaseUrl: values.DATABASE_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM || `bothways@${new URL(publicUrl).hostname}`,
    trustedProxies: values.TRUSTED_PROXIES.split(/[\s,]+/).filter(Boolean),
    providers,
    logLevel: values.LOG_LEVEL,
    secret: values.SECRET,
    readingLimit: values.READING_LIMIT,
    isDevelopment: values.NODE_ENV === 'development',
    startAt:
      values.NODE_ENV === 'test' && values.TEST_CLOCK !== null
        ? Date.parse(values.TEST_CLOCK)
        : null,
  };
}

function publicUrlOf(values: z.infer<typeof environment>, problems: string[]): string {
  if (values.PUBLIC_URL === null) {
    if (!isLoopback(values.HOST)) {
      problems.push(
        `PUBLIC_URL is missing: HOST=${values.HOST} can be reached from other machines, so say where people find it, for example https://mentoring.example.org`,
      );
    }
    return `http://localhost:${values.PORT}`;
  }
  const url = URL.canParse(values.PUBLIC_URL) ? new URL(values.PUBLIC_URL) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== ''
  ) {
    problems.push(
      'PUBLIC_URL must be an address without a path, for example https://mentoring.example.org',
    );
    return values.PUBLIC_URL;
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    problems.push('PUBLIC_URL must begin with https:// unless it is on this machine (localhost)');
  }
  return url.origin;
}

function secretProblems(secret: string): string[] {
  const folded = secret.toLowerCase();
  const isWeak =
    secret.length < 32 || new Set(secret).size < 10 || weakSecrets.some((weak) => folded === weak);
  return isWeak
    ? [
        'SECRET is too easy to guess: use 32 or more random characters, or leave it out and one is made for you',
      ]
    : [];
}

const knownProviders = [
  { id: 'github', name: 'GitHub', issuer: 'https://github.com' },
  { id: 'gitlab', name: 'GitLab', issuer: 'https://gitlab.com' },
  { id: 'google', name: 'Google', issuer: 'https://accounts.google.com' },
  { id: 'oidc', name: '', issuer: '' },
];

/** `GITHUB_CLIENT_ID` + `GITHUB_CLIENT_SECRET`, and so on; `OIDC_ISSUER` and `OIDC_NAME` for any other. */
function readProviders(
  env: Record<string, string | undefined>,
  problems: string[],
): SignInProvider[] {
  return knownProviders.flatMap((known) => {
    const prefix = known.id.toUpperCase();
    const clientId = env[`${prefix}_CLIENT_ID`]?.trim();
    const clientSecret = env[`${prefix}_CLIENT_SECRET`]?.trim();
    if (!clientId && !clientSecret) return [];
    const issuer = env[`${prefix}_ISSUER`]?.trim() || known.issuer;
    if (!clientId || !clientSecret)
      problems.push(`${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET go together`);
    if (!URL.canParse(issuer))
      problems.push(`${prefix}_ISSUER must be the address of the identity provider`);
    const name = env[`${prefix}_NAME`]?.trim() || known.name || issuer;
    return [
      { id: known.id, name, issuer, clientId: clientId ?? '', clientSecret: clientSecret ?? '' },
    ];
  });
}
