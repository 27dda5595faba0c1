// Messages that leave the house, by whoever looks after them: a mail server, a webhook that fails and is repaired, a calendar.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hook, hook, type Mailbox, mailbox } from '../src/rooms/notices/testing.ts';
import { createFirst } from '../src/rooms/people/contract.ts';
import { closePage, expectAccessible, openBrowser, openPage, part, phone, told } from './browser.ts';
import { newFolder, removeFolder, type Server, serve } from './house.ts';

let data: string;
let server: Server;
let browser: Browser;
let box: Mailbox;
let out: Hook;
let cookie: string;
const settings: string[] = [];

beforeAll(async () => {
  [box, out, data] = [await mailbox(), await hook(), await newFolder()];
  const env = {
    WARDLINE_SMTP_HOST: box.smtp.host,
    WARDLINE_SMTP_PORT: String(box.smtp.port),
    WARDLINE_SMTP_TLS: 'none',
    WARDLINE_SMTP_FROM: box.smtp.from,
    WARDLINE_ALLOW_HOSTS: '127.0.0.1',
  };
  for (const [name, value] of Object.entries(env)) {
    process.env[name] = value;
    settings.push(name);
  }
  server = await serve(data);
  const made = await fetch(`${server.address}/api/v1${createFirst.path}`, {
    method: 'POST',
    headers: { 'x-wardline-csrf': '1', 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Ada Admin',
      login: 'ada@hospital.example',
      password: 'a long enough password',
    }),
  });
  cookie = (made.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  browser = await openBrowser();
});
afterAll(async () => {
  for (const name of settings) Reflect.deleteProperty(process.env, name);
  await browser.close();
  await server.stop();
  await removeFolder(data);
});

const wayOf = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name }) });

describe('messages that leave the house', () => {
  it('are looked after on one page', async () => {
    const page = await openPage(browser, server.address, { cookie });
    await part('e-mail is there with the first minute', async () => {
      await page.goto('/messages');
      await page
        .getByText(/^E-mail$/)
        .first()
        .waitFor();
      // The job of every minute finds the mail server; the page asks again by itself.
      await wayOf(page, 'E-mail')
        .getByRole('button', { name: 'Send a test to me' })
        .click({ timeout: 100_000 });
      await told(page, 'The test got through.');
      expect(box.got.map((m) => m.to)).toEqual(['ada@hospital.example']);
      expect(box.got[0]?.text).toContain('Ada Admin asked for it');
    });
    await part('an address inside the machine is refused in words', async () => {
      await page.getByRole('button', { name: 'Add a webhook or chat' }).click();
      await page.getByLabel('What you call it').fill('ITSM');
      await page.getByLabel('Address').fill('http://169.254.169.254/latest/meta-data/');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('alert').getByText('Nothing is sent to 169.254.169.254').waitFor();
      await expectAccessible(page);
    });
    await part('a webhook shows its secret once, and what the other end says', async () => {
      await page.getByLabel('Address').fill(out.address);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText(/whsec_/).waitFor();
      await page.getByRole('button', { name: 'I have kept it' }).click();
      out.answer = { status: 500, text: 'database is down' };
      await wayOf(page, 'Webhook: ITSM').getByRole('button', { name: 'Send a test' }).click();
      await page.getByText('500: database is down').first().waitFor();
      await wayOf(page, 'Webhook: ITSM').getByText('Does not get through', { exact: true }).waitFor();
      expect(await page.content()).not.toContain('SECRETPATH');
      await expectAccessible(page);
    });
    await part('every message is in the log, with its attempts', async () => {
      await page.getByRole('link', { name: 'Every message' }).click();
      await page.getByText('Put aside').first().waitFor();
      await expectAccessible(page);
      await page
        .getByRole('row', { name: /Put aside/ })
        .first()
        .getByRole('link')
        .first()
        .click();
      await page.getByText('Did not get through').waitFor();
      await expectAccessible(page);
    });
    await closePage(page);
  });

  it('are chosen by each person, and the calendar is a secret address that can be ended', async () => {
    const page = await openPage(browser, server.address, { cookie, size: phone });
    await page.goto('/my-notices');
    await page.getByText('Messages go to ada@hospital.example.').waitFor();
    await page.getByLabel('Summary at').selectOption('17');
    await page.getByRole('button', { name: 'Keep this' }).click();
    await told(page, 'Kept.');
    await page.getByRole('button', { name: 'Go back to what is standard' }).waitFor();
    await page.getByRole('button', { name: 'Make the address' }).click();
    const address = await page.getByLabel('Address of my calendar').inputValue();
    expect(await (await fetch(address)).text()).toContain('BEGIN:VCALENDAR');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'End the address' }).click();
    await told(page, 'The address is ended.');
    expect((await fetch(address)).status).toBe(404);
    await closePage(page);
  });
});
