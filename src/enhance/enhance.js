/*
 * Small comforts for pages that work without them. Each part looks for its markup and does nothing
 * where there is none: data-error-summary, data-busy, data-autosubmit, data-keep, data-timezone,
 * data-copy, data-toast, data-offline, data-week. Loaded as a module, so the page is ready.
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TypedField */

/** @template {Element} T @param {string} selector @param {new () => T} kind @param {ParentNode} [root] */
const all = (selector, kind, root = document) =>
  [...root.querySelectorAll(selector)].filter((found) => found instanceof kind);

/** @param {EventTarget | null} target @param {string} selector */
const near = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/* ── Forms: once, not offline, and never lost ── */

/** Forms on their way, and the words their button had before. @type {Map<HTMLFormElement, [HTMLElement, string] | null>} */
const onTheirWay = new Map();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  if (!navigator.onLine) showOffline(true);
  if (onTheirWay.has(form) || !navigator.onLine) {
    event.preventDefault();
  } else if (form.method === 'post') {
    onTheirWay.set(form, sayBusy(event.submitter));
  }
});

/** @param {HTMLElement | null} button @returns {[HTMLElement, string] | null} */
function sayBusy(button) {
  if (!button) return null;
  const words = button.innerHTML;
  button.setAttribute('aria-busy', 'true');
  if (button.dataset['busy']) button.textContent = button.dataset['busy'];
  return [button, words];
}

/** A page that comes back from the browser's memory is ready to send again. */
addEventListener('pageshow', () => {
  for (const before of onTheirWay.values()) {
    before?.[0].removeAttribute('aria-busy');
    if (before?.[0].dataset['busy']) before[0].innerHTML = before[1];
  }
  onTheirWay.clear();
});

/** @param {HTMLFormElement} form */
const content = (form) =>
  JSON.stringify(
    [...new FormData(form)].map(([name, v]) => [name, v instanceof File ? v.size : v]),
  );
const kept = all('form[data-keep]', HTMLFormElement).map((form) => ({ form, was: content(form) }));
addEventListener('beforeunload', (event) => {
  const isChanged = kept.some(({ form, was }) => !onTheirWay.has(form) && content(form) !== was);
  if (isChanged) event.preventDefault();
});

/** @param {boolean} isOffline */
function showOffline(isOffline) {
  for (const note of all('[data-offline] > *', HTMLElement)) note.hidden = !isOffline;
}
addEventListener('offline', () => showOffline(true));
addEventListener('online', () => showOffline(false));

/* ── Problems: begin there, and a link to a group leads to its first control ── */

all('[data-error-summary]', HTMLElement)[0]?.focus();
document.addEventListener('click', (event) => {
  const link = near(event.target, '[data-error-summary] a');
  const group = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
  const first = group?.matches('fieldset') ? group.querySelector('input, select, textarea') : null;
  if (!(first instanceof HTMLElement)) return;
  event.preventDefault();
  group?.scrollIntoView();
  first.focus({ preventScroll: true });
});

/* ── Filters that send themselves, and put you back where you were ── */

const memory = `where:${location.pathname}`;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

for (const form of all('form[data-autosubmit]', HTMLFormElement)) {
  const send = (/** @type {number} */ wait) => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      addEventListener('pagehide', () => remember(form), { once: true });
      form.requestSubmit();
    }, wait);
  };
  form.addEventListener('change', (event) => send(isTyped(event.target) ? 300 : 0));
  form.addEventListener('input', (event) => isTyped(event.target) && send(600));
  form.addEventListener('submit', () => clearTimeout(pause));
  recall(form, send);
}

/** @param {EventTarget | null} target @returns {target is HTMLInputElement} */
function isTyped(target) {
  return target instanceof HTMLInputElement && /^(text|search|number)$/.test(target.type);
}

/** @param {HTMLFormElement} form */
function remember(form) {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement) || field.form !== form) return;
  const { name, value } = field;
  sessionStorage.setItem(memory, JSON.stringify({ name, value, top: scrollY }));
}

/** @param {HTMLFormElement} form @param {(wait: number) => void} send */
function recall(form, send) {
  const text = sessionStorage.getItem(memory);
  sessionStorage.removeItem(memory);
  if (!text) return;
  const { name, value, top } = JSON.parse(text);
  const field = all('input', HTMLInputElement, form).find(
    (input) => input.name === name && (isTyped(input) || input.value === value),
  );
  scrollTo({ top, behavior: 'instant' });
  field?.focus({ preventScroll: true });
  if (!field || !isTyped(field) || field.value === value) return;
  // Letters typed while the page was on its way.
  field.value = value;
  send(600);
}

/* ── Time zone, copying, toasts ── */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of all('[data-timezone]', HTMLElement)) {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
  if (!field.value) field.value = zone;
  const note = field.closest('.field')?.querySelector('[data-timezone-note]');
  if (!(note instanceof HTMLElement) || field.value === zone) continue;
  for (const place of all('[data-timezone-here]', HTMLElement, note)) place.textContent = zone;
  note.hidden = false;
}

for (const button of all('[data-copy]', HTMLButtonElement)) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset['copy'] ?? '');
    const words = button.innerHTML;
    button.textContent = button.dataset['copied'] ?? '';
    setTimeout(() => (button.innerHTML = words), 2000);
  });
}

for (const toast of all('[data-toast]', HTMLElement)) {
  const close = all('[data-toast-close]', HTMLElement, toast)[0];
  if (close) close.hidden = false;
  close?.addEventListener('click', () => toast.remove());
  const fade = () =>
    toast.matches(':hover, :focus-within') ? setTimeout(fade, 2000) : toast.remove();
  if (toast.dataset['toast'] === 'goes') setTimeout(fade, 10_000);
}

/* ── The week: drag to paint, arrows to move, presets to begin with ── */

for (const week of all('[data-week]', HTMLElement)) {
  const cells = new Map(
    all('input[type=checkbox]', HTMLInputElement, week).map((c) => [Number(c.value), c]),
  );
  const count = all('[data-week-count]', HTMLElement, week)[0];
  const isShown = (/** @type {HTMLInputElement} */ cell) => !cell.closest('details:not([open])');

  const tell = () => {
    const chosen = [...cells.values()].filter((cell) => cell.checked).length;
    const forms = JSON.parse(count?.dataset['weekCount'] ?? '{}');
    const form =
      chosen === 0 ? 'none' : new Intl.PluralRules(document.documentElement.lang).select(chosen);
    if (count) count.textContent = (forms[form] ?? '').replace('#', String(chosen));
  };
  week.addEventListener('change', tell);

  // One stop for the Tab key, then arrows.
  const stopAt = (/** @type {HTMLInputElement | undefined} */ stop) => {
    for (const cell of cells.values()) cell.tabIndex = cell === stop ? 0 : -1;
  };
  const start = () => {
    const shown = [...cells.values()].filter(isShown);
    stopAt(shown.find((cell) => cell.checked) ?? shown[0]);
  };
  start();
  week.addEventListener('toggle', start, true);
  week.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLInputElement) stopAt(event.target);
  });
  week.addEventListener('keydown', (event) => {
    const from = event.target;
    if (!(from instanceof HTMLInputElement) || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const along = getComputedStyle(week).direction === 'rtl' ? -24 : 24;
    const steps = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -along, ArrowRight: along };
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    if (step === undefined) return;
    event.preventDefault();
    const at = Number(from.value);
    const isSameDay = Math.floor(at / 24) === Math.floor((at + step) / 24);
    const to = cells.get(at + step);
    if (!to || !isShown(to) || (Math.abs(step) === 1 && !isSameDay)) return;
    to.focus();
    if (event.shiftKey) set(to, from.checked);
  });

  /** @param {HTMLInputElement} cell @param {boolean} checked */
  const set = (cell, checked) => {
    if (cell.checked === checked) return;
    cell.checked = checked;
    cell.dispatchEvent(new Event('change', { bubbles: true }));
  };

  // A press that leaves its cell paints; one that stays is a plain click.
  /** @type {HTMLInputElement | null} */
  let brush = null;
  let hasPainted = false;
  const cellAt = (/** @type {PointerEvent} */ event) => {
    const label = near(document.elementFromPoint(event.clientX, event.clientY), 'td label');
    const cell = label && week.contains(label) ? label.querySelector('input') : null;
    return cell;
  };
  week.addEventListener('pointerdown', (event) => {
    brush = event.button === 0 ? cellAt(event) : null;
    hasPainted = false;
  });
  addEventListener('pointermove', (event) => {
    const cell = brush && cellAt(event);
    if (!brush || !cell || (cell === brush && !hasPainted)) return;
    if (!hasPainted) set(brush, !brush.checked);
    hasPainted = true;
    set(cell, brush.checked);
  });
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (brush = null));
  week.addEventListener(
    'click',
    (event) => {
      if (hasPainted && near(event.target, '.week')) event.preventDefault();
      hasPainted = false;
    },
    true,
  );
  week.addEventListener('dragstart', (event) => event.preventDefault());

  for (const presets of all('[data-week-presets]', HTMLElement, week)) {
    presets.hidden = false;
    presets.addEventListener('click', (event) => {
      const hours = near(event.target, '[data-week-fill]')?.getAttribute('data-week-fill');
      if (!hours) return;
      const isClear = !hours.includes('1');
      for (const [index, cell] of cells)
        cell.checked = !isClear && (cell.checked || hours[index] === '1');
      week.dispatchEvent(new Event('change', { bubbles: true }));
      start();
    });
  }
}
