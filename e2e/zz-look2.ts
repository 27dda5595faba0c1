import { openBrowser, openPage, stepInto, phone } from './browser.ts';
const browser = await openBrowser();
const shot = async (page: any, name: string, full = false) => { await page.waitForTimeout(900); await page.screenshot({ path: `/tmp/lk-${name}.png`, fullPage: full }); };
try {
  const page = await openPage(browser, 'http://127.0.0.1:18080', {});
  await page.goto('/step-into'); await page.waitForTimeout(1500);
  await stepInto(page, 'Devon Brooks');
  await page.goto('/'); await page.waitForTimeout(1500);
  const boxes = page.locator('.wk-row--do input[type=checkbox]');
  await boxes.nth(0).check(); await boxes.nth(1).check(); await boxes.nth(2).check();
  await shot(page, 'a');
  await page.getByRole('button', { name: /^Hand 3 to/ }).click(); await page.waitForTimeout(600);
  await page.getByRole('radio', { name: /Kenji/ }).check();
  await page.getByLabel('What is needed?').fill('Read the versions at Lakeside by Friday.');
  await shot(page, 'b');
  await page.getByRole('button', { name: /^Hand on all 3/ }).click(); await page.waitForTimeout(1500);
  await shot(page, 'c');
  const k = await openPage(browser, 'http://127.0.0.1:18080', { size: phone, dark: true });
  await k.goto('/step-into'); await k.waitForTimeout(1500);
  await stepInto(k, 'Kenji Watanabe');
  await k.goto('/'); await shot(k, 'd');
  const link = k.locator('.wk-row--do a.wk-row__ask').filter({}).first();
  const row = k.locator('.wk-row--do', { hasText: 'hands this to you' }).first();
  await row.locator('a.wk-row__ask').click(); await shot(k, 'e', true);
  await k.getByRole('button', { name: /^Not for me/ }).click(); await k.waitForTimeout(500);
  await k.getByLabel('Why?').fill('I am in theatre all week.'); await shot(k, 'f');
  await k.getByRole('button', { name: 'Give it back', exact: true }).last().click(); await shot(k, 'g', true);
} finally { await browser.close(); }
