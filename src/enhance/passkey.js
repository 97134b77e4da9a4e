/*
 * Passkeys, where the browser knows them: shows the buttons that need a script, asks the server
 * for a challenge, the authenticator for an answer, and goes where the server says.
 */

/**
 * What the server answers; which of it, depends on the step.
 *
 * @typedef {{ challengeId: string, goTo: string, options: unknown }} Answer
 */

/** @param {string} url @param {object} body @returns {Promise<Answer>} */
async function ask(url, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  /** @type {Answer} */
  const answer = await response.json();
  return answer;
}

/** @param {HTMLElement} button */
async function signIn(button) {
  const url = '/sign-in/passkey';
  const { challengeId, options } = await ask(url, { step: 'begin' });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    /** @type {PublicKeyCredentialRequestOptionsJSON} */ (options),
  );
  const credential = await navigator.credentials.get({ publicKey });
  return ask(url, { step: 'finish', challengeId, credential, to: button.dataset.to ?? '/' });
}

async function add() {
  const url = '/settings/passkeys';
  const { challengeId, options, goTo } = await ask(url, { step: 'begin' });
  // It has been a while since they signed in: that comes first.
  if (goTo) return { goTo };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    /** @type {PublicKeyCredentialCreationOptionsJSON} */ (options),
  );
  const credential = await navigator.credentials.create({ publicKey });
  return ask(url, { step: 'finish', challengeId, credential });
}

/** @param {URL} target */
function goOn(target) {
  const isHere = target.pathname === location.pathname && target.search === location.search;
  location.assign(target);
  // Only the part after # differs: the browser would stay with the page as it was.
  if (isHere) location.reload();
}

/** @param {HTMLElement} button */
async function press(button) {
  const says = document.querySelector('[data-passkey-says]');
  if (says) says.textContent = '';
  button.setAttribute('aria-busy', 'true');
  try {
    const { goTo } = await (button.dataset.passkey === 'add' ? add() : signIn(button));
    goOn(new URL(goTo, location.href));
  } catch {
    // Closing the browser's own question counts too: then these words are a gentle way on.
    if (says) says.textContent = button.dataset.trouble ?? '';
    button.removeAttribute('aria-busy');
  }
}

const isAble =
  typeof PublicKeyCredential === 'function' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential;

if (isAble) {
  for (const area of document.querySelectorAll('[data-passkey-area]'))
    area.removeAttribute('hidden');
  for (const absence of document.querySelectorAll('[data-passkey-absent]')) absence.remove();
  for (const button of document.querySelectorAll('[data-passkey]')) {
    if (!(button instanceof HTMLElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      if (!button.hasAttribute('aria-busy')) void press(button);
    });
  }
}
