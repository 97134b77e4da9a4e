/** A real mail server on this machine that answers as a test wants, and keeps what it takes. */
import { createServer, type Server } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/**
 * How one delivery is met: taken; put off or refused at the address or after the text; the line cut
 * after the text was taken.
 */
export type Mood =
  'ok' | 'busy' | 'no such person' | 'put off' | 'too odd' | 'not from you' | 'cut after taking';

export interface MailServer {
  url: string;
  /** Every copy taken, as it came over the line. */
  raw: string[];
  /** Every address that was knocked for, taken or not. */
  asked: string[];
  /** Connections so far. */
  connections: () => number;
  mails: () => Promise<ParsedMail[]>;
  close: () => Promise<void>;
}

const answer = (status: number, words: string) =>
  Object.assign(new Error(words), { responseCode: status });

/** Opens one on any free port; `moods` are used up one a delivery, then everything is taken. */
export async function openMailServer(moods: Mood[] = [], port = 0): Promise<MailServer> {
  const raw: string[] = [];
  const asked: string[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 200,
    onConnect(_session, callback) {
      connections += 1;
      callback();
    },
    onRcptTo(address, _session, callback) {
      asked.push(address.address);
      const mood = moods[0];
      const refusals: Partial<Record<Mood, Error>> = {
        'no such person': answer(550, `5.1.1 <${address.address}> No such person`),
        'put off': answer(450, '4.2.0 Greylisted'),
        'not from you': answer(554, '5.7.1 Relay access denied'),
      };
      const refusal = mood === undefined ? undefined : refusals[mood];
      if (refusal === undefined) return callback();
      moods.shift();
      callback(refusal);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mood = moods.shift();
        if (mood === 'busy') return callback(answer(451, '4.3.0 Try later'));
        if (mood === 'too odd') return callback(answer(552, '5.2.2 Mailbox full'));
        raw.push(Buffer.concat(chunks).toString());
        if (mood === 'cut after taking') return cut(server, session.id);
        callback();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(server.server)}`,
    raw,
    asked,
    connections: () => connections,
    mails: () => Promise.all(raw.map((mail) => simpleParser(mail))),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** Ends one client's line without a word. */
function cut(server: SMTPServer, id: string): void {
  const connections = server.connections as unknown as Set<{
    id: string;
    _socket: { destroy(): void };
  }>;
  for (const each of connections) if (each.id === id) each._socket.destroy();
}

/** Something that listens where a mail server should: silent, or talking nonsense. */
export async function openOddServer(
  says: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (says !== '') socket.write(says);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
