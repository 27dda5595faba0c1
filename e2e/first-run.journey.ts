// The first day: two doors, the first account, the hospital's own files, what the world knows.
import { appendFile, mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { closePage, expectAccessible, openBrowser, openPage, part, told } from './browser.ts';
import { newFolder, removeFolder, type Server, serve, wardline } from './house.ts';

const starter = fileURLToPath(new URL('../data/starter/', import.meta.url));
const Kev = z.object({ count: z.number() });
let data: string;
let files: string;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  [data, files] = await Promise.all([newFolder(), mkdtemp('/tmp/wl-files-')]);
  const made = await wardline(
    data,
    ...['demo', 'generate', '--devices', '400', '--sites', '1', '--out', files],
    ...['--now', new Date().toISOString().slice(0, 10)],
  );
  expect(made.code).toBe(0);
  // Two rows as no hospital should send them: one that names no device at all, one at a site that nobody knows.
  await appendFile(
    join(files, 'cmms_sta.csv'),
    ',St. Anne Hospital,Medicine,4 East,4108,"PUMP, INFUSION",,,,Active,High\r\n' +
      '909091,Hospital on the Moon,Medicine,4 East,,"PUMP, INFUSION",BD,8015,MOON-1,Active,High\r\n',
  );
  [server, browser] = await Promise.all([serve(data), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  const code = await server.stop();
  await Promise.all([removeFolder(data), removeFolder(files)]);
  expect(code, 'the server stops cleanly').toBe(0);
});

/** Chooses a file where the page asks for one. */
async function give(page: Page, path: string): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await asked).setFiles(path);
}

/** Imports a file as it is understood, and waits until the server is done with it. */
async function bringIn(page: Page, name: string): Promise<void> {
  await page.goto('/imports/new');
  await give(page, join(files, name));
  await page.getByRole('button', { name: /^Import .* rows?$/ }).click();
  await page.getByRole('region', { name: 'Done' }).getByRole('listitem').first().waitFor();
}

it('a hospital begins with its own files', { timeout: 240_000 }, async () => {
  const page = await openPage(browser, server.address);

  await part('two doors, and no account that anybody could know', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Use my hospital’s files' }).waitFor();
    await page.getByRole('heading', { name: 'Open the demonstration hospital' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Make the first account' }).click();
    await page.getByLabel('Your name').fill('Ada Byron');
    await page.getByLabel('Login').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByLabel('Password again').fill('short');
    await page.getByRole('button', { name: 'Make it and sign in' }).click();
    await page.getByText('At least 12 characters.', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Password', { exact: true }).fill('three blue infusion pumps');
    await page.getByLabel('Password again').fill('three blue infusion pumps');
    await page.getByRole('button', { name: 'Make it and sign in' }).click();
    await page.getByRole('link', { name: 'Imports' }).first().waitFor();
    await expectAccessible(page);
  });

  await part('sites, wards, people and who holds which role', async () => {
    await page.goto('/imports');
    await page.getByRole('heading', { name: 'Start here' }).waitFor();
    await expectAccessible(page);
    for (const name of ['sites', 'wards', 'people', 'teams', 'staffing', 'absences', 'rota', 'zones'])
      await bringIn(page, `${name}.csv`);
  });

  await part('the messy export: preview, mapping, import, report, refused rows', async () => {
    await page.goto('/imports/new');
    await give(page, join(files, 'cmms_sta.csv'));
    await page.getByText('This looks like a list of devices.').waitFor();
    await page.getByRole('heading', { name: 'Columns that are used' }).first().waitFor();
    await expectAccessible(page);
    await page.getByLabel('Name of the source').fill('CMMS St. Anne');
    await page.getByLabel('Rows that name no site belong to').selectOption({ label: 'St. Anne Hospital' });
    await page.getByRole('button', { name: /^Import .* rows?$/ }).click();
    const came = page.getByRole('region', { name: 'Done' });
    await came.getByText(/devices new\./).waitFor();
    const refused = await came.getByText(/rows? refused: nothing of them was kept\./).textContent();
    const count = Number(/\d+/.exec(refused ?? '')?.[0]);
    expect(count).toBeGreaterThan(0);
    await page.getByRole('heading', { name: 'Rows that need a person' }).waitFor();
    await expectAccessible(page);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: `Download the refused rows (${count})` }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeGreaterThan(count);
    await page.getByRole('link', { name: 'See the devices' }).click();
    await page.waitForURL('**/devices');
    await page.getByRole('row').nth(1).waitFor();
    await expectAccessible(page);
  });

  await part('an advisory and the list of exploited vulnerabilities', async () => {
    await page.goto('/feeds');
    await page.getByRole('heading', { name: 'Feeds' }).waitFor();
    await give(page, join(starter, 'csaf/wardline-starter-icsma-17-255-01.json'));
    await told(page, 'wardline-starter-icsma-17-255-01.json was sent.');
    await give(page, join(starter, 'kev.json'));
    await told(page, 'kev.json was sent.');
    const kev = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: /KEV|Known Exploited/ }) });
    await kev.getByText('Fresh').or(kev.getByText('Old')).first().waitFor({ timeout: 60_000 });
    const facts = await kev.textContent();
    const { count } = Kev.parse(JSON.parse(await readFile(join(starter, 'kev.json'), 'utf8')));
    expect(facts).toContain('Content of');
    expect(facts).toMatch(new RegExp(`held now\\s*${count}`));
    expect(facts).toMatch(/could not be read\s*0/);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Advisories read' }).click();
    await page
      .getByText(/ICSMA-17-255-01/i)
      .first()
      .waitFor();
  });

  await part('what was read becomes work with an owner', async () => {
    await expect
      .poll(
        async () => {
          await page.goto('/proof');
          await page.getByRole('button', { name: 'Prove again now' }).click();
          return page.getByRole('heading', { level: 1 }).textContent();
        },
        { timeout: 60_000 },
      )
      .toBe('Every open risk has an owner.');
  });

  await part('signing out and in again', async () => {
    await page.context().clearCookies();
    await page.goto('/devices');
    await page.getByLabel('Login').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill('not my password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Login and password do not fit together.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('three blue infusion pumps');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/devices');
    await page.getByRole('row').nth(1).waitFor();
  });
  await closePage(page);
});
