// A new version of the matrix from the first key to open work that follows it: typed, linted, mended, signed by a second person.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closePage,
  type desk,
  expectAccessible,
  openBrowser,
  openPage,
  part,
  stepInto,
  told,
} from './browser.ts';
import { newFolder, removeFolder, type Server, serve, wardline } from './house.ts';

const ANALYST = 'Devon Brooks';
const LEADER = 'Priya Raman';
const tablet = { width: 820, height: 1180 };

let data: string;
let server: Server;
let browser: Browser;
let address = '';

async function as(
  name: string,
  look: { size?: typeof desk; dark?: boolean },
  act: (page: Page) => Promise<void>,
) {
  const page = await openPage(browser, server.address, look);
  await stepInto(page, name);
  await act(page);
  await closePage(page);
}
const grid = (page: Page) => page.getByRole('grid', { name: 'Cells of the draft' });
const bar = (page: Page) => page.getByRole('region', { name: 'Letters of this cell' });
/** Waits until what was typed is kept. */
const saved = (page: Page) => bar(page).getByText('Saved', { exact: true }).waitFor();
beforeAll(async () => {
  data = await newFolder();
  const opened = await wardline(data, 'demo', 'open', '--devices', '600', '--days', '2');
  expect(opened.err).toBe('');
  expect(opened.code).toBe(0);
  [server, browser] = await Promise.all([serve(data), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  const code = await server.stop();
  await removeFolder(data);
  expect(code, 'the server stops cleanly').toBe(0);
});

describe('a new version of the matrix', () => {
  it('is typed, mended, signed by a second person, and open work is taken over', {
    timeout: 240_000,
  }, async () => {
    await part('an analyst types into a draft like into a spreadsheet', () =>
      as(ANALYST, {}, async (page) => {
        await page.goto('/raci');
        await page.getByRole('link', { name: 'Versions and drafts' }).click();
        await expectAccessible(page);
        await page.getByRole('button', { name: 'From v1, in force' }).click();
        await grid(page).waitFor();
        address = new URL(page.url()).pathname;

        // The first cell: the IS leader is told of the device list. With A there, two would answer.
        await grid(page).getByRole('button').first().focus();
        await page.keyboard.press('a');
        const alert = bar(page).getByRole('alert');
        await alert.getByText('would both answer for').waitFor();
        await expectAccessible(page);
        await alert.getByRole('button', { name: 'Give A to IS leader (CISO) only' }).click();
        await saved(page);
        await bar(page).getByText('A/I', { exact: true }).waitFor();
        await grid(page).getByRole('button').first().focus();
        await page.keyboard.press('Control+z');
        await saved(page);
        await bar(page).getByText('I', { exact: true }).first().waitFor();

        // Two to the right, the network engineer: asked from now on, on life support only.
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        await page.keyboard.type('C if life_support');
        await page.keyboard.press('Enter');
        await page.keyboard.press('ArrowUp');
        await bar(page).getByText('C if life_support', { exact: true }).waitFor();
        await saved(page);

        // Plan the fix: vendor management is asked, which open cases will feel.
        await grid(page)
          .getByRole('row')
          .filter({ hasText: 'Plan the fix' })
          .getByRole('button')
          .nth(9)
          .click();
        await page.keyboard.press('c');
        await bar(page).getByText('C', { exact: true }).and(page.locator('span')).waitFor();
        await saved(page);

        // What somebody says about it stays with the cell.
        await page.keyboard.press(' ');
        const story = page.getByRole('dialog');
        await story.getByLabel('Say something about this cell').fill('The contract says who to ring.');
        await story.getByRole('button', { name: 'Say it' }).click();
        await story.getByText('The contract says who to ring.').first().waitFor();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
      }),
    );
    await part('a row where nobody answers cannot be proposed, and is mended by one click', () =>
      as(ANALYST, { dark: true }, async (page) => {
        await page.goto(address);
        await grid(page).getByRole('button').first().focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Delete');
        await page
          .getByRole('button', { name: 'Propose', exact: true })
          .and(page.locator(':disabled'))
          .waitFor();
        await expectAccessible(page);
        await bar(page).getByRole('button', { name: 'Let Security analyst answer for it too' }).click();
        await saved(page);
        await page.getByRole('button', { name: 'Propose', exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog
          .getByLabel('What changed, and why?')
          .fill('Network is asked early where life depends on it.');
        await expectAccessible(page);
        await dialog.getByRole('button', { name: 'Propose it' }).click();
        await told(page, 'Proposed.');
        await page.getByText('Whoever proposes does not sign: a second person does.').waitFor();
      }),
    );
    await part('the one who answers for it reads what changes, in words, and signs', () =>
      as(LEADER, {}, async (page) => {
        await page.goto(address);
        await page.getByRole('link', { name: 'Compare with v1, in force' }).click();
        await page
          .getByText(
            'Network engineer is now asked before "Keep the device list right", only on life support.',
          )
          .waitFor();
        await expectAccessible(page);
        await page.goto(address);
        await page.getByRole('button', { name: 'Sign', exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('Compared with v1: 4 cells differ.').waitFor();
        await expectAccessible(page);
        await dialog.getByRole('button', { name: 'Sign it' }).click();
        await told(page, 'Signed.');
        await page.getByRole('heading', { name: /^v2: / }).waitFor();
        expect(await page.getByRole('grid').getAttribute('aria-label')).toBe('Cells of this version');
      }),
    );
    await part('open work shows the old version and is taken over after its effect was looked at', () =>
      as(LEADER, { size: tablet }, async (page) => {
        await page.goto('/re-resolve');
        await page.getByText(/open cases follow an older version/).waitFor();
        await expectAccessible(page);
        await page
          .getByRole('link', { name: /^W-\d+$/ })
          .first()
          .click();
        await page.getByText('This case follows matrix v1; v2 is in force since.').waitFor();
        await page.getByRole('button', { name: 'See what v2 would change' }).click();
        const dialog = page.getByRole('dialog');
        await dialog
          .getByText(/\(Vendor management\) comes in/)
          .first()
          .waitFor();
        await expectAccessible(page);
        await dialog.getByRole('button', { name: 'Take it over to v2' }).click();
        await told(page, 'Taken over to matrix v2.');
        await page.getByText('follows matrix v2').waitFor();
        await page.goto('/re-resolve');
        await page.getByRole('button', { name: /^Take .* over to v2$/ }).click();
        await page.getByText('All open work follows the matrix in force, v2.').waitFor();
      }),
    );
    const proof = await wardline(data, 'prove');
    expect(proof.code, proof.out).toBe(0);
    expect((await wardline(data, 'ledger', 'verify')).code).toBe(0);
  });
});
