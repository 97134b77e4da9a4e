/*
 * The week of checkboxes with a pointer and arrow keys: one stop for the Tab key, drag to paint,
 * Shift and an arrow to carry a tick along, whole weeks to begin with, and a count that keeps up.
 */

/** @typedef {{ root: HTMLElement, cells: Map<number, HTMLInputElement> }} Week */

for (const root of document.querySelectorAll('[data-week]')) {
  if (!(root instanceof HTMLElement)) continue;
  const inputs = [...root.querySelectorAll('td input')].filter(
    (c) => c instanceof HTMLInputElement,
  );
  const week = { root, cells: new Map(inputs.map((cell) => [Number(cell.value), cell])) };
  count(week);
  walk(week);
  paint(week);
  fill(week);
}

/** @param {HTMLInputElement} cell @param {boolean} checked */
function set(cell, checked) {
  if (cell.checked === checked) return;
  cell.checked = checked;
  cell.dispatchEvent(new Event('change', { bubbles: true }));
}

/** @param {Week} week */
function count({ root, cells }) {
  const place = root.querySelector('[data-week-count]');
  if (!(place instanceof HTMLElement)) return;
  /** @type {Record<string, string>} */
  const forms = JSON.parse(place.dataset.weekCount ?? '{}');
  const rules = new Intl.PluralRules(document.documentElement.lang || 'en');
  root.addEventListener('change', () => {
    const chosen = [...cells.values()].filter((cell) => cell.checked).length;
    const form = forms[chosen === 0 ? 'none' : rules.select(chosen)] ?? forms.other ?? '';
    place.textContent = form.replace('#', String(chosen));
  });
}

/** @param {Week} week */
function walk({ root, cells }) {
  const isShown = (/** @type {HTMLInputElement} */ cell) => !cell.closest('details:not([open])');
  const stopAt = (/** @type {EventTarget | null | undefined} */ stop) => {
    for (const cell of cells.values()) cell.tabIndex = cell === stop ? 0 : -1;
  };
  const begin = () => {
    const shown = [...cells.values()].filter(isShown);
    stopAt(shown.find((cell) => cell.checked) ?? shown[0]);
  };
  begin();
  root.addEventListener('toggle', begin, true);
  root.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLInputElement) stopAt(event.target);
  });
  root.addEventListener('keydown', (event) => {
    const from = event.target;
    if (!(from instanceof HTMLInputElement) || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const step = stepOf(event.key, getComputedStyle(root).direction === 'rtl');
    if (step === 0) return;
    event.preventDefault();
    const at = Number(from.value);
    const leavesDay = Math.abs(step) === 1 && Math.floor(at / 24) !== Math.floor((at + step) / 24);
    const to = leavesDay ? undefined : cells.get(at + step);
    if (!to || !isShown(to)) return;
    to.focus();
    if (event.shiftKey) set(to, from.checked);
  });
}

/** How far an arrow key goes through the hours of the week. @param {string} key @param {boolean} isRtl */
function stepOf(key, isRtl) {
  if (key === 'ArrowUp') return -1;
  if (key === 'ArrowDown') return 1;
  if (key === 'ArrowLeft') return isRtl ? 24 : -24;
  return key === 'ArrowRight' ? (isRtl ? -24 : 24) : 0;
}

/** A press that leaves its cell paints; one that stays is a plain click. @param {Week} week */
function paint({ root, cells }) {
  /** @type {HTMLInputElement | null} */
  let brush = null;
  let hasPainted = false;
  const cellAt = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const cell = document.elementFromPoint(clientX, clientY)?.closest('td')?.querySelector('input');
    return cell && cells.get(Number(cell.value)) === cell ? cell : null;
  };
  root.addEventListener('pointerdown', (event) => {
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
  const afterPainting = (/** @type {Event} */ event) => {
    if (hasPainted && event.target instanceof Element && event.target.closest('td'))
      event.preventDefault();
    hasPainted = false;
  };
  root.addEventListener('click', afterPainting, true);
  root.addEventListener('dragstart', (event) => event.preventDefault());
}

/** Adds a whole week's hours to what is ticked; a week of none clears it. @param {Week} week */
function fill({ root, cells }) {
  for (const button of root.querySelectorAll('[data-week-fill]')) {
    const hours = button.getAttribute('data-week-fill') ?? '';
    button.addEventListener('click', () => {
      for (const [index, cell] of cells) {
        cell.checked = hours.includes('1') && (cell.checked || hours[index] === '1');
      }
      root.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }
  for (const presets of root.querySelectorAll('[data-week-presets]'))
    presets.removeAttribute('hidden');
}
