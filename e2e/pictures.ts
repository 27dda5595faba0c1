// Takes the picture of My work for the README, by hand: `npx tsx e2e/pictures.ts ADDRESS PERSON` with a demonstration running there.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closePage, desk, openBrowser, openPage } from './browser.ts';
import { castOf } from './session.ts';

const [address = 'http://127.0.0.1:8480', person = 'Marcus Bell'] = process.argv.slice(2);
const file = fileURLToPath(new URL('../docs/images/my-work.png', import.meta.url));
const who = await (await castOf(address)).as(person);
if (!who) throw new Error(`Nobody here is called ${person}.`);
await mkdir(dirname(file), { recursive: true });
const browser = await openBrowser();
try {
  const page = await openPage(browser, address, { size: desk, cookie: who.cookie });
  await page.goto('/');
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  await page.getByRole('listitem').first().waitFor();
  await page.screenshot({ path: file });
  await closePage(page);
  console.log(file);
} finally {
  await browser.close();
}
