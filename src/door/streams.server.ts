/**
 * Open pages that are told of changes, as server-sent events. A stream says that something changed and
 * no more, for an event reaches whoever holds the line. None outlives its session (requirement B3), the
 * server, or a minute: a line that was cut without a word is only found by ending it, and a page that is
 * still there comes back at once with the mark of what it heard last.
 */
import { second } from '#lib/duration.ts';
import { stillLive } from '#domain/accounts/sessions.queries.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

const longest = 50 * second;
const beat = 25 * second;
/** How often sessions are looked at: a stream must end within a second of its session. */
const watch = 0.6 * second;
/** Changes that come together are told once. */
const breath = 20;
const mostOfMember = 12;
const mostAtAll = 10_000;
/** So many events may wait for a reader who is slow; a page needs only the last. */
const mostWaiting = 8;

type Service = Pick<Runtime, 'db' | 'clock'>;

interface Listening {
  memberId: string;
  sessionId: string;
  topics: readonly string[];
  /** The mark of what the page shows already. */
  since: string;
}

interface Stream {
  memberId: string;
  sessionId: string;
  end: () => void;
}

export interface Streams {
  /** Opens one; null where this member, or the service, has too many open. */
  open(listening: Listening): Response | null;
  /** Ends all and opens no more. */
  close(): void;
}

export function makeStreams(service: Service): Streams {
  const streams = new Set<Stream>();
  let isClosed = false;
  const watcher = setInterval(() => void endThoseSignedOut(service, streams), watch).unref();
  return {
    open(listening) {
      const { memberId, sessionId } = listening;
      const theirs = [...streams].filter((stream) => stream.memberId === memberId).length;
      if (isClosed || theirs >= mostOfMember || streams.size >= mostAtAll) return null;
      const { body, end } = speak(service, { listening, onEnd: () => streams.delete(stream) });
      const stream = { memberId, sessionId, end };
      streams.add(stream);
      return new Response(body, { headers });
    },
    close() {
      isClosed = true;
      clearInterval(watcher);
      for (const stream of streams) stream.end();
    },
  };
}

// The last is for proxies that would collect events before passing them on.
const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** One look for all that are open. Where it can't be asked, nobody is taken to be signed in. */
async function endThoseSignedOut({ db, clock }: Service, streams: Set<Stream>): Promise<void> {
  if (streams.size === 0) return;
  const asked = [...streams];
  const ids = [...new Set(asked.map(({ sessionId }) => sessionId))];
  const live = await stillLive(db.read, { ids, now: clock.now() }).catch(() => new Set<string>());
  for (const stream of asked) if (!live.has(stream.sessionId)) stream.end();
}

interface Line {
  body: ReadableStream<Uint8Array>;
  end: () => void;
}

function speak(
  { db }: Service,
  { listening, onEnd }: { listening: Listening; onEnd: () => void },
): Line {
  const { readable, send, close } = lineOut(() => end());
  let breathing: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    breathing ??= setTimeout(() => {
      breathing = undefined;
      // A mark of now: what changes from here on is told again.
      send(`event: changed\nid: ${db.changes.mark()}\ndata: .\n\n`);
    }, breath);
  };
  const stops = listening.topics.map((topic) =>
    db.changes.listen({ topic, since: listening.since }, tell),
  );
  const beating = setInterval(() => send(':\n\n'), beat);
  const old = setTimeout(() => end(), longest - Math.random() * 5 * second);
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    clearInterval(beating);
    clearTimeout(old);
    clearTimeout(breathing);
    for (const stop of stops) stop();
    close('event: bye\ndata: .\n\n');
    onEnd();
  };
  return { body: readable, end };
}

/** A body one can write to, that says when its reader is gone or doesn't keep up. */
function lineOut(onGone: () => void) {
  const encoder = new TextEncoder();
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      control = controller;
      controller.enqueue(encoder.encode(': here\n\n'));
    },
    cancel: () => {
      control = undefined;
      onGone();
    },
  });
  const send = (text: string) => {
    if (control === undefined) return;
    if ((control.desiredSize ?? 0) < -mostWaiting) onGone();
    else control.enqueue(encoder.encode(text));
  };
  const close = (lastWords: string) => {
    const open = control;
    control = undefined;
    open?.enqueue(encoder.encode(lastWords));
    open?.close();
  };
  return { readable, send, close };
}
