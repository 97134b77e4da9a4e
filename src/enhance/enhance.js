/*
 * Small comforts for pages that work without them. Each part looks for its markup and does nothing
 * where there is none. Loaded as a module, so the page is there when it runs.
 */

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @param {ParentNode} [root]
 * @returns {T[]}
 */
const all = (selector, kind, root = document) =>
  [...root.querySelectorAll(selector)].filter(
    /** @returns {found is T} */ (found) => found instanceof kind,
  );

/* ── A form is sent once, not into the void, and never lost ── */

/** Forms on their way, with the button that sent them and the words it had. */
/** @type {Map<HTMLFormElement, { button: HTMLElement | null, words: string }>} */
const underWay = new Map();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  if (!navigator.onLine) showOffline(true);
  if (underWay.has(form) || !navigator.onLine) event.preventDefault();
  else if (form.method === 'post') sayBusy(form, event.submitter);
});

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
function sayBusy(form, button) {
  underWay.set(form, { button, words: button?.innerHTML ?? '' });
  button?.setAttribute('aria-busy', 'true');
  if (button?.dataset.busy) button.textContent = button.dataset.busy;
}

// A page that comes back from the browser's memory is ready to be sent again.
addEventListener('pageshow', () => {
  for (const { button, words } of underWay.values()) {
    button?.removeAttribute('aria-busy');
    if (button?.dataset.busy) button.innerHTML = words;
  }
  underWay.clear();
});

/** @param {HTMLFormElement} form */
const content = (form) =>
  JSON.stringify(
    [...new FormData(form)].map(([name, v]) => [name, typeof v === 'string' ? v : v.size]),
  );
const kept = all('form[data-keep]', HTMLFormElement).map((form) => ({ form, was: content(form) }));
addEventListener('beforeunload', (event) => {
  if (underWay.size === 0 && kept.some(({ form, was }) => content(form) !== was)) {
    event.preventDefault();
  }
});

/** @param {boolean} isOffline */
function showOffline(isOffline) {
  for (const note of all('[data-offline] > *', HTMLElement)) note.hidden = !isOffline;
}
addEventListener('offline', () => showOffline(true));
addEventListener('online', () => showOffline(false));

/* ── Problems: the page begins there; a link to a group leads to its first control ── */

all('[data-error-summary]', HTMLElement)[0]?.focus();
for (const link of all('[data-error-summary] a', HTMLAnchorElement)) {
  link.addEventListener('click', (event) => {
    const group = document.getElementById(link.hash.slice(1));
    const first = group?.matches('fieldset') && group.querySelector('input, select, textarea');
    if (!(first instanceof HTMLElement)) return;
    event.preventDefault();
    group?.scrollIntoView();
    first.focus({ preventScroll: true });
  });
}

/* ── Filters that send themselves, and put you back where you were ── */

for (const form of all('form[data-autosubmit]', HTMLFormElement)) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const send = (/** @type {number} */ wait) => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      addEventListener('pagehide', () => remember(form), { once: true });
      form.requestSubmit();
    }, wait);
  };
  // Arrows pass over choices on their way: what they land on is sent, not what they pass.
  let byKey = false;
  form.addEventListener('keydown', () => (byKey = true));
  form.addEventListener('pointerdown', () => (byKey = false));
  form.addEventListener('change', () => send(byKey ? 700 : 50));
  form.addEventListener('input', (event) => isTyped(event.target) && send(600));
  form.addEventListener('submit', () => clearTimeout(pause));
  recall(form, send);
}

/** @param {EventTarget | null | undefined} target */
function isTyped(target) {
  return target instanceof HTMLInputElement && /^(text|search|number)$/.test(target.type);
}

/** @param {HTMLFormElement} form */
function remember(form) {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement) || field.form !== form) return;
  const { name, value } = field;
  const text = JSON.stringify({ name, value, top: scrollY });
  try {
    sessionStorage.setItem(`where:${location.pathname}`, text);
  } catch {
    // Storage may be switched off; then the page simply begins at its top.
  }
}

/** @param {HTMLFormElement} form @param {(wait: number) => void} send */
function recall(form, send) {
  try {
    const key = `where:${location.pathname}`;
    /** @type {{ name?: string, value?: string, top?: number }} */
    const { name, value = '', top = 0 } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    sessionStorage.removeItem(key);
    const field = all('input', HTMLInputElement, form).find(
      (input) => input.name === name && (isTyped(input) || input.value === value),
    );
    if (!field) return;
    scrollTo({ top, behavior: 'instant' });
    field.focus({ preventScroll: true });
    if (!isTyped(field) || field.value === value) return;
    // Letters typed while the page was on its way.
    field.value = value;
    send(600);
  } catch {
    // As above.
  }
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
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
      const words = button.innerHTML;
      button.textContent = button.dataset.copied ?? '';
      setTimeout(() => (button.innerHTML = words), 2000);
    });
  });
}

for (const toast of all('[data-toast]', HTMLElement)) {
  for (const close of all('[data-toast-close]', HTMLElement, toast)) {
    close.hidden = false;
    close.addEventListener('click', () => toast.remove());
  }
  const fade = () =>
    toast.matches(':hover, :focus-within') ? setTimeout(fade, 2000) : toast.remove();
  if (toast.dataset.toast === 'goes') setTimeout(fade, 10_000);
}
