/*
 * Files and folders that are dropped on the field for files, where it says so. Without script files are
 * chosen. Everything still goes with the form; nothing is sent by itself.
 */

/** What programs made or fetched: sending it would take long, and it would be left out anyway. */
const ignored = new Set(['.git', '.hg', '.svn', 'node_modules', '__macosx', '__pycache__']);
const mostFiles = 400;

// Chromium has no names for the two kinds of entry, so they are told apart by what they say of themselves.
/** @param {FileSystemEntry} entry @returns {entry is FileSystemFileEntry} */
const isFile = (entry) => entry.isFile;
/** @param {FileSystemEntry} entry @returns {entry is FileSystemDirectoryEntry} */
const isFolder = (entry) => entry.isDirectory;

/**
 * @typedef {{ file: File, path: string }} Dropped
 * @param {FileSystemEntry} entry
 * @param {Dropped[]} found
 */
async function collect(entry, found) {
  if (found.length >= mostFiles || ignored.has(entry.name.toLowerCase())) return;
  if (isFile(entry)) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path: entry.fullPath.replace(/^\//, '') });
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  // A folder is read in portions; an empty one ends it.
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return;
    for (const inner of portion) await collect(inner, found);
  }
}

/** @param {HTMLElement} zone */
function watch(zone) {
  const field = zone.querySelector('input[type="file"]');
  const status = zone.querySelector('[data-drop-status]');
  const word = zone.querySelector('[data-drop-word]');
  if (!(field instanceof HTMLInputElement) || !(status instanceof HTMLElement)) return;
  if (word instanceof HTMLElement) word.hidden = false;

  // Where each file lay; browsers send only its name.
  const paths = document.createElement('input');
  paths.type = 'hidden';
  paths.name = 'paths';
  field.after(paths);

  /** @param {FileList | File[]} files */
  const say = (files) => {
    const words = zone.dataset;
    const size = [...files].reduce((sum, { size }) => sum + size, 0);
    const count = files.length === 1 ? words.droppedOne : words.dropped;
    const isLarge = size > Number(words.most) * 4_000_000;
    const said = isLarge ? words.tooLarge : files.length > 0 ? count : '';
    status.textContent = (said ?? '').replace('#', String(files.length));
  };

  /** @param {Dropped[]} found */
  const take = (found) => {
    const all = new DataTransfer();
    for (const { file } of found) all.items.add(file);
    field.files = all.files;
    paths.value = JSON.stringify(found.map(({ path }) => path));
    say(all.files);
  };

  field.addEventListener('change', () => {
    paths.value = '';
    say(field.files ?? []);
  });
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('is-over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('is-over');
    const entries = [...(event.dataTransfer?.items ?? [])]
      .map((item) => item.webkitGetAsEntry())
      .filter((entry) => entry !== null);
    const found = /** @type {Dropped[]} */ ([]);
    const all = entries.reduce(
      (before, entry) => before.then(() => collect(entry, found)),
      Promise.resolve(),
    );
    void all
      .catch(() => undefined)
      .then(() => {
        take(found);
        if (found.length === 0) status.textContent = zone.dataset.unread ?? '';
      });
  });
}

for (const zone of document.querySelectorAll('[data-drop]')) {
  if (zone instanceof HTMLElement) watch(zone);
}

export {};
