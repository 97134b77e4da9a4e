/** How code comes into a review: pasted, uploaded, as a patch or in an archive. */
import { decode } from '#lib/text-decoding.ts';
import { longestPath, pathProblem, type PathProblem } from '#lib/code/file-path.ts';
import { wholeText, type FileChange } from '#lib/code/known-text.ts';
import { countBetween } from '#lib/code/line-diff.ts';
import { guessLanguage, isLanguage, languages } from '#lib/code/programming-languages.ts';
import {
  looksLikePatch,
  parsePatch,
  type ParsedPatch,
  type PatchProblemCode,
} from '#lib/code/patch.ts';
import { isZip, unzip, type UnzipProblem } from '#lib/unzip.ts';
import { cleanPath, isIgnored, withoutRoot } from './upload-path.ts';
import { bytesOf, mostBytes, mostBytesAFile, mostFiles, mostLinesAFile } from './revision.ts';

/** A file whose text somebody pasted; an empty path asks for a made name. */
export interface Pasted {
  readonly path: string;
  readonly text: string;
  /** What its author says it is; '' or absent for a guess. */
  readonly language?: string;
}

/** A file somebody chose or dropped; in a dropped folder its name is a path. */
export interface Uploaded {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type PatchMessage = Extract<ParsedPatch, { ok: true }>['message'];

export interface Received {
  readonly pasted: readonly Pasted[];
  readonly uploads: readonly Uploaded[];
  /** A pasted patch; '' for none. */
  readonly patch: string;
}

/** A file with the id of its language, '' for plain text. */
export interface GatheredFile extends FileChange {
  readonly language: string;
}

/**
 * Something that was left out or put right, for the author to know: `count` files, `path` the first of
 * them. `ignored_left_out` is what programs made or fetched, such as node_modules; `signs_replaced`
 * what no text can hold; `letters_guessed` a file that does not say how it is written.
 */
export interface Notice {
  readonly what:
    'binary_left_out' | 'ignored_left_out' | 'link_left_out' | 'signs_replaced' | 'letters_guessed';
  readonly path: string;
  readonly count: number;
}

export type IntakeProblemCode =
  | 'nothing'
  | 'nothing_readable'
  | PathProblem
  | UnzipProblem
  | 'file_long'
  | 'patch_broken'
  | 'patch_merge'
  | 'too_long'
  | 'too_often'
  | 'busy';

/**
 * Why nothing was taken; `path` names the file and `limit` what is allowed, where there is one.
 * `too_long`, `too_often` and `busy` are about the time it takes to read.
 */
export interface IntakeProblem {
  readonly code: IntakeProblemCode;
  readonly path: string | null;
  readonly limit: number | null;
  /** The line of a patch that cannot be read, from 1. */
  readonly line: number | null;
  /** The place among the pasted ones, from 0, of the one that it is about. */
  readonly pasted: number | null;
}

export type Gathered =
  | {
      readonly ok: true;
      readonly files: readonly GatheredFile[];
      readonly notices: readonly Notice[];
      /** What a patch by mail says about itself. */
      readonly message: PatchMessage;
    }
  | { readonly ok: false; readonly problem: IntakeProblem };

/** Everything that came, as files of a revision; or why it cannot be taken. Never throws. */
export function gather({ pasted, uploads, patch }: Received): Gathered {
  const intake = new Intake();
  const problem =
    first(pasted, (one, place) => at(place, intake.paste(one))) ??
    (patch.trim() === '' ? null : intake.patch(patch, null)) ??
    intake.upload(uploads.filter(({ name, bytes }) => name !== '' || bytes.length > 0));
  return problem === null ? intake.gathered() : { ok: false, problem };
}

const at = (pasted: number, problem: IntakeProblem | null): IntakeProblem | null =>
  problem === null ? null : { ...problem, pasted };

function first<Thing>(
  things: readonly Thing[],
  take: (thing: Thing, place: number) => IntakeProblem | null,
): IntakeProblem | null {
  for (const [place, thing] of things.entries()) {
    const problem = take(thing, place);
    if (problem !== null) return problem;
  }
  return null;
}

/** What is allowed, where a problem is that there is more. */
export const intakeLimits: Readonly<Partial<Record<IntakeProblemCode, number>>> = {
  path_long: longestPath,
  file_large: mostBytesAFile,
  file_long: mostLinesAFile,
  too_many_files: mostFiles,
  too_large: mostBytes,
};

/** A problem as it is told. */
export const problemOf = (
  code: IntakeProblemCode,
  path: string | null = null,
  line: number | null = null,
): IntakeProblem => ({ code, path, limit: intakeLimits[code] ?? null, line, pasted: null });

class Intake {
  readonly #files: GatheredFile[] = [];
  readonly #notices = new Map<Notice['what'], Notice>();
  readonly #paths = new Set<string>();
  #message: PatchMessage = null;
  #bytes = 0;

  gathered(): Gathered {
    const notices = [...this.#notices.values()];
    if (this.#files.length > 0) {
      return { ok: true, files: this.#files, notices, message: this.#message };
    }
    const code = notices.length > 0 ? 'nothing_readable' : 'nothing';
    return { ok: false, problem: problemOf(code, notices[0]?.path ?? null) };
  }

  paste({ path, text, language = '' }: Pasted): IntakeProblem | null {
    if (path.trim() === '' && text.trim() === '') return null;
    const given = cleanPath(path);
    if (looksLikePatch(text)) return this.patch(text, given === '' ? null : given);
    const body = this.#wellFormed(text, given);
    const known = isLanguage(language) ? language : guessLanguage({ path: given, start: body });
    return this.#addWhole(given === '' ? this.#madeName(known) : given, body, known);
  }

  patch(text: string, path: string | null): IntakeProblem | null {
    if (text.length > mostBytes * 2) return problemOf('too_large');
    const parsed = parsePatch(this.#wellFormed(text, path ?? ''), path);
    if (!parsed.ok) return problemOf(codeOfPatch(parsed.code), parsed.path, parsed.line);
    this.#message ??= parsed.message;
    return first(parsed.changes, (change) => {
      const start = change.after?.lines[0] ?? change.before?.lines[0] ?? '';
      return this.#add({ ...change, language: guessLanguage({ path: change.path, start }) });
    });
  }

  upload(uploads: readonly Uploaded[]): IntakeProblem | null {
    const files = uploads.map(({ name, bytes }) => ({ path: cleanPath(name), bytes }));
    return first(withoutRoot(files), (file) => {
      if (isIgnored(file.path)) return this.#notice('ignored_left_out', file.path);
      const isArchive = isZip(file.bytes) && /\.zip$/i.test(file.path);
      return isArchive ? this.#archive(file.bytes) : this.#file(file);
    });
  }

  #archive(bytes: Uint8Array): IntakeProblem | null {
    const wants = (path: string): boolean => {
      if (!isIgnored(path)) return true;
      if (!/[\\/]$/.test(path)) this.#notice('ignored_left_out', path);
      return false;
    };
    // Pictures may be large; they are left out afterwards, so only texts have to be small.
    const room = { files: mostFiles * 2, bytesAFile: mostBytes * 2, bytes: mostBytes * 5, wants };
    const unzipped = unzip(bytes, room);
    if (!unzipped.ok) return problemOf(unzipped.code, unzipped.path);
    for (const path of unzipped.links) this.#notice('link_left_out', path);
    const files = unzipped.files.map(({ path, bytes }) => ({ path: cleanPath(path), bytes }));
    return first(withoutRoot(files), (file) => this.#file(file));
  }

  #file({ path, bytes }: { path: string; bytes: Uint8Array }): IntakeProblem | null {
    // The start tells pictures and programs, however large they are.
    const isWide = bytes[0] === 0xff || bytes[0] === 0xfe;
    if (!isWide && bytes.subarray(0, 8_000).includes(0)) {
      return this.#notice('binary_left_out', path);
    }
    if (bytes.length > mostBytesAFile * 2) return problemOf('file_large', path);
    const decoded = decode(bytes);
    if (decoded === null) return this.#notice('binary_left_out', path);
    const { text, isGuessed } = decoded;
    if (!path.includes('/') && /\.(?:patch|diff|eml|mbox)$/i.test(path) && looksLikePatch(text)) {
      return this.patch(text, null);
    }
    if (isGuessed) this.#notice('letters_guessed', path);
    return this.#addWhole(path, text, guessLanguage({ path, start: text }));
  }

  #addWhole(path: string, text: string, language: string): IntakeProblem | null {
    const whole = { oldPath: null, change: 'added', isBinary: false, before: null } as const;
    return this.#add({ ...whole, path, after: wholeText(text), language });
  }

  /** Counts as it goes, so that a flood of files ends early. */
  #add(file: GatheredFile): IntakeProblem | null {
    const code = this.#problemWith(file);
    if (code !== null) return problemOf(code, file.path);
    this.#paths.add(file.path);
    this.#files.push({ ...file, counts: countBetween(file.before, file.after) });
    if (this.#files.length > mostFiles) return problemOf('too_many_files');
    return this.#bytes > mostBytes ? problemOf('too_large') : null;
  }

  #problemWith({ path, oldPath, before, after }: GatheredFile): IntakeProblemCode | null {
    const wrong = pathProblem(path) ?? (oldPath === null ? null : pathProblem(oldPath));
    if (wrong !== null) return wrong;
    if (this.#paths.has(path)) return 'path_twice';
    for (const text of [before, after]) {
      if (text === null) continue;
      if (text.lines.length > mostLinesAFile) return 'file_long';
      const bytes = bytesOf(text);
      if (bytes > mostBytesAFile) return 'file_large';
      this.#bytes += bytes;
    }
    return null;
  }

  /** What no text can hold is replaced: NUL and halves of a surrogate pair. */
  #wellFormed(text: string, path: string): string {
    const unixLines = text.replaceAll('\r\n', '\n');
    const wellFormed = unixLines.toWellFormed().replaceAll('\u0000', '\ufffd');
    if (wellFormed !== unixLines) this.#notice('signs_replaced', path);
    return wellFormed;
  }

  /** "snippet.ts", then "snippet-2.ts". */
  #madeName(language: string): string {
    const ending = languages.find(({ id }) => id === language)?.endings[0] ?? '.txt';
    let name = `snippet${ending}`;
    for (let made = 2; this.#paths.has(name); made += 1) name = `snippet-${made}${ending}`;
    return name;
  }

  #notice(what: Notice['what'], path: string): null {
    const { count, path: firstPath } = this.#notices.get(what) ?? { count: 0, path };
    this.#notices.set(what, { what, path: firstPath, count: count + 1 });
    return null;
  }
}

const codeOfPatch = (code: PatchProblemCode): IntakeProblemCode => {
  switch (code) {
    case 'merge':
      return 'patch_merge';
    case 'path_empty':
    case 'path_long':
    case 'path_outside':
    case 'path_signs':
      return code;
    case 'no_changes':
    case 'broken_hunk':
    case 'no_path':
    case 'does_not_follow':
      return 'patch_broken';
  }
};
