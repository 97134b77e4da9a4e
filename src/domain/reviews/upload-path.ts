/** Files as they lay on somebody's machine: which of them are meant, and what they are called here. */

/** What programs made, fetched or keep for themselves. */
const ignoredFolders = new Set(['.git', '.hg', '.svn', 'node_modules', '__macosx', '__pycache__']);
const ignoredFiles = new Set(['.ds_store', 'thumbs.db', 'desktop.ini']);

/** Whether a file is none that anybody wrote. */
export function isIgnored(path: string): boolean {
  const parts = path.toLowerCase().split(/[\\/]/);
  const name = parts.pop() ?? '';
  return ignoredFiles.has(name) || parts.some((part) => ignoredFolders.has(part));
}

/** The way from where it was dropped: no backslashes, no "./", no empty steps. */
export const cleanPath = (path: string): string => {
  const clean = path
    .trim()
    .replaceAll('\\', '/')
    .replace(/\/{2,}/g, '/');
  return clean.replace(/^(?:\.\/)+/, '').normalize('NFC');
};

/** Paths without the folder they all are in, which is only where they lay on somebody's machine. */
export function withoutRoot<File extends { path: string }>(files: readonly File[]): File[] {
  const root = files[0]?.path.split('/', 1)[0] ?? '';
  const isFolder = root !== '' && root !== '..' && !root.includes(':');
  if (!isFolder || !files.every(({ path }) => path.startsWith(`${root}/`))) return [...files];
  return files.map((file) => ({ ...file, path: file.path.slice(root.length + 1) }));
}
