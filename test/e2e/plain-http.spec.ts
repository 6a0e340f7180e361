import { chromium, expect } from '@playwright/test';
import { test } from './hall.ts';
import { getReady, join, openSession, playUntil, rightDecisions } from './people.ts';

/** A name of a school network: neither localhost nor https, so no secure context. */
const HOST_NAME = 'school.test';

test('a game on plain http under the name of a school network', async ({ hall, launchOptions }) => {
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${HOST_NAME} 127.0.0.1`],
  });
  const url = `http://${HOST_NAME}:${hall.port}`;
  const host = await openSession(browser, url, { mission: /Down and up/, crewSize: 1 });
  const ada = await join(browser, url, host.pin);
  expect(await ada.page.evaluate(() => isSecureContext)).toBe(false);
  await getReady(ada);
  await host.page.getByRole('button', { name: 'Start', exact: true }).click();
  await playUntil(ada, async () => (await rightDecisions(ada)) > 0);
  await browser.close();
});
