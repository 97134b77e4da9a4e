/** What axe finds on a page, in both themes and at two widths, in one visit. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type axeCore from 'axe-core';
import { expect } from './fixtures.ts';

declare const axe: typeof axeCore;

const program = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The rules that look at colours; the others look at elements, their attributes and places. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Lets each page opened from here on have axe: a page’s own policy lets no script of another place in. */
export const loadAxe = (page: Page): Promise<unknown> => page.addInitScript(program);

/** Fails where axe finds a barrier, or the page scrolls sideways. The page was opened after {@link loadAxe}. */
export async function expectNoBarriers(page: Page): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overhang, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await barriers(page), `light, ${width} px`).toEqual([]);
    const inTheLight = await layout(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Where nothing has another place or shape in the dark, only colours can be a barrier.
    const isSame = (await layout(page)) === inTheLight;
    expect(await barriers(page, isSame ? colourRules : null), `dark, ${width} px`).toEqual([]);
  }
}

/** What axe finds with every rule it has on by itself, and the size of targets; a line each. */
async function barriers(page: Page, only: string[] | null = null): Promise<string[]> {
  const violations = await page.evaluate(async (some) => {
    const rules = { 'target-size': { enabled: true } };
    const asked = some === null ? { rules } : { runOnly: some };
    return (await axe.run({ resultTypes: ['violations'], ...asked })).violations;
  }, only);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/** Each element with its place, its size and whether it is shown. */
const layout = (page: Page): Promise<string> =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('*'), (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return [element.tagName, x, y, width, height, shown].join(' ');
    }).join('\n'),
  );
