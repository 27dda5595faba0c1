// A real Chromium, and what every journey asks of a page.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

export const desk = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
/** How long a person would wait for a page on a busy machine before they call it broken. */
const patienceMs = 20_000;

/** Starts the browser of this machine; CHROMIUM says where it is. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

type Look = { readonly size?: typeof desk; readonly dark?: boolean; readonly cookie?: string };
/** What each open page has complained of. */
const faults = new Map<Page, string[]>();

/** A page in a window of its own, signed in when a session's cookie is given. What the app throws or the content policy stops is kept. */
export async function openPage(browser: Browser, address: string, look: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: look.size ?? desk,
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(patienceMs);
  if (look.cookie) await signInAs(context, address, look.cookie);
  const page = await context.newPage();
  const said: string[] = [];
  faults.set(page, said);
  page.on('pageerror', (error) => said.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy|trusted ?types/i.test(message.text()))
      said.push(message.text());
  });
  return page;
}

async function signInAs(context: BrowserContext, address: string, cookie: string): Promise<void> {
  const at = cookie.indexOf('=');
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: address }]);
}

/** Closes a page and its window; fails when the app threw or broke its own content policy meanwhile. */
export async function closePage(page: Page): Promise<void> {
  const said = faults.get(page);
  faults.delete(page);
  await page.context().close();
  expect(said, 'errors of the page').toEqual([]);
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const Result = z.array(z.string());

/** Asserts that the page as it is now breaks no rule of WCAG 2.2 A and AA that axe knows. Run from outside, the page's content policy stays in force. */
export async function expectAccessible(page: Page): Promise<void> {
  const seen = page.viewportSize() ?? desk;
  const height = z.number().parse(await page.evaluate('document.documentElement.scrollHeight'));
  // Laid open whole, so that nothing is judged by what a fixed bar happens to cover.
  await page.setViewportSize({ width: seen.width, height: height + 200 });
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const found: unknown = await page.evaluate(`
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + v.help + ' at ' + n.target.join(' ') + ' | ' + n.failureSummary)))`);
  await page.setViewportSize(seen);
  expect(Result.parse(found), `accessibility of ${page.url()}`).toEqual([]);
}

/** Becomes somebody on the page that the demonstration has for it. */
export async function stepInto(page: Page, name: string): Promise<void> {
  await page.goto('/step-into');
  await page.getByLabel('Search name, role or site').fill(name);
  await page.getByRole('button', { name }).click();
  await page.getByText(`You are ${name}`).waitFor();
}

/** Waits for a message that says this. */
export const told = (page: Page, words: string): Promise<void> =>
  page.getByRole('region', { name: 'Messages' }).getByText(words).first().waitFor();

/** One part of a long journey: when it fails, the failure says which part it was and what stood on the screen. */
export async function part(name: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const screens = await Promise.all([...faults.keys()].map(screenOf));
    if (error instanceof Error) error.message = `${name}: ${error.message}\n${screens.join('\n')}`;
    throw error;
  }
}

const screenOf = async (page: Page): Promise<string> => {
  const text = await page
    .locator('body')
    .first()
    .ariaSnapshot()
    .catch(() => 'closed');
  return `--- ${page.url()}\n${text.slice(0, 1500)}`;
};
