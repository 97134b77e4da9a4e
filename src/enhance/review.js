/*
 * Reading code by keyboard and by hand. All of it works without: a line's number is a link to where a comment
 * is written. Keys do something only while one of a file's line numbers has the focus.
 */

/** @param {EventTarget | null} target */
const lineOf = (target) =>
  target instanceof Element ? target.closest('[data-diff-code] .ln > a') : null;

/** @param {Element} code */
const linesIn = (code) =>
  [...code.querySelectorAll('.ln > a')].filter(
    /** @returns {found is HTMLAnchorElement} */ (found) => found instanceof HTMLAnchorElement,
  );

/* ── One stop of the Tab key a file; arrows go from line to line ── */

/** @param {Element} code @param {HTMLAnchorElement} chosen */
function stopAt(code, chosen) {
  for (const line of linesIn(code)) line.tabIndex = line === chosen ? 0 : -1;
}

function layStops() {
  for (const code of document.querySelectorAll('[data-diff-code]')) {
    const lines = linesIn(code);
    const first = lines.find((line) => line === document.activeElement) ?? lines[0];
    if (first) stopAt(code, first);
  }
}

/** @type {Record<string, (index: number, last: number) => number>} */
const moves = {
  ArrowDown: (index, last) => Math.min(last, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  PageDown: (index, last) => Math.min(last, index + 20),
  PageUp: (index) => Math.max(0, index - 20),
  Home: () => 0,
  End: (_index, last) => last,
};

document.addEventListener('keydown', (event) => {
  const line = lineOf(event.target);
  const code = line?.closest('[data-diff-code]');
  if (!(line instanceof HTMLAnchorElement) || !code) return;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'n' || event.key === 'p') return goToComment(line, event.key === 'n');
  if (event.key === 'Enter' && event.shiftKey) return chooseRange(event, line);
  const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
  if (!move) return;
  const lines = linesIn(code);
  const next = lines[move(lines.indexOf(line), lines.length - 1)];
  if (!next) return;
  event.preventDefault();
  stopAt(code, next);
  next.focus();
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

/** @param {Element} here @param {boolean} isForward */
function goToComment(here, isForward) {
  const comments = [...document.querySelectorAll('[data-comment]')];
  const [way, found] = isForward
    ? [Node.DOCUMENT_POSITION_FOLLOWING, comments]
    : [Node.DOCUMENT_POSITION_PRECEDING, comments.reverse()];
  const next = found.find((each) => here.compareDocumentPosition(each) & way);
  if (!(next instanceof HTMLElement)) return;
  next.scrollIntoView({ block: 'center' });
  next.focus({ preventScroll: true });
}

/* ── Several lines: the first one, and the last one with Shift ── */

/** @type {HTMLAnchorElement | undefined} */
let start;

document.addEventListener('focusin', (event) => {
  const line = lineOf(event.target);
  const code = line?.closest('[data-diff-code]');
  if (line instanceof HTMLAnchorElement && code) stopAt(code, line);
});

document.addEventListener('mousedown', (event) => {
  const line = lineOf(event.target);
  // Shift would select the words between.
  if (line && event.shiftKey) event.preventDefault();
  else if (line instanceof HTMLAnchorElement) start = line;
});

document.addEventListener('click', (event) => {
  const line = lineOf(event.target);
  if (line instanceof HTMLAnchorElement && event.shiftKey) chooseRange(event, line);
});

/** @param {Event} event @param {HTMLAnchorElement} end */
function chooseRange(event, end) {
  const href = rangeHref(start ?? openLine(), end);
  if (href === null) return;
  event.preventDefault();
  location.assign(href);
}

/** The line a form is open at. */
const openLine = () => {
  const [file, side, lines] = (new URLSearchParams(location.search).get('on') ?? '').split(':');
  const line = document.getElementById(`f${file}${side}${(lines ?? '').split('-')[0]}`);
  return line instanceof HTMLAnchorElement ? line : undefined;
};

/** @param {HTMLAnchorElement | undefined} from @param {HTMLAnchorElement} to */
function rangeHref(from, to) {
  if (!from || from === to) return null;
  const url = new URL(to.href);
  const [file, side, last] = (url.searchParams.get('on') ?? '').split(':');
  const other = new URL(from.href).searchParams.get('on') ?? '';
  const [otherFile, otherSide, first] = other.split(':');
  if (file !== otherFile || side !== otherSide) return null;
  const range = [Number(first), Number(last)].toSorted((a, b) => a - b).join('-');
  url.searchParams.set('on', `${file}:${side}:${range}`);
  return url.href;
}

layStops();
// A page that is drawn anew has stops of its own.
new MutationObserver(layStops).observe(document.body, {
  subtree: true,
  childList: true,
});
