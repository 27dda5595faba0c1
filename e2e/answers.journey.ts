// What only a look at the device settles, asked yes or no; and many rows of one kind done together.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainId } from '../src/kernel/ids.ts';
import { type CaseDetail, caseDevices, cases, deviceWork, oneCase } from '../src/rooms/work/contract.ts';
import { closePage, expectAccessible, openBrowser, openPage, part, phone, told } from './browser.ts';
import { newFolder, removeFolder, type Server, serve, wardline } from './house.ts';
import { allSayYes, type Cast, castOf, holderOf, type Session, stepOf } from './session.ts';

let data: string;
let server: Server;
let browser: Browser;
let cast: Cast;
let analyst: Session;

beforeAll(async () => {
  data = await newFolder();
  const opened = await wardline(data, 'demo', 'open', '--devices', '1200', '--days', '2');
  expect(opened.err).toBe('');
  [server, browser] = await Promise.all([serve(data), openBrowser()]);
  cast = await castOf(server.address);
  analyst = await session('Devon Brooks');
});
afterAll(async () => {
  await browser.close();
  const code = await server.stop();
  await removeFolder(data);
  expect(code, 'the server stops cleanly').toBe(0);
});

const fail = (what: string): never => {
  throw new Error(what);
};
const session = async (name: string): Promise<Session> =>
  (await cast.as(name)) ?? fail(`${name} has no account.`);
const pageOf = async (name: string, size?: typeof phone): Promise<Page> =>
  openPage(browser, server.address, { cookie: (await session(name)).cookie, ...(size ? { size } : {}) });
const seen = (id: ChainId): Promise<CaseDetail> => analyst.call(oneCase, { chainId: id });

describe('a question that only a look at the device settles', () => {
  it('is answered yes on one device and no on another, corrected, and what follows is shown', {
    timeout: 120_000,
  }, async () => {
    const { items } = await analyst.call(cases, { q: 'PageWriter', step: 'INV-3', limit: 100 });
    const row = items.find((one) => one.devicesTotal >= 2) ?? fail('no ECGs are asked about');
    const chain = row.id;
    await allSayYes(cast, analyst, chain, 'INV-3');
    const biomed =
      cast.personOf(holderOf(stepOf(await seen(chain), 'INV-3'), 'R', 'BM')) ?? fail('no biomed');
    const { items: ecgs } = await analyst.call(caseDevices, { chainId: chain, limit: 100 });
    const [first = fail('no device'), second = fail('one device')] = ecgs;
    const nameOf = (one: typeof first) => one.tag ?? one.serial ?? '';
    const page = await pageOf(biomed, phone);
    const list = page.getByRole('list', { name: 'Devices of this case' });
    const ecg = (one: typeof first) => list.getByRole('listitem').filter({ hasText: nameOf(one) });
    const dialog = page.getByRole('dialog');

    await part('the biomed answers yes on one', async () => {
      await page.goto(`/cases/${chain}`);
      await ecg(first)
        .getByRole('button', { name: /^Answer yes or no/ })
        .click();
      await dialog.getByText('Was it made or delivered before May 2018?').waitFor();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('Answer yes or no. If you cannot tell').waitFor();
      await expectAccessible(page);
      await dialog.getByRole('radio', { name: 'Yes', exact: true }).check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await told(page, '1 device: answered yes.');
      await ecg(first).getByText('Answered yes').waitFor();
    });

    await part('no on the rest, and one of them was a mistake that is corrected', async () => {
      await page.getByRole('button', { name: /^Answer for all .* shown/ }).click();
      await dialog.getByRole('radio', { name: 'Yes', exact: true }).check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await ecg(second).getByText('Answered yes').waitFor();
      for (const one of ecgs.slice(1)) {
        await ecg(one)
          .getByRole('button', { name: /^Change the outcome of/ })
          .click();
        await page.getByRole('menuitem', { name: 'Correct the answer' }).click();
        await dialog.getByText(`${biomed} answered yes before.`).waitFor();
        if (one === second) await expectAccessible(page);
        await dialog.getByRole('radio', { name: 'No', exact: true }).check();
        await dialog.getByLabel('Remark').fill('The plate says June 2019.');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await ecg(one).getByText('Answered no').waitFor();
      }
    });

    await part('it is said done; the page says what follows', async () => {
      await page.getByRole('button', { name: 'Take it and start' }).click();
      await told(page, 'It is yours now.');
      await page.getByRole('button', { name: 'Say it is done …' }).first().click();
      await dialog.getByLabel('What was done?').fill('All plates read.');
      await dialog.getByRole('button', { name: 'Done', exact: true }).click();
      await page.getByText('This case is closed.').first().waitFor();
      await page.getByText('1 device answered yes: what follows is in the next case.').waitFor();
      await page.getByText(`${ecgs.length - 1} devices answered no: the risk has ended there.`).waitFor();
      await page.getByText('Show what happened').click();
      await page
        .getByText(/corrected the answer for one device from yes to no/)
        .first()
        .waitFor();
      await expectAccessible(page);
    });

    await part('yes has become work, no has ended the risk', async () => {
      const workOf = async (one: typeof first) =>
        (await analyst.call(deviceWork, { deviceId: one.deviceId })).filter((it) => it.state === 'open');
      const follows = await Promise.all((await workOf(first)).map((it) => seen(it.id)));
      expect(follows.map((it) => it.question)).not.toContain('Was it made or delivered before May 2018?');
      expect(follows.some((it) => it.sentence.includes('PageWriter'))).toBe(true);
      await page.goto(`/devices/${second.deviceId}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page);
    });
    await closePage(page);
  });
});

describe('many rows of one kind', () => {
  it('are taken and said done together by keyboard and pointer, each reported', {
    timeout: 120_000,
  }, async () => {
    const { items } = await analyst.call(cases, { q: 'network', limit: 100 });
    let pressed = 0;
    let name = '';
    for (const { id } of items) {
      if (pressed === 3 || !(await seen(id)).steps.some((one) => one.activityId === 'VUL-12')) continue;
      await allSayYes(cast, analyst, id, 'VUL-12');
      name = cast.personOf(holderOf(stepOf(await seen(id), 'VUL-12'), 'R')) ?? fail('nobody presses makers');
      pressed += 1;
    }
    expect(pressed, 'cases where the maker is pressed').toBe(3);
    const page = await pageOf(name);
    await page.goto('/');
    const mine = page.getByRole('region', { name: 'Do', exact: true });
    const row = mine.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
    await row.nth(1).waitFor();
    const kind = (await row.nth(0).locator('.wk-row__below').textContent())?.split(' · ')[0] ?? '';
    const alike = row.filter({ hasText: kind });
    const bar = page.getByRole('region', { name: 'Several at once' });

    await part('chosen with x on the row, the rest by the bar', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await bar.getByText('1 chosen').waitFor();
      await alike.nth(1).getByRole('checkbox').check();
      await bar.getByText('2 chosen').waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await row.nth(0).getByRole('link').first().focus();
      await page.keyboard.press('b');
      await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe('Take and start 2');
      await page.keyboard.press('Enter');
      await told(page, '2 steps are yours.');
      await bar.waitFor({ state: 'detached' });
    });

    await part('said done with one word for all, kept with each', async () => {
      const begun = alike.filter({ has: page.getByRole('button', { name: /^Go on/ }) });
      const numbers = await begun.locator('.wk-row__no').allTextContents();
      for (let at = 0; at < 2; at += 1) await begun.nth(at).getByRole('checkbox').check();
      await bar.getByRole('button', { name: 'Say 2 done …' }).click();
      const dialog = page.getByRole('dialog');
      await expectAccessible(page);
      await dialog.getByLabel('What was done?').fill('The maker was written to on Thursday.');
      await dialog.getByRole('button', { name: 'Done, all 2' }).click();
      await told(page, 'Said done: 2 steps.');
      for (const no of numbers.slice(0, 2)) {
        await page.goto(`/cases/${no}`);
        await page.getByText('The maker was written to on Thursday.').first().waitFor();
      }
    });
    await closePage(page);
  });
});

describe('by keyboard alone, from My work to a case and back', () => {
  it('the focus is never lost', { timeout: 120_000 }, async () => {
    const { items } = await analyst.call(cases, { q: 'software version', step: 'INV-3', limit: 100 });
    const { id } = items.find((one) => one.devicesTotal > 1) ?? fail('no versions are asked for');
    await allSayYes(cast, analyst, id, 'INV-3');
    const name = cast.personOf(holderOf(stepOf(await seen(id), 'INV-3'), 'R', 'BM')) ?? fail('no biomed');
    const page = await pageOf(name);
    const focused = async () => String(await page.evaluate('document.activeElement?.tagName ?? ""'));
    const kept = () => expect.poll(focused).not.toBe('BODY');
    const tabTo = async (words: string) => {
      for (let presses = 0; presses < 80; presses += 1) {
        await page.keyboard.press('Tab');
        const at = String(await page.evaluate('document.activeElement?.textContent ?? ""'));
        if (at.startsWith(words)) return;
      }
      fail(`Tab does not reach ${words}.`);
    };
    await page.goto('/');
    await page.getByRole('region', { name: 'Do', exact: true }).getByRole('listitem').first().waitFor();
    await page.keyboard.press('j');
    const row = await page.evaluate('document.activeElement?.id');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/cases/*');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await kept();
    await tabTo('Take it and start');
    await page.keyboard.press('Enter');
    await told(page, 'It is yours now.');
    await kept();
    await tabTo('Say it is done');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await kept();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toContain('Say it is done');
    // What Alt and the left arrow do; a browser without a window has no such key.
    await page.goBack();
    await page.getByRole('region', { name: 'Do', exact: true }).getByRole('listitem').first().waitFor();
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe(row);
    await closePage(page);
  });
});
