/*
 * Open pages that keep themselves up to date. A region names what it shows; when the server says that one
 * of these changed, the page is asked for again and the region drawn anew, where nobody is typing in it.
 * Says nothing when it can't: the page is right again when it is loaded.
 */

const regions = () =>
  [...document.querySelectorAll('[data-live]')].filter(
    /** @returns {found is HTMLElement} */ (found) => found instanceof HTMLElement,
  );
/** How far we have heard. */
let since = regions()[0]?.dataset.liveSince ?? '';

/* ── Listening, while somebody looks ── */

const shortestPause = 500;
const longestPause = 60_000;
let pause = shortestPause;
/** @type {EventSource | undefined} */
let line;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

function listen() {
  clearTimeout(waiting);
  if (line || document.visibilityState === 'hidden' || !navigator.onLine) return;
  const topics = new Set(regions().flatMap(({ dataset }) => (dataset.live ?? '').split(' ')));
  if (topics.size === 0) return;
  const asked = new URLSearchParams([...topics].map((topic) => ['topic', topic]));
  asked.set('since', since);
  const mine = (line = new EventSource(`/live?${asked}`));
  mine.addEventListener('open', () => (pause = shortestPause));
  mine.addEventListener('changed', ({ lastEventId }) => {
    since = lastEventId;
    void refresh();
  });
  mine.addEventListener('bye', again);
  mine.addEventListener('error', again);
}

function stop() {
  clearTimeout(waiting);
  line?.close();
  line = undefined;
}

/** Tries again after a while, each time a longer one, and never all pages at the same moment. */
function again() {
  stop();
  waiting = setTimeout(listen, pause * (0.5 + Math.random()));
  pause = Math.min(longestPause, pause * 2);
}

document.addEventListener('visibilitychange', () =>
  document.visibilityState === 'hidden' ? stop() : listen(),
);
addEventListener('pagehide', stop);
addEventListener('pageshow', listen);
addEventListener('online', listen);
addEventListener('offline', stop);

/* ── Drawing anew ── */

/** Regions that changed while somebody was typing in them. */
let isLate = false;
let isAsking = false;
let isAskedAgain = false;

/** One question at a time; what changes meanwhile is asked for once more. */
async function refresh() {
  isAskedAgain = isAsking;
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (answer.ok && !answer.redirected) draw(await answer.text());
  } catch {
    // The next change, or the next visit, brings it.
  }
  isAsking = false;
  if (isAskedAgain) void refresh();
}

/** @param {string} html */
function draw(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  isLate = false;
  for (const region of regions()) {
    const next = fresh.getElementById(region.id);
    if (isInUse(region)) isLate = true;
    else if (next) match(region, next);
  }
  markSeen();
}

addEventListener('focusout', () => {
  if (isLate) setTimeout(() => void refresh(), 100);
});

/** @param {HTMLElement} region */
function isInUse(region) {
  const here = document.activeElement;
  const isTyping = here instanceof HTMLElement && here.matches('input, textarea, select');
  return (isTyping && region.contains(here)) || isFilledIn(region);
}

/** On a page that answers a form, the words in it are what somebody typed. */
const isAnswer = location.search.startsWith('?/');

/** @param {HTMLElement} region */
const isFilledIn = (region) =>
  [...region.querySelectorAll('input:not([type=hidden]), textarea')].some(isTouched);

/** @param {Element} field */
function isTouched(field) {
  const isTicked = field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type);
  if (isTicked) return field.checked !== field.defaultChecked;
  const isWritten = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  return isWritten && field.value !== (isAnswer ? '' : field.defaultValue);
}

/**
 * Makes `old` like `next`, touching only what differs: focus, folds and scrolled code stay, and what is
 * read out is what was added.
 *
 * @param {Element} old
 * @param {Element} next
 */
function match(old, next) {
  copyAttributes(old, next);
  let here = old.firstChild;
  for (const node of [...next.childNodes]) {
    const same = here && nextAlike(here, node);
    if (!same) {
      old.insertBefore(node, here);
      continue;
    }
    while (here !== same) here = removed(here);
    if (same instanceof Element && node instanceof Element) match(same, node);
    else if (same.nodeValue !== node.nodeValue) same.nodeValue = node.nodeValue;
    here = same.nextSibling;
  }
  while (here) here = removed(here);
}

/** @param {ChildNode | null} node */
function removed(node) {
  const next = node?.nextSibling ?? null;
  node?.remove();
  return next;
}

/**
 * The first of the siblings from `here` that is the same thing as `node`: with an id the one of that id,
 * else the next of its kind, if that one has no id either.
 *
 * @param {ChildNode} here
 * @param {ChildNode} node
 */
function nextAlike(here, node) {
  const id = node instanceof Element ? node.id : '';
  for (let each = /** @type {ChildNode | null} */ (here); each; each = each.nextSibling) {
    const its = each instanceof Element ? each.id : '';
    if (each.nodeName === node.nodeName && its === id) return each;
    if (!id && its) return null;
  }
  return null;
}

/** @param {Element} old @param {Element} next */
function copyAttributes(old, next) {
  const isKept = (/** @type {string} */ name) => name === 'open' && old.nodeName === 'DETAILS';
  for (const { name } of [...old.attributes])
    if (!next.hasAttribute(name) && !isKept(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (old.getAttribute(name) !== value && !isKept(name)) old.setAttribute(name, value);
}

/* ── What is on the screen has been read; without script there is a button for it ── */

function markSeen() {
  for (const form of document.querySelectorAll('form[data-seen]')) {
    if (!(form instanceof HTMLFormElement) || document.visibilityState === 'hidden') continue;
    form.hidden = true;
    const said = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string') said.set(name, value);
    if (seen === said.get('upTo')) continue;
    seen = said.get('upTo');
    // Where the answer leads doesn't matter: we are there.
    fetch(form.action, { method: 'POST', body: said, redirect: 'manual' }).catch(() => {
      seen = null;
      form.hidden = false;
    });
  }
}
/** @type {string | null} */
let seen = null;

document.addEventListener('visibilitychange', markSeen);
markSeen();
listen();
