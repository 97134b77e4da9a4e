/** Code as forms bring it: pasted into fields, and in files. */
import {
  problemOf,
  type Gathered,
  type IntakeProblem,
  type Notice,
  type Received,
  type Uploaded,
} from '#domain/reviews/code-upload.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { FileProblem } from '#domain/reviews/revision.ts';
import { textOf, type Problem } from '#door/forms.server.ts';
import { hour, second } from '#lib/duration.ts';
import { offThread } from '#lib/off-thread.server.ts';
import { take } from '#platform/rate-limit.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { decode } from '#lib/text-decoding.ts';
import { mostBlocks, noBlocks, type Block, type Blocks } from '#ui/reviews/code-blocks.ts';
import { sayIntakeProblem } from '#ui/reviews/code-upload-words.ts';

export interface Brought {
  readonly blocks: readonly Block[];
  readonly uploads: readonly Uploaded[];
}

/** Everything a form brings. */
export async function broughtIn(form: FormData): Promise<Brought> {
  const blocks = Array.from({ length: mostBlocks }, (_, place) => ({
    path: textOf(form, `path-${place}`),
    text: textOf(form, `code-${place}`),
  }));
  const files = form.getAll('files').filter((each) => each instanceof File);
  const paths = pathsIn(textOf(form, 'paths'));
  const uploads = await Promise.all(
    files.map(async (file, index) => ({
      name: pathOf(file, paths[index]),
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
  return {
    blocks: blocks.filter(({ path, text }) => path.trim() !== '' || text.trim() !== ''),
    uploads: uploads.filter(({ name, bytes }) => name !== '' || bytes.length > 0),
  };
}

/** Where dropped files lay in their folder, which browsers don't send by themselves. */
function pathsIn(text: string): unknown[] {
  try {
    const paths: unknown = JSON.parse(text === '' ? '[]' : text);
    return Array.isArray(paths) ? paths : [];
  } catch {
    return [];
  }
}

const pathOf = ({ name }: File, path: unknown): string =>
  typeof path === 'string' && path.endsWith(`/${name}`) ? path : name;

export const isNothing = ({ blocks, uploads }: Brought): boolean =>
  blocks.length === 0 && uploads.length === 0;

/** Reads what came in a thread of its own: patches and archives decide how long that takes. */
const gather = offThread<[Received], Gathered>(
  { module: '#domain/reviews/code-upload.ts', name: 'gather' },
  { deadline: 10 * second, patience: 20 * second, queue: 50 },
);

/** How often one member may send code; each time somebody reads all of it. */
const sending = { allowed: 120, window: hour };

/** What came as files of a revision, or why it can't be taken. */
export async function gathered(
  { runtime: { db, clock }, actor }: { runtime: Runtime; actor: Viewer },
  { blocks, uploads }: Brought,
): Promise<Gathered> {
  const limit = { bucket: `code:${actor.id}`, ...sending };
  const verdict = await take(db, { limit, now: clock.now() });
  if (!verdict.isAllowed) return { ok: false, problem: problemOf('too_often') };
  const answer = await gather({ pasted: blocks, uploads, patch: '' });
  if (answer === 'busy') return { ok: false, problem: problemOf('busy') };
  return answer === 'late' ? { ok: false, problem: problemOf('too_long') } : answer.value;
}

/** As much text as goes back into the fields of a page, in characters. */
const mostShown = 2_500_000;

/**
 * The fields as they are shown again. A browser does not choose files a second time, so those that are text
 * come back as fields of their own, and the others are named.
 */
export function shownAgain({ blocks, uploads }: Brought, more: readonly Block[] = []): Blocks {
  const shown = [...blocks];
  const again: string[] = [];
  let room = mostShown;
  for (const { name, bytes } of uploads) {
    const text = bytes.length > room ? undefined : decode(bytes)?.text;
    if (text === undefined || shown.length >= mostBlocks) again.push(name);
    else shown.push({ path: /\.(?:patch|diff|eml|mbox)$/i.test(name) ? '' : name, text });
    room -= text === undefined ? 0 : bytes.length;
  }
  const all = [...shown, ...more].slice(0, mostBlocks);
  return { blocks: all.length === 0 ? noBlocks.blocks : all, again: again.slice(0, 20) };
}

/** The problem beside the field it is about. */
export function codeProblem(problem: IntakeProblem, brought: Brought): Problem {
  return { field: fieldOf(problem, brought), message: sayIntakeProblem(problem) };
}

/** The same for what a command found. */
export const unfitProblem = ({ code, path }: FileProblem, brought: Brought): Problem =>
  codeProblem(problemOf(code, path), brought);

function fieldOf({ code, pasted }: IntakeProblem, { uploads }: Brought): string {
  if (pasted !== null) return `${code.startsWith('path_') ? 'path' : 'code'}-${pasted}`;
  return uploads.length > 0 ? 'files' : 'code-0';
}

/** What was left out, for the address of the next page; names of files stay out of it. */
export const noticesQuery = (notices: readonly Notice[]): string =>
  notices.length === 0
    ? ''
    : `?${notices.map(({ what, count }) => `left=${what}.${count}`).join('&')}`;

const kinds: readonly Notice['what'][] = [
  'binary_left_out',
  'ignored_left_out',
  'link_left_out',
  'signs_replaced',
  'letters_guessed',
];

/** What that address says. */
export function noticesIn(params: URLSearchParams): Pick<Notice, 'what' | 'count'>[] {
  return params
    .getAll('left')
    .slice(0, kinds.length)
    .flatMap((text) => {
      const [name = '', count = ''] = text.split('.');
      const what = kinds.find((kind) => kind === name);
      return what !== undefined && /^\d{1,5}$/.test(count) ? [{ what, count: Number(count) }] : [];
    });
}
