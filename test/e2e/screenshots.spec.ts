import { join as joined } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import {
  comeBack,
  delivered,
  getReady,
  type HostDesk,
  join,
  openSession,
  type Person,
  playTogether,
  playUntil,
} from './people.ts';

const FOLDER = joined(import.meta.dirname, '..', '..', 'assets', 'screens');
const DESK = { viewport: { width: 1366, height: 768 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

const take = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: joined(FOLDER, `${name}.png`) });

const inFields = (page: Page) =>
  page.locator('.level-step').getByRole('button', { name: 'Fields' });

/** The transport seat works until a segment lies before it as a form. */
const untilSegment = async (person: Person): Promise<void> => {
  const { page } = person;
  const sequence = page.locator('.bench-form').getByText('Sequence number');
  await playUntil(person, async () => (await sequence.count()) > 0);
  if ((await inFields(page).count()) > 0) await inFields(page).click();
};

const duringRound = async (host: HostDesk, people: readonly Person[]): Promise<void> => {
  const [, transport] = people;
  if (transport === undefined) throw new Error('nobody sits at transport');
  await playTogether(people, async person => (await delivered(person)) >= 5);
  const others = people.filter(person => person !== transport);
  let ready = false;
  await Promise.all([
    untilSegment(transport).finally(() => {
      ready = true;
    }),
    ...others.map(person => playUntil(person, () => ready)),
  ]);
  await expect(transport.page.locator('.choice-list')).toHaveCount(0);
  await transport.page.locator('.deck-aside').evaluate(aside => aside.scrollTo(0, 0));
  await take(transport.page, 'play-transport');
  await take(host.page, 'host');
};

test('pictures for the README', async ({ browser, hall }) => {
  const host = await openSession(browser, hall.url, { mission: /prices/i, crewSize: 5 });
  const front = await browser.newPage(DESK);
  await front.goto(hall.url);
  await front.getByRole('button', { name: 'Practise alone' }).waitFor();
  await take(front, 'home');
  const people: Person[] = [];
  for (let index = 0; index < 5; index += 1)
    people.push(await join(browser, hall.url, host.pin, DESK));
  const [first, second] = people as [Person, Person];
  for (const person of people.slice(1)) await getReady(person);
  await take(first.page, 'lobby');
  await getReady(first);
  const wall = await host.context.newPage();
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.goto(`${hall.url}/projector/${host.sessionId}`);
  await host.page.bringToFront();
  await host.page.getByRole('button', { name: 'Start', exact: true }).click();
  await duringRound(host, people);
  await take(wall, 'projector');
  const phone = await comeBack(browser, hall.url, host.pin, second, PHONE);
  await expect(phone.page.locator('.bench-form')).toBeVisible();
  await take(phone.page, 'phone');
  await host.page.getByRole('button', { name: 'End round' }).click();
  await first.page.getByRole('button', { name: 'Look back' }).click();
  await first.page.getByRole('button', { name: 'Step on' }).click();
  await expect(first.page.locator('canvas')).toBeVisible();
  await take(first.page, 'look-back');
  for (const { context } of [...people, phone, host]) await context.close();
});
