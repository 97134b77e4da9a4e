/** Serving: the built application on plain node:http, and the watching development server. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientAddress } from '#platform/client-address.server.ts';
import { readConfig, type Config } from '#platform/config.server.ts';
import { commonHeaders } from '#platform/headers.server.ts';
import { openRuntime } from '#platform/runtime.server.ts';
import { welcomeLines } from './welcome.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Adapter-node asks these headers; whatever a client sends under their names is overwritten. */
const privateHeaders = {
  PROTOCOL_HEADER: 'x-bothways-protocol',
  HOST_HEADER: 'x-bothways-host',
  ADDRESS_HEADER: 'x-bothways-address',
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the built application until it is told to stop. */
export async function start(args: string[]): Promise<void> {
  const config = prepareEnvironment(args);
  const lines = await welcomeBeforeServing(args);
  Object.assign(process.env, privateHeaders, { BODY_SIZE_LIMIT: '11M' });
  const built = join(root, 'build', 'handler.js');
  if (!existsSync(built)) throw new Error('Nothing is built yet: run it through "npm start".');
  const { handler }: { handler: Handler } = await import(built);
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      prepareRequest(request, response, config);
      handler(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(explainListenError(error, config)),
    );
    server.listen(config.port, config.host, resolve);
  });
  stopKindly(server);
  const { port } = server.address() as AddressInfo;
  console.log(
    `\n  Bothways is at ${config.port === 0 ? `http://localhost:${port}` : config.publicUrl}\n`,
  );
  for (const line of lines) console.log(`  ${line}`);
}

function explainListenError(error: NodeJS.ErrnoException, config: Config): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${config.port} is taken. Stop what uses it, or choose another: PORT=3001 npm start`,
  );
}

function prepareEnvironment(args: string[]): Config {
  if (args.includes('--demo')) process.env['DATA_FOLDER'] ??= './data/demo';
  return readConfig(process.env);
}

async function welcomeBeforeServing(args: string[]): Promise<string[]> {
  const runtime = await openRuntime(process.env);
  try {
    return await welcomeLines(runtime, { isDemo: args.includes('--demo') });
  } finally {
    await runtime.db.close();
  }
}

function prepareRequest(request: IncomingMessage, response: ServerResponse, config: Config): void {
  const publicUrl = new URL(config.publicUrl);
  const address = clientAddress({
    peer: request.socket.remoteAddress ?? '',
    forwardedFor: request.headersDistinct['x-forwarded-for']?.join(',') ?? '',
    trusted: config.trustedProxies,
  });
  request.headers['x-bothways-protocol'] = publicUrl.protocol.slice(0, -1);
  request.headers['x-bothways-host'] = publicUrl.host;
  request.headers['x-bothways-address'] = address;
  // Built files are served before our hooks run, so they get their headers here.
  for (const [name, value] of commonHeaders(config)) response.setHeader(name, value);
}

/** Stops taking requests, lets the running ones end (eight seconds at most), then closes the server. */
function stopKindly(server: Server): void {
  let isStopping = false;
  const leave = () => process.exit(0);
  const closeServer = () => {
    if (!process.emit('bothways:stop' as 'beforeExit', leave as never)) leave();
  };
  const stop = () => {
    if (isStopping) leave();
    isStopping = true;
    process.emit('bothways:refuse' as 'beforeExit', 0);
    server.close(closeServer);
    // A browser keeps its connection for the next request; here there will be none.
    setInterval(() => server.closeIdleConnections(), 100);
    setTimeout(() => server.closeAllConnections(), 8_000);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Serves with Vite, reloading as the source changes. */
export async function dev(args: string[]): Promise<void> {
  process.env['NODE_ENV'] ??= 'development';
  process.env['PORT'] ??= '5173';
  const config = prepareEnvironment(args);
  for (const line of await welcomeBeforeServing(args)) console.log(`  ${line}`);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(
    process.execPath,
    [vite, 'dev', '--port', String(config.port), '--strictPort'],
    {
      cwd: root,
      stdio: 'inherit',
      env: process.env,
    },
  );
  await new Promise((resolve) => child.once('exit', resolve));
}
