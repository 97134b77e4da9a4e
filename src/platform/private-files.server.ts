/** Files that nobody else on the machine may read: words people wrote to each other, and the secret. */
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ownerOnlyFolder = 0o700;
const ownerOnlyFile = 0o600;

/** The database, its log and index, and the secret; other files in the folder are not ours to close. */
const ours = /^(?:bothways\.db(?:-wal|-shm)?|secret)$/;

/**
 * Makes a folder that its owner alone may enter, and closes one that is there already, with our files in
 * it. Leaves alone what belongs to somebody else, and folders that everybody shares, such as /tmp.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: ownerOnlyFolder });
  if (isShared(folder)) return;
  close(folder, ownerOnlyFolder);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() && ours.test(entry.name)) close(join(folder, entry.name), ownerOnlyFile);
}

/** Makes an empty file that its owner alone may read, where there is none; SQLite gives its own files the same rights. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', ownerOnlyFile));
}

/** True where others may read or enter what is kept here. False on Windows, which has no such rights. */
export const isOpenToOthers = (path: string): boolean =>
  process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

const sticky = 0o1000;

function isShared(folder: string): boolean {
  const { mode, uid } = statSync(folder);
  return (mode & sticky) !== 0 || uid !== process.getuid?.();
}

function close(path: string, mode: number): void {
  const { mode: now, uid } = statSync(path);
  if (uid === process.getuid?.() && (now & 0o777 & ~mode) !== 0) chmodSync(path, mode);
}
