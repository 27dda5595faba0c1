// A hospital's own workbook becomes a draft: read cell by cell, its names confirmed, compared, and taken out again as a file.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx } from '../src/platform/tabular/xlsx-write.ts';
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

const ANALYST = 'Devon Brooks';
let data: string;
let server: Server;
let browser: Browser;
let folder: string;

async function as(look: { size?: typeof desk; dark?: boolean }, act: (page: Page) => Promise<void>) {
  const page = await openPage(browser, server.address, look);
  await stepInto(page, ANALYST);
  await act(page);
  await closePage(page);
}
const sheet = (name: string, rows: string[][]) => ({
  name,
  rows: rows.map((cells) => cells.map((text) => ({ text }))),
});
const rows = (letter: string): string[][] => [
  ['St. Anne: who does what', '', '', '', ''],
  ['Activity', 'CISO', 'SecOps', 'Biomed Director', 'Service vendor'],
  ['Remediation plan', 'A', 'R', 'C', 'R*'],
  ['Apply patch, firmware, config on device', 'I', letter, 'A, R', ''],
  ['Calibrate the pumps', '', '', 'A/R', ''],
];

beforeAll(async () => {
  [data, folder] = await Promise.all([newFolder(), newFolder()]);
  const opened = await wardline(data, 'demo', 'open', '--devices', '100', '--days', '1');
  expect(opened.code).toBe(0);
  await writeFile(
    join(folder, 'good.xlsx'),
    writeXlsx([sheet('Notes', [['Ask Jane']]), sheet('RACI', rows('C'))]),
  );
  await writeFile(join(folder, 'bad.xlsx'), writeXlsx([sheet('RACI', rows('S'))]));
  [server, browser] = await Promise.all([serve(data), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  const code = await server.stop();
  await Promise.all([removeFolder(data), removeFolder(folder)]);
  expect(code, 'the server stops cleanly').toBe(0);
});

describe('a new draft', () => {
  it('is made from a workbook as the hospital keeps it, or from a template', {
    timeout: 240_000,
  }, async () => {
    await part('a file with a cell that cannot be read makes nothing, and the cell is named', () =>
      as({}, async (page) => {
        await page.goto('/raci/new?from=file');
        await page.locator('input[type=file]').setInputFiles(join(folder, 'bad.xlsx'));
        await page.getByRole('heading', { name: '1 thing is wrong' }).waitFor();
        await page.getByText('RACI!C4').waitFor();
        expect(await page.getByRole('button', { name: 'Make the draft' }).isDisabled()).toBe(true);
        await expectAccessible(page);

        // Mended and sent again, a likeness is confirmed and a role left new.
        await page.getByRole('button', { name: 'Another file' }).click();
        await page.locator('input[type=file]').setInputFiles(join(folder, 'good.xlsx'));
        await page.getByRole('button', { name: 'It is VUL-8' }).click();
        await page.getByRole('button', { name: 'It is VUL-8' }).waitFor({ state: 'detached' });
        await page.getByText('is kept as a new role').waitFor();
        await expectAccessible(page);
        await page.getByRole('button', { name: 'Make the draft' }).click();
        await page.getByRole('grid', { name: 'Cells of the draft' }).waitFor();

        // Out again as a workbook, which says of itself that it is a draft.
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: 'XLSX' }).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(/^matrix-draft-\d+-\d{4}-\d\d-\d\d\.xlsx$/);
        const bytes = await readFile(await download.path());
        expect(bytes.subarray(0, 2).toString()).toBe('PK');
        await page.getByRole('link', { name: /^Compare with v1/ }).click();
        await page.getByRole('heading', { name: 'What changes' }).waitFor();
      }),
    );
    await part('templates say whom they are for, on a phone in the dark too', () =>
      as({ size: phone, dark: true }, async (page) => {
        await page.goto('/raci/versions');
        await page.getByRole('link', { name: 'From a template, an older version or a file' }).click();
        await page.getByText('16 activities, 5 roles').waitFor();
        await page.getByText('the lint finds 2 faults in it').waitFor();
        await expectAccessible(page);
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect(wide).toBeLessThanOrEqual(phone.width);
        await page
          .getByRole('button', { name: 'Use this one: Small hospital, 16 activities and 5 roles' })
          .click();
        await page.getByRole('heading', { name: 'Small hospital, 16 activities and 5 roles' }).waitFor();
      }),
    );
  });
});
