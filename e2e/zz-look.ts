import { openBrowser, openPage, stepInto, phone } from './browser.ts';
const browser = await openBrowser();
const shot = async (page: any, name: string, full = false) => { await page.waitForTimeout(900); await page.screenshot({ path: `/tmp/lk-${name}.png`, fullPage: full }); };
try {
  const who = process.argv[2] ?? '';
  const page = await openPage(browser, 'http://127.0.0.1:18080', {});
  await page.goto('/step-into'); await page.waitForTimeout(1500);
  await stepInto(page, who);
  for (const [i, path] of process.argv.slice(3).entries()) { await page.goto(path); await page.waitForTimeout(800); await shot(page, `${i}`); }
} finally { await browser.close(); }
