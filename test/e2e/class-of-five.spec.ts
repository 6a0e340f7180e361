import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { type Hall, openHall, test } from './hall.ts';
import {
  comeBack,
  delivered,
  getReady,
  type HostDesk,
  join,
  kindsMet,
  openSession,
  type Person,
  playTogether,
  rightDecisions,
} from './people.ts';

const MISSION = /prices/i;

/** Section header block and byte-order magic of pcapng. */
const PCAPNG = '0a0d0d0a';

const atHome = async (
  browser: Browser,
  hall: Hall,
  count: number,
): Promise<[HostDesk, Person[]]> => {
  const host = await openSession(browser, hall.url, { mission: MISSION, crewSize: 5 });
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const person = await join(browser, hall.url, host.pin);
    await getReady(person);
    people.push(person);
  }
  return [host, people];
};

const download = async (page: Page, button: string | RegExp): Promise<Buffer> => {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await file.path());
};

/** Gives a busy machine time: 8 minutes more than the round has. */
const extend = async ({ page }: HostDesk): Promise<void> => {
  for (let times = 0; times < 4; times += 1) {
    await page.getByRole('button', { name: '2 minutes more' }).click();
  }
};

/** Chooses the message with the most steps: some end after one or two. */
const lookAtLongest = async (page: Page): Promise<void> => {
  const choice = page.getByRole('combobox', { name: 'Message' });
  await expect(choice.locator('option')).not.toHaveCount(0);
  const labels = await choice.locator('option').allTextContents();
  const steps = labels.map(label => Number(/ of (\d+) steps/.exec(label)?.[1] ?? 0));
  await choice.selectOption({ index: steps.indexOf(Math.max(...steps)) });
};

const closeAll = async (contexts: readonly BrowserContext[]): Promise<void> => {
  for (const context of contexts) await context.close();
};

test('a class of five plays to the end through refresh, new device, lost window and kill -9', async ({
  browser,
}) => {
  const hall = await openHall();
  const [host, people] = await atHome(browser, hall, 5);
  const [first, second, third] = people as [Person, Person, Person, Person, Person];

  await test.step('the first message is delivered', async () => {
    await host.page.getByRole('button', { name: 'Start', exact: true }).click();
    await extend(host);
    const hasArrived = async (person: Person) => (await delivered(person)) > 0;
    await playTogether(people, hasArrived);
  });

  await test.step('everybody has work', () =>
    playTogether(people, async person => (await rightDecisions(person)) >= 2));

  await test.step('one seat refreshes and keeps what it did', async () => {
    const before = await rightDecisions(first);
    await first.page.reload();
    await expect.poll(() => rightDecisions(first)).toBe(before);
  });

  await test.step('one changes the device; the old one says so', async () => {
    const before = await rightDecisions(second);
    const moved = await comeBack(browser, hall.url, host.pin, second);
    await expect.poll(() => rightDecisions(moved)).toBe(before);
    await expect(
      second.page.getByRole('heading', {
        name: 'You are playing in another tab or on another device.',
      }),
    ).toBeVisible();
    await second.context.close();
    people[1] = moved;
  });

  await test.step('one window is closed, the seat shows it, and comes back', async () => {
    const before = await rightDecisions(third);
    await third.context.close();
    await expect(
      host.page.getByRole('button', {
        name: new RegExp(`${third.nickname}.*(offline|away|bot)`, 'i'),
      }),
    ).toBeVisible();
    const back = await comeBack(browser, hall.url, host.pin, third);
    await expect.poll(() => rightDecisions(back)).toBeGreaterThanOrEqual(before);
    people[2] = back;
  });

  await test.step('the server is killed and nobody loses work', async () => {
    const before = await Promise.all(people.map(rightDecisions));
    await hall.restart();
    for (const person of people) {
      await expect(person.page.getByText('Connection lost, coming back.')).toBeHidden();
    }
    const kept = await Promise.all(people.map(rightDecisions));
    expect(kept).toEqual(before);
    await playTogether(
      people,
      async (person, index) => (await rightDecisions(person)) > (before[index] ?? 0),
    );
  });

  await test.step('everybody meets six kinds', () =>
    playTogether(people, async person => (await kindsMet(person)) >= 6));

  await test.step('the host ends the round and each has a summary', async () => {
    await host.page.getByRole('button', { name: 'End round' }).click();
    for (const { page } of people) {
      await expect(page.getByRole('heading', { name: /kinds? of decision/ })).toBeVisible();
      expect(await page.locator('.chips li').count()).toBeGreaterThanOrEqual(6);
    }
  });

  await test.step('look back replays and the captures are captures', async () => {
    const { page } = first;
    await page.getByRole('button', { name: 'Look back' }).click();
    const place = page.getByRole('slider', { name: 'Step of the message' });
    await lookAtLongest(page);
    await page.getByRole('button', { name: 'To the first step' }).click();
    await expect(place).toHaveValue('1');
    await page.getByRole('button', { name: 'Step on' }).click();
    await expect(place).toHaveValue('2');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(place).toHaveValue('4');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: 'Step back' }).click();
    await expect(place).not.toHaveValue('1');
    for (const name of ['Capture of the crew', 'Only my seat']) {
      expect((await download(page, name)).subarray(0, 4).toString('hex')).toBe(PCAPNG);
    }
  });

  await closeAll([host.context, ...people.map(({ context }) => context)]);
  await hall.stop();
});
