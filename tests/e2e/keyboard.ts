/** Hands on the keyboard: Tab, arrows, Space, Enter and letters; no mouse, no shortcuts of the test. */
import { expect, type Locator, type Page } from '@playwright/test';

const mostStops = 400;

/**
 * How many stops of Tab the target is from where the keyboard is, at a guess, at least one; below zero
 * where it lies before, 0 where it has the focus, null where it left the page.
 *
 * Without script a page is as the server wrote it: where no stop is put out of its order, Tab gets to
 * every stop, and the target has the focus at once. With script Tab goes the whole way.
 */
function stopsTo(element: Node): number | null {
  if (!(element instanceof HTMLElement) || !element.isConnected) return null;
  const active = document.activeElement ?? document.body;
  if (element === active) return 0;
  const isStop = (each: HTMLElement) =>
    each.tabIndex >= 0 &&
    !each.matches(':disabled, input[type=hidden], input[type=radio]:not(:checked)') &&
    each.checkVisibility({ visibilityProperty: true });
  const isInOrder =
    document.querySelector('[tabindex]:not([tabindex="0"], [tabindex^="-"])') === null;
  if (matchMedia('(scripting: none)').matches && isInOrder && isStop(element)) {
    element.focus();
    return 0;
  }
  const isBefore = (one: Element, other: Element) =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const isBack = active !== document.body && isBefore(element, active);
  const [from, to] = isBack ? [element, active] : [active, element];
  const kinds = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const between = [...document.querySelectorAll<HTMLElement>(kinds)].filter(
    (each) => isBefore(from, each) && isBefore(each, to) && isStop(each),
  );
  return (between.length + 1) * (isBack ? -1 : 1);
}

/** Tabs on, or back, until the target has the focus; fails where Tab never gets there. */
export async function reach(page: Page, target: Locator): Promise<void> {
  let element = await target.elementHandle();
  for (let pressed = 0; pressed < mostStops;) {
    const stops = await element?.evaluate(stopsTo).catch(() => null);
    if (stops == null) {
      // Another page, or another element in its place.
      element = await target.elementHandle();
      pressed += 1;
      continue;
    }
    if (stops === 0) return;
    // A guess is good for the way there; from beside the target it is looked at each stop.
    const times = pressed === 0 ? Math.abs(stops) : 1;
    await hold(page, { key: 'Tab', times, isBack: stops < 0 });
    pressed += times;
  }
  throw new Error(`Tab never reached ${target.toString()}`);
}

/** A key that is held down repeats itself. */
async function hold(
  page: Page,
  { key, times, isBack }: { key: string; times: number; isBack: boolean },
): Promise<void> {
  if (isBack) await page.keyboard.down('Shift');
  for (let time = 0; time < times; time++) await page.keyboard.down(key);
  await page.keyboard.up(key);
  if (isBack) await page.keyboard.up('Shift');
}

/** Replaces what stands in a field. */
export async function write(page: Page, label: string | RegExp, text: string): Promise<void> {
  const field = page.getByLabel(label, typeof label === 'string' ? { exact: true } : {});
  await reach(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Ticks a box that is not ticked. */
export async function tick(page: Page, name: string | RegExp): Promise<void> {
  const box = page.getByRole('checkbox', { name });
  await reach(page, box);
  if (!(await box.isChecked())) await page.keyboard.press('Space');
  await expect(box).toBeChecked();
}

/** Chooses one of several: Tab to the group, arrows within it. */
export async function choose(
  page: Page,
  group: string | RegExp,
  option: string | RegExp,
): Promise<void> {
  const radios = page.getByRole('group', { name: group }).getByRole('radio');
  const wanted = page.getByRole('group', { name: group }).getByRole('radio', { name: option });
  const checked = radios.and(page.locator(':checked'));
  await expect(wanted).toBeAttached();
  await reach(page, (await checked.count()) > 0 ? checked.first() : radios.first());
  await page.keyboard.press('Space');
  for (let step = 0; step < (await radios.count()) && !(await wanted.isChecked()); step++) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(wanted).toBeChecked();
}

/**
 * Presses a button in the page's main part. Where that sends a form, waits for what the server answers:
 * a story that goes on to another page must not call back what was just sent.
 */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name, exact: true });
  await reach(page, button);
  if (await sendsForm(button)) await send(page);
  else await page.keyboard.press('Enter');
}

/** True for a button whose form is filled in and goes out with a POST. */
const sendsForm = (button: Locator): Promise<boolean> =>
  button.evaluate(
    (element) =>
      element instanceof HTMLButtonElement &&
      element.type === 'submit' &&
      element.form !== null &&
      (element.getAttribute('formmethod') ?? element.form.method) === 'post' &&
      (element.formNoValidate || element.form.noValidate || element.form.checkValidity()),
  );

/** Sends by Enter, and waits for the page that comes back, or for the answer a script waits for. */
async function send(page: Page): Promise<void> {
  await page.waitForLoadState();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  const loaded = page.waitForEvent('load');
  // Nobody waits for it where a script sends the form.
  loaded.catch(() => undefined);
  await page.keyboard.press('Enter');
  const request = await sent;
  if (request.isNavigationRequest()) await loaded;
  else await request.response();
}

/** Follows a link anywhere on the page. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await reach(page, page.getByRole('link', { name }).first());
  await page.keyboard.press('Enter');
}
