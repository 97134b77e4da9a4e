/*
 * Forms marked `data-draft` are kept on the server while somebody types: a second after a pause, and
 * when the page is left. Without script a button does it. Nothing is ever kept in the browser.
 */

/** Milliseconds without a key before it is saved. */
const pause = 1000;
/** How long to wait after a save that failed. */
const patience = 15_000;

/** Fields that say how a form is sent and nothing of what was written. */
const machinery = ['about', 'back', 'once'];

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === 'string' && !machinery.includes(name),
  );
}

/** @param {HTMLFormElement} form */
function watch(form) {
  const status = form.querySelector('[data-draft-status]');
  const about = form.dataset.draft ?? '';
  let saved = JSON.stringify(fieldsOf(form));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let underWay;
  let isSent = false;

  /** @param {'saved' | 'offline' | 'failed' | 'signedOut' | ''} what */
  const say = (what) => {
    if (!(status instanceof HTMLElement)) return;
    const words = status.dataset[what] ?? '';
    // Said again only when it changes: a screen reader must not hear "Saved." after every word.
    if (status.textContent !== words) status.textContent = words;
  };

  /** @param {number} wait */
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), wait);
  };

  const save = async () => {
    clearTimeout(timer);
    const now = JSON.stringify(fieldsOf(form));
    if (isSent || underWay || now === saved) return;
    if (!navigator.onLine) return say('offline');
    underWay = new AbortController();
    const answer = await send(now, underWay.signal).catch(() => undefined);
    underWay = undefined;
    if (isSent) return;
    // A redirect means that the session is over.
    if (answer?.type === 'opaqueredirect') return say('signedOut');
    if (!answer?.ok) {
      say(navigator.onLine ? 'failed' : 'offline');
      // What the server doesn't want it won't want later.
      if (answer === undefined || answer.status >= 429) soon(patience);
      return;
    }
    saved = now;
    say('saved');
    if (JSON.stringify(fieldsOf(form)) !== saved) soon(pause);
  };

  /** @param {string} fields @param {AbortSignal} [signal] */
  const send = (fields, signal) =>
    fetch('/drafts', {
      method: 'POST',
      redirect: 'manual',
      keepalive: signal === undefined,
      headers: { 'content-type': 'application/json' },
      body: `{"about":${JSON.stringify(about)},"fields":${fields}}`,
      signal: signal ?? null,
    });

  const leave = () => {
    const now = JSON.stringify(fieldsOf(form));
    // What is sent is the server's to keep: a draft that came after it would rise from the dead.
    if (!isSent && now !== saved) send(now).catch(() => {});
  };

  for (const button of form.querySelectorAll('[data-draft-later]')) {
    if (button instanceof HTMLElement) button.hidden = true;
  }
  form.addEventListener('input', () => {
    say(navigator.onLine ? '' : 'offline');
    soon(pause);
  });
  form.addEventListener('change', () => soon(pause));
  // On the window: other listeners may have kept it from being sent, as the one for being offline does.
  addEventListener('submit', (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    isSent = true;
    clearTimeout(timer);
    underWay?.abort();
  });
  addEventListener('pageshow', () => (isSent = false));
  addEventListener('pagehide', leave);
  addEventListener('online', () => void save());
  addEventListener('offline', () => say(JSON.stringify(fieldsOf(form)) === saved ? '' : 'offline'));
}

for (const form of document.querySelectorAll('form[data-draft]')) {
  if (form instanceof HTMLFormElement) watch(form);
}

export {};
