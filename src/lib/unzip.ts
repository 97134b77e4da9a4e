/**
 * Opening a zip archive somebody sent (D7, fault 22). Its list of contents says what is in it; what
 * comes out is counted, because the sizes it claims prove nothing.
 */
import { Inflate } from 'fflate';

/** How much may come out of an archive. */
export interface UnzipLimits {
  readonly files: number;
  /** Bytes of one file, and of all together, counted as they come out. */
  readonly bytesAFile: number;
  readonly bytes: number;
  /** Which files are wanted: others are not opened and do not count. */
  readonly wants: (path: string) => boolean;
}

/** A file of an archive. */
export interface Unzipped {
  /** As the archive writes it: see lib/code/file-path.ts before trusting it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type UnzipProblem =
  | 'zip_broken'
  | 'zip_encrypted'
  | 'zip_unsupported'
  | 'path_twice'
  | 'too_many_files'
  | 'file_large'
  | 'too_large';

interface Refusal {
  readonly ok: false;
  readonly code: UnzipProblem;
  readonly path: string | null;
}

export type Unzip =
  | { readonly ok: true; readonly files: readonly Unzipped[]; readonly links: readonly string[] }
  | Refusal;

/** A line of the archive's list. */
interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly isLink: boolean;
}

/** Whether bytes begin as a zip archive does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * The files of a zip archive, in its order, without folders; links are named but not followed. Archives
 * inside stay as they are. Stops as soon as a limit is passed. Never throws.
 */
export function unzip(bytes: Uint8Array, limits: UnzipLimits): Unzip {
  const listed = entriesOf(bytes);
  if (typeof listed === 'string') return refused(listed);
  const wanted = listed.filter(({ path }) => !/[\\/]$/.test(path) && limits.wants(path));
  const entries = wanted.filter(({ isLink }) => !isLink);
  const refusal = refusalOf(entries, limits);
  if (refusal !== null) return refusal;
  const files: Unzipped[] = [];
  let left = limits.bytes;
  for (const entry of entries) {
    const file = opened(bytes, entry, Math.min(left, limits.bytesAFile));
    if (typeof file === 'string') {
      const isAll = file === 'file_large' && left < limits.bytesAFile;
      return refused(isAll ? 'too_large' : file, isAll ? null : entry.path);
    }
    if (file.length !== entry.size) return refused('zip_broken', entry.path);
    left -= file.length;
    files.push({ path: entry.path, bytes: file });
  }
  return { ok: true, files, links: wanted.filter(({ isLink }) => isLink).map(({ path }) => path) };
}

const refused = (code: UnzipProblem, path: string | null = null): Refusal => ({
  ok: false,
  code,
  path,
});

function refusalOf(entries: readonly Entry[], limits: UnzipLimits): Refusal | null {
  if (entries.length > limits.files) return refused('too_many_files');
  const seen = new Set<string>();
  for (const { path, flags, method } of entries) {
    // Bits 0 and 6 say that a file is encrypted, bit 13 that even the list is.
    if ((flags & 0x2041) !== 0) return refused('zip_encrypted', path);
    if (method !== 0 && method !== 8) return refused('zip_unsupported', path);
    const name = path.replaceAll('\\', '/');
    if (seen.has(name)) return refused('path_twice', path);
    seen.add(name);
  }
  return null;
}

const endSize = 22;
const headSize = 46;
const localSize = 30;

/** The list at the archive's end; a comment of 64 kB may stand behind it. */
function entriesOf(bytes: Uint8Array): Entry[] | UnzipProblem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end < 0) return 'zip_broken';
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || size === 0xffffffff || at === 0xffffffff) return 'zip_unsupported';
  if (view.getUint32(end + 4, true) !== 0) return 'zip_unsupported';
  const entries: Entry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + headSize > end || view.getUint32(at, true) !== 0x02014b50) return 'zip_broken';
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const next = lengths.reduce((sum, length) => sum + length, at + headSize);
    if (next > end) return 'zip_broken';
    const entry = entryAt(view, at);
    if (entry === null) return 'zip_unsupported';
    entries.push(entry);
    at = next;
  }
  return entries;
}

function endOf(view: DataView): number {
  const last = view.byteLength - endSize;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    const isEnd = view.getUint32(at, true) === 0x06054b50;
    if (isEnd && at + endSize + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return -1;
}

/** Null where a size or a place stands elsewhere, as in archives of four gigabytes. */
function entryAt(view: DataView, at: number): Entry | null {
  const packed = view.getUint32(at + 20, true);
  const offset = view.getUint32(at + 42, true);
  if (packed === 0xffffffff || offset === 0xffffffff) return null;
  const name = new Uint8Array(
    view.buffer,
    view.byteOffset + at + headSize,
    view.getUint16(at + 28, true),
  );
  const mode = view.getUint32(at + 38, true) >>> 16;
  return {
    path: nameOf(name),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    packed,
    size: view.getUint32(at + 24, true),
    offset,
    isLink: (mode & 0o170000) === 0o120000,
  };
}

/** Names are UTF-8 in all archives of today, whether they say so or not. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What one file holds, if that is at most `most` bytes. */
function opened(bytes: Uint8Array, entry: Entry, most: number): Uint8Array | UnzipProblem {
  const { offset, packed, method } = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + localSize > bytes.length || view.getUint32(offset, true) !== 0x04034b50) {
    return 'zip_broken';
  }
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const start = offset + localSize + names;
  if (start + packed > bytes.length) return 'zip_broken';
  const data = bytes.subarray(start, start + packed);
  if (method === 8) return inflated(data, most);
  return data.length > most ? 'file_large' : data.slice();
}

/** Fed in sips: a thousand bytes become at most a million before somebody looks how much it is. */
const sip = 1_000;

function inflated(data: Uint8Array, most: number): Uint8Array | UnzipProblem {
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((part) => {
    size += part.length;
    if (size <= most) parts.push(part.slice());
  });
  try {
    for (let at = 0; at === 0 || at < data.length; at += sip) {
      inflate.push(data.subarray(at, at + sip), at + sip >= data.length);
      if (size > most) return 'file_large';
    }
  } catch {
    return 'zip_broken';
  }
  return joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
