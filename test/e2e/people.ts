import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test';
import { HOST_KEY } from '../server/start-server.ts';
import { freshMemory, type Memory, stepOn } from './play-on.ts';

/** A browser of its own with one page. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly nickname: string;
  readonly seatCode: string;
  readonly memory: Memory;
}

export interface HostDesk {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly sessionId: string;
  readonly pin: string;
}

export interface Round {
  readonly format?: 'Class' | 'Competition';
  /** Title of the mission's card. */
  readonly mission: string | RegExp;
  readonly crewSize: number;
  readonly help?: 'Coach' | 'Consequence' | 'Exam';
}

export const logIn = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/host`);
  await page.getByLabel('Host key').fill(HOST_KEY);
  await page.getByRole('button', { name: 'Open the host page' }).click();
  await expect(page.getByRole('heading', { name: 'Open a session' })).toBeVisible();
};

const pick = (page: Page, group: string, name: string | RegExp): Promise<void> =>
  page.getByRole('group', { name: group }).getByRole('radio', { name }).check({ force: true });

/** The host's browser: key, settings, and the console of the new session. */
export const openSession = async (
  browser: Browser,
  url: string,
  round: Round,
): Promise<HostDesk> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await logIn(page, url);
  await pick(page, 'Format', new RegExp(`^${round.format ?? 'Class'}`));
  await pick(page, 'Mission', round.mission);
  await pick(page, 'People in a crew', new RegExp(`^${round.crewSize}$`));
  await pick(page, 'Help', new RegExp(`^${round.help ?? 'Coach'}`));
  await page.getByRole('button', { name: 'Open the session' }).click();
  const sheet = page.getByRole('region', { name: 'How to join' });
  await expect(sheet).toBeVisible();
  const pin = ((await sheet.locator('.join-pin').textContent()) ?? '').replace(/\D/g, '');
  const sessionId = new URL(page.url()).pathname.split('/')[2] ?? '';
  return { context, page, sessionId, pin };
};

const seatOf = async (context: BrowserContext, page: Page): Promise<Person> => {
  const code = page.getByRole('region', { name: 'Your seat code' }).locator('.seat-code');
  await expect(code).toHaveText(/^\d{4}$/);
  const nickname = await page.getByLabel('Nickname').inputValue();
  return {
    context,
    page,
    nickname,
    seatCode: (await code.textContent()) ?? '',
    memory: freshMemory(),
  };
};

/** A new browser joins by the PIN, typed on the first page, under the nickname it is offered. */
export const join = async (
  browser: Browser,
  url: string,
  pin: string,
  options: BrowserContextOptions = {},
  meet: (page: Page) => void = () => undefined,
): Promise<Person> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  meet(page);
  await page.goto(url);
  await page.getByLabel(/PIN/).fill(pin);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(/^Your nickname/)).not.toHaveValue('');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  return seatOf(context, page);
};

/** A seat is taken again on another device. */
export const comeBack = async (
  browser: Browser,
  url: string,
  pin: string,
  { nickname, seatCode, memory }: Pick<Person, 'nickname' | 'seatCode' | 'memory'>,
  options: BrowserContextOptions = {},
): Promise<Person> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${url}/join/${pin}`);
  await page.getByRole('button', { name: 'I already had a seat, on another device' }).click();
  await page.getByLabel('Nickname').fill(nickname);
  await page.getByLabel('Seat code').fill(seatCode);
  await page.getByRole('button', { name: 'Come back to my seat' }).click();
  return { context, page, nickname, seatCode, memory };
};

export const getReady = async ({ page }: Person): Promise<void> => {
  await page.getByRole('button', { name: 'I am ready' }).click();
  await expect(page.getByRole('button', { name: 'You are ready' })).toBeVisible();
};

/** How many right decisions the page counts. */
export const rightDecisions = async ({ page }: Pick<Person, 'page'>): Promise<number> =>
  Number(
    await page.getByRole('region', { name: 'You', exact: true }).locator('b').first().textContent(),
  );

export const kindsMet = async ({ page }: Pick<Person, 'page'>): Promise<number> => {
  const text = await page.getByText(/^\d+ kinds? met$/).textContent();
  return Number.parseInt(text ?? '0', 10);
};

export const delivered = async ({ page }: Pick<Person, 'page'>): Promise<number> => {
  const text = await page.getByText(/^Crew: \d+ delivered/).textContent();
  return Number(/\d+/.exec(text ?? '')?.[0] ?? 0);
};

const IDLE_MS = 150;

/** What lies in front of a person who did not get on. */
const sight = async (page: Page): Promise<string> => {
  const texts = await page.locator('.bar-notice, .deck-bench, .coach').allTextContents();
  return texts.join('\n').slice(0, 1500);
};

/** How long people may play for one thing: no claim about pace, only an end to waiting on a busy machine. */
const PATIENCE_MS = 180_000;

/** Plays by what the page offers until `enough`; a page in the middle of a change is looked at again. */
export const playUntil = async (
  { page, memory }: Pick<Person, 'page' | 'memory'>,
  enough: () => boolean | Promise<boolean>,
  withinMs = PATIENCE_MS,
): Promise<void> => {
  const end = Date.now() + withinMs;
  let last = '';
  while (!(await enough())) {
    if (Date.now() > end) {
      throw new Error(`not within ${withinMs} ms; last: ${last}\n${await sight(page)}`);
    }
    last = await stepOn(page, memory).catch((problem: Error) => problem.message);
    if (last === 'idle' || last === 'stuck') await page.waitForTimeout(IDLE_MS);
  }
};

/** All play until it holds for each: who is there already goes on handing work to the others. */
export const playTogether = async (
  people: readonly Person[],
  enough: (person: Person, index: number) => Promise<boolean>,
  withinMs?: number,
): Promise<void> => {
  const open = new Set(people);
  const missing = () => [...open].map(({ nickname }) => nickname).join(', ');
  const lookAt = async (person: Person, index: number): Promise<boolean> => {
    if (open.has(person) && (await enough(person, index).catch(() => false))) open.delete(person);
    return open.size === 0;
  };
  await Promise.all(
    people.map((person, index) =>
      playUntil(person, () => lookAt(person, index), withinMs).catch((problem: Error) => {
        throw open.has(person) ? problem : new Error(`${missing()} did not get on`);
      }),
    ),
  ).catch(async (problem: Error) => {
    const [stuck] = open;
    throw stuck === undefined
      ? problem
      : new Error(`${problem.message}\n${await sight(stuck.page)}`);
  });
};
