import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 A and AA, as far as a machine can tell. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Look {
  readonly width: number;
  readonly height: number;
  readonly theme: 'dark' | 'light';
}

/** Desk, desk in a bright room, desk at 200 %, phone. */
const LOOKS: readonly Look[] = [
  { width: 1366, height: 768, theme: 'dark' },
  { width: 1366, height: 768, theme: 'light' },
  { width: 683, height: 384, theme: 'dark' },
  { width: 390, height: 844, theme: 'light' },
];
const NARROWEST = { width: 320, height: 640 };

const put = async (page: Page, { width, height, theme }: Look): Promise<void> => {
  await page.setViewportSize({ width, height });
  await page.evaluate(async chosen => {
    document.documentElement.dataset.theme = chosen;
    // Colours in the middle of a change are nobody's choice.
    await Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)));
  }, theme);
};

const findings = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(TAGS)
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
};

/** Pixels by which the page is wider than its window. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Holds the page as it stands against axe in every look, and against sideways scroll. */
export const lookWell = async (page: Page, name: string): Promise<void> => {
  for (const look of LOOKS) {
    await put(page, look);
    const where = `${name} at ${look.width} in ${look.theme}`;
    expect.soft(await findings(page), where).toEqual([]);
    expect.soft(await overhang(page), `${where}: sideways scroll`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(NARROWEST);
  await expect
    .soft(async () => expect(await overhang(page)).toBeLessThanOrEqual(0), `${name} at 320`)
    .toPass({ timeout: 1_000 });
  const [desk] = LOOKS;
  if (desk !== undefined) await put(page, desk);
};
