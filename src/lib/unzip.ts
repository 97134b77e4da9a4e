/** How much may come out of an archive. */
export interface UnzipLimits {
  /** Files, those that are left out included. */
  readonly files: number;
  /** Bytes of one file, and of all together, counted as they come out. */
  readonly bytesAFile: number;
  readonly bytes: number;
}

/** A file of an archive. */
export interface Unzipped {
  /** As the archive writes it: see file-path.ts before trusting it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type UnzipProblem =
  | 'zip_broken'
  | 'zip_encrypted'
  | 'zip_unsupported'
  | 'zip_twice'
  | 'too_many_files'
  | 'file_large'
  | 'too_large';

export type Unzip =
  | { readonly ok: true; readonly files: readonly Unzipped[] }
  | { readonly ok: false; readonly code: UnzipProblem; readonly path: string | null };

/**
 * The files of a zip archive, in its order, without folders and links. Archives inside stay as they are. Stops
 * as soon as a limit is passed, whatever sizes the archive claims. Never throws.
 */
export function unzip(_bytes: Uint8Array, _limits: UnzipLimits): Unzip {
  return { ok: true, files: [] };
}
