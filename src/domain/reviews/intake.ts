/** How code comes into a review: pasted, uploaded, as a patch or in an archive. */
import type { FileChange } from '#lib/known-text.ts';
import type { PatchMessage } from '#lib/patch.ts';

/** A file whose text somebody pasted; an empty path asks for a made name. */
export interface Pasted {
  readonly path: string;
  readonly text: string;
}

/** A file somebody chose or dropped; in a dropped folder its name is a path. */
export interface Uploaded {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Incoming {
  readonly pasted: readonly Pasted[];
  readonly uploads: readonly Uploaded[];
  /** A pasted patch; '' for none. */
  readonly patch: string;
}

/** A file with the id of its language, '' for plain text. */
export interface GatheredFile extends FileChange {
  readonly language: string;
}

/** Something that was left out or put right, for the author to know. `count` files; `path` the first of them. */
export interface Notice {
  readonly what: 'binary_left_out' | 'private_left_out' | 'empty_left_out' | 'signs_replaced';
  readonly path: string;
  readonly count: number;
}

export type IntakeProblemCode =
  | 'nothing'
  | 'path_empty'
  | 'path_long'
  | 'path_outside'
  | 'path_signs'
  | 'path_twice'
  | 'file_large'
  | 'file_long'
  | 'too_many_files'
  | 'too_large'
  | 'zip_broken'
  | 'zip_encrypted'
  | 'zip_unsupported'
  | 'patch_broken'
  | 'patch_merge';

/** Why nothing was taken; `path` names the file and `limit` what is allowed, where there is one. */
export interface IntakeProblem {
  readonly code: IntakeProblemCode;
  readonly path: string | null;
  readonly limit: number | null;
  /** The line of a patch that cannot be read, from 1. */
  readonly line: number | null;
}

export type Gathered =
  | {
      readonly ok: true;
      readonly files: readonly GatheredFile[];
      readonly notices: readonly Notice[];
      /** What a patch by mail says about itself. */
      readonly message: PatchMessage | null;
    }
  | { readonly ok: false; readonly problem: IntakeProblem };

/** Everything that came, as files of a revision; or why it cannot be taken. Never throws. */
export function gather(_incoming: Incoming): Gathered {
  return { ok: true, files: [], notices: [], message: null };
}
