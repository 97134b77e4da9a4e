/** Says what is configured, what is not and what that means; exits 1 when something needs a hand. */
import { access, constants } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { ConfigurationError, readConfig, type Config } from '#platform/config.server.ts';
import { isOpenToOthers } from '#platform/private-files.server.ts';
import { isReachable } from '#platform/readiness.server.ts';
import { openRuntime } from '#platform/runtime.server.ts';
import { organisersWithPasskeys } from '#domain/accounts/passkeys.queries.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';

interface Finding {
  isFine: boolean;
  about: string;
  says: string;
}

const fine = (about: string, says: string): Finding => ({ isFine: true, about, says });
const trouble = (about: string, says: string): Finding => ({ isFine: false, about, says });

/** Checks the settings, the database, the mail server and the data folder. */
export async function doctor(): Promise<number> {
  const findings = await examine();
  for (const { isFine, about, says } of findings)
    console.log(`${isFine ? '  ok ' : '  !! '} ${about.padEnd(14)} ${says}`);
  const troubles = findings.filter((finding) => !finding.isFine).length;
  console.log(
    troubles === 0
      ? '\nAll is well.'
      : `\n${troubles === 1 ? 'One thing needs' : `${troubles} things need`} a hand.`,
  );
  return troubles === 0 ? 0 : 1;
}

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map((problem) => trouble('settings', problem));
  }
  return [
    fine('node', `${process.version}, time zones of ${process.versions.tz ?? 'unknown date'}`),
    address(config),
    await folder(config),
    ...(await database()),
    await mail(config),
    providers(config),
    proxies(config),
    await stalls(config),
  ];
}

function address(config: Config): Finding {
  const where = `${config.publicUrl}, listening on ${config.host}:${config.port}`;
  return config.isSecure || new URL(config.publicUrl).hostname === 'localhost'
    ? fine('address', where)
    : trouble('address', `${where}; without https, passkeys and secure cookies do not work`);
}

async function folder(config: Config): Promise<Finding> {
  try {
    await access(config.dataFolder, constants.W_OK);
    return isOpenToOthers(config.dataFolder)
      ? trouble('data folder', `${config.dataFolder} can be read by others: chmod 700 it`)
      : fine('data folder', config.dataFolder);
  } catch {
    return fine('data folder', `${config.dataFolder} is made at the first start`);
  }
}

async function database(): Promise<Finding[]> {
  try {
    const runtime = await openRuntime(process.env);
    const community = await findCommunity(runtime.db.read);
    const answers = await isReachable(runtime.db);
    const ways = await organisersWithPasskeys(runtime.db.read);
    await runtime.db.close();
    return [
      answers
        ? fine('database', `${runtime.db.engine}, up to date`)
        : trouble('database', 'does not answer'),
      community === undefined
        ? fine('community', 'not set up yet; start it and open the link it prints')
        : fine('community', community.name),
      ...(community === undefined ? [] : [waysIn(ways, runtime.config)]),
    ];
  } catch (error) {
    return [trouble('database', error instanceof Error ? error.message : String(error))];
  }
}

/** Without a mail server a letter lies in the mailbox that only an organiser who is in can open. */
function waysIn(
  { organisers, withPasskey }: { organisers: number; withPasskey: number },
  { smtpUrl }: Config,
): Finding {
  const says = `${organisers}, ${withPasskey} of them with a passkey`;
  return smtpUrl !== null || withPasskey > 0
    ? fine('organisers', says)
    : trouble(
        'organisers',
        `${says}: without a mail server whoever loses their browser is locked out. ` +
          'Add a passkey under Settings; "bothways sign-in-link ADDRESS" opens the door again',
      );
}

async function mail(config: Config): Promise<Finding> {
  if (config.smtpUrl === null)
    return fine('mail', 'no SMTP_URL: letters wait in the mailbox page for organisers');
  const { hostname, port, protocol } = new URL(config.smtpUrl);
  const answers = await canConnect(hostname, Number(port || (protocol === 'smtps:' ? 465 : 587)));
  return answers
    ? fine('mail', `${hostname}, from ${config.mailFrom}`)
    : trouble('mail', `${hostname} does not answer; letters are kept and tried again`);
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 5000 });
    const end = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

const providers = (config: Config): Finding =>
  fine(
    'sign-in',
    ['e-mail link', 'passkey', ...config.providers.map((provider) => provider.name)].join(', '),
  );

function proxies(config: Config): Finding {
  return config.trustedProxies.length > 0 || config.host === '127.0.0.1'
    ? fine('proxies', config.trustedProxies.join(', ') || 'none trusted')
    : trouble(
        'proxies',
        'it listens to other machines and trusts no proxy: behind one, everybody shares one limit',
      );
}

/** Milliseconds of standing still that people notice. */
const longStall = 500;

/** Asks the server that runs here how long it answered nobody. */
async function stalls({ host, port }: Config): Promise<Finding> {
  const here = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  const health = `http://${here.includes(':') ? `[${here}]` : here}:${port}/health/ready`;
  const answer = await fetch(health, { signal: AbortSignal.timeout(5_000) })
    .then((response) => response.text())
    .catch(() => '');
  const [, longest, milliseconds] = /^longest stall: ((\d+) ms.*|none)$/m.exec(answer) ?? [];
  if (longest === undefined) return fine('stalls', 'not known: no server answers here');
  return Number(milliseconds ?? 0) < longStall
    ? fine('stalls', `the longest since the start: ${longest}`)
    : trouble(
        'stalls',
        `everybody waited ${longest}; the log says where ("the event loop stood still")`,
      );
}
