// The CISO tries things before they happen: an analyst on leave, a contract that ends, a draft nobody has signed.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { editCells, makeDraft, versions } from '../src/rooms/raci/contract.ts';
import {
  closePage,
  type desk,
  expectAccessible,
  openBrowser,
  openPage,
  part,
  phone,
  stepInto,
} from './browser.ts';
import { newFolder, removeFolder, type Server, serve, wardline } from './house.ts';
import { castOf } from './session.ts';

const LEADER = 'Priya Raman';
const CHECKER = 'Devon Brooks';
const STAND_IN = 'Kenji Watanabe';

let data: string;
let server: Server;
let browser: Browser;

async function as(look: { size?: typeof desk; dark?: boolean }, act: (page: Page) => Promise<void>) {
  const page = await openPage(browser, server.address, look);
  await stepInto(page, LEADER);
  await act(page);
  await closePage(page);
}
const sideways = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
const upshot = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

beforeAll(async () => {
  data = await newFolder();
  const opened = await wardline(data, 'demo', 'open', '--devices', '600', '--days', '5');
  expect(opened.err).toBe('');
  expect(opened.code).toBe(0);
  [server, browser] = await Promise.all([serve(data), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  const code = await server.stop();
  await removeFolder(data);
  expect(code, 'the server stops cleanly').toBe(0);
});

it('what if: leave, a lost contract and a draft are tried, and nothing is changed', {
  timeout: 240_000,
}, async () => {
  await part('from a person’s page to what their leave would do', () =>
    as({}, async (page) => {
      await page.goto(`/people?q=${encodeURIComponent(CHECKER)}`);
      await page.getByRole('link', { name: CHECKER }).first().click();
      await page.getByRole('link', { name: 'What if they are away?' }).click();
      await upshot(
        page,
        new RegExp(`^If ${CHECKER} is away from .+ to .+, nothing that runs today would stop`),
      );
      // Their stand-in on leave as well: chosen and added with the keyboard.
      await page
        .getByLabel('Person', { exact: true })
        .selectOption({ label: `${STAND_IN}, Security analyst` });
      await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
      await upshot(page, new RegExp(`^If ${CHECKER} is away .+ and ${STAND_IN} is away`));
      await page.getByLabel('Northlight Clinical Services').check();
      await upshot(page, 'the contract with Northlight Clinical Services ends');
      await page.getByText(`Supposed: ${STAND_IN} is away`).waitFor();
      expect(page.url()).toMatch(/away=\d+:[\d-]+:[\d-]+,\d+:[\d-]+:[\d-]+&lost=\d+$/);
      await expectAccessible(page);
      // The address is all of it.
      await page.reload();
      await upshot(page, 'the contract with Northlight Clinical Services ends');
      await page
        .getByRole('table', { name: 'Steps that would be late' })
        .getByRole('link', { name: /^W-/ })
        .first()
        .click();
      await page.waitForURL(/\/cases\/\d+/);
    }),
  );
  await part('a whole desk on leave stops a row, which leads to the matrix', () =>
    as({ dark: true }, async (page) => {
      await page.goto('/raci');
      await page.getByRole('link', { name: 'What if', exact: true }).click();
      await upshot(page, /^As things stand, /);
      for (const who of ['Priya Raman, IS leader (CISO)', 'Tomas Lindqvist']) {
        const option = page.locator('option', { hasText: who }).first();
        await page
          .getByLabel('Person', { exact: true })
          .selectOption((await option.getAttribute('value')) ?? '');
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await upshot(page, new RegExp(`${who.split(',')[0] ?? who} is away from`));
      }
      await upshot(page, /activit(y|ies) would stop/);
      await expectAccessible(page);
      const broken = page.getByRole('table', { name: 'What would not run' });
      await broken.getByRole('link').first().click();
      await page.getByRole('dialog').waitFor();
      expect(page.url()).toMatch(/\/raci\?row=[A-Z]+-\d+$/);
    }),
  );
  await part('the load of people, on a phone', () =>
    as({ size: phone }, async (page) => {
      await page.goto('/raci/load');
      await page.getByRole('button', { name: `why? What makes the load of ${CHECKER}` }).click();
      await page.getByText('Check that the fix worked').first().waitFor();
      await page.keyboard.press('Escape');
      await expectAccessible(page);
      expect(await page.evaluate(sideways)).toBe(false);
      await page.getByRole('link', { name: `If away? ${CHECKER}` }).click();
      await upshot(page, new RegExp(`^If ${CHECKER} is away`));
      await expectAccessible(page);
      expect(await page.evaluate(sideways)).toBe(false);
    }),
  );
  await part('a draft nobody has signed is tried on recorded work', async () => {
    const keeper = await (await castOf(server.address)).as(CHECKER);
    const [inForce] = (await keeper?.call(versions, {})) ?? [];
    const draft =
      inForce && (await keeper?.call(makeDraft, { from: { versionId: inForce.id }, title: 'Spring' }));
    if (!keeper || !draft) throw new Error('No draft could be made.');
    const changes = [
      { activityId: 'VUL-8', role: 'BM', text: 'C' },
      { activityId: 'VUL-8', role: 'CE', text: 'R' },
    ];
    await keeper.call(editCells, { versionId: draft.id, revision: draft.revision, changes });
    await as({}, async (page) => {
      await page.goto(`/raci/versions/${draft.id}`);
      await page.getByRole('link', { name: 'Try it on recorded work' }).click();
      await upshot(page, /^If “Draft: Spring” is in force, /);
      await page.getByText(/\d+ of \d+ recorded steps? would have had other people/).waitFor();
      await page
        .getByRole('table', { name: 'The other matrix on recorded work' })
        .getByText('Clinical engineer')
        .first()
        .waitFor();
      await expectAccessible(page);
    });
    // Nothing was changed by asking.
    expect((await keeper.call(versions, {})).find((one) => one.id === draft.id)?.state).toBe('draft');
  });
});
