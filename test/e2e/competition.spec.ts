import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { delivered, getReady, join, openSession, type Person, playTogether } from './people.ts';

const CREWS = 2;
const CREW_SIZE = 1;
const HASH = /\b[0-9a-f]{64}\b/;

const seedIn = async (page: Page): Promise<{ hash: string; value: string | undefined }> => {
  const [hash = '', value] = await page.locator('.seed code').allTextContents();
  return { hash, value };
};

test('two crews compete: hash before, standings, results, seed after, no name on the wall', async ({
  browser,
  hall,
}) => {
  const host = await openSession(browser, hall.url, {
    format: 'Competition',
    mission: /Down and up/,
    crewSize: CREW_SIZE,
  });
  const people: Person[] = [];
  for (let index = 0; index < CREWS * CREW_SIZE; index += 1) {
    people.push(await join(browser, hall.url, host.pin));
  }
  const [wall] = await Promise.all([
    host.context.waitForEvent('page'),
    host.page.getByRole('link', { name: 'Projector' }).click(),
  ]);
  const onTheWall = new Set<string>();
  const lookAtTheWall = async (): Promise<void> => {
    onTheWall.add((await wall.locator('#app').textContent()) ?? '');
  };

  const [first] = people as [Person];
  const announced = HASH.exec((await first.page.locator('.lobby-side').textContent()) ?? '')?.[0];
  expect(announced).toMatch(HASH);
  for (const person of people) await getReady(person);
  await expect(wall.getByText(host.pin.slice(0, 3)).first()).toBeVisible();
  await lookAtTheWall();

  await host.page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(wall.getByRole('heading', { name: 'Standings' })).toBeVisible();
  await playTogether(people, async person => {
    await lookAtTheWall();
    return (await delivered(person)) > 0;
  });
  const rows = host.page.getByRole('region', { name: 'Standings', exact: true }).getByRole('row');
  await expect(rows).toHaveCount(1 + CREWS);
  expect(await seedIn(wall)).toEqual({ hash: announced, value: undefined });

  await host.page.getByRole('button', { name: 'Freeze' }).click();
  await expect(wall.getByRole('heading', { name: 'Standings are frozen' })).toBeVisible();
  await lookAtTheWall();
  await host.page.getByRole('button', { name: 'End round' }).click();
  await expect(host.page.getByRole('heading', { name: 'Final standings' })).toBeVisible();
  await lookAtTheWall();

  const seed = await seedIn(host.page);
  expect(seed.hash).toBe(announced);
  expect(
    createHash('sha256')
      .update(seed.value ?? '')
      .digest('hex'),
  ).toBe(announced);
  await expect(first.page.getByText(seed.value ?? '')).toBeVisible();

  const [file] = await Promise.all([
    host.page.waitForEvent('download'),
    host.page.getByRole('button', { name: 'Results as CSV' }).click(),
  ]);
  const csv = await readFile(await file.path(), 'utf8');
  for (const { nickname } of people) expect(csv).toContain(nickname);

  for (const text of onTheWall) {
    for (const { nickname } of people) expect(text).not.toContain(nickname);
  }
  for (const { context } of [...people, host]) await context.close();
});
