// A risk that is accepted for a while: asked for on its case, assessed, consulted, accepted by the executive, put on paper, and
// revoked by a KEV entry that arrives, which puts it before the executive again.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptanceId, ChainId } from '../src/kernel/ids.ts';
import {
  type AcceptanceDetail,
  acceptanceOfCase,
  acceptances,
  answerAcceptance,
  approveAcceptance,
  type CaseRow,
  cases,
  oneAcceptance,
  oneCase,
  runProof,
} from '../src/rooms/work/contract.ts';
import {
  closePage,
  expectAccessible,
  openBrowser,
  openPage,
  part,
  phone,
  stepInto,
  told,
} from './browser.ts';
import { newFolder, removeFolder, type Server, serve, wardline } from './house.ts';
import { type Cast, castOf, type Session } from './session.ts';

let data: string;
let feed: string;
let server: Server;
let browser: Browser;
let cast: Cast;
let analyst: Session;
let chain: ChainId;
let author: string;
let decider: string;
let id: AcceptanceId;

const now = (): Promise<AcceptanceDetail> => analyst.call(oneAcceptance, { acceptanceId: id });
const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const session = async (name: string): Promise<Session> => {
  const one = await cast.as(name);
  if (!one) throw new Error(`${name} has no account.`);
  return one;
};

/** Runs `act` as a person on a page of their own. */
async function as(
  name: string,
  act: (page: Page) => Promise<void>,
  look: { size?: typeof phone; dark?: boolean } = {},
) {
  const page = await openPage(browser, server.address, look);
  await stepInto(page, name);
  await act(page);
  await closePage(page);
}

type Row = ReturnType<typeof CaseRow.parse>;
/** An open case whose vulnerabilities are not on the KEV list, that its chief may ask to have accepted by somebody else. */
async function chooseCase(): Promise<{ row: Row; chief: string; executive: string }> {
  const { items } = await analyst.call(cases, { outcome: 'scheduled', limit: 100 });
  for (const row of items) {
    const it = await analyst.call(oneCase, { chainId: row.id });
    const chief = it.steps.flatMap((s) => s.parties).find((p) => p.letter === 'A' && p.role === 'CI')?.name;
    if (!chief || !cast.personOf(chief) || it.cves.length === 0) continue;
    const about = await (await session(chief)).call(acceptanceOfCase, { chainId: row.id });
    if (about.mayAsk && about.level === 'medium' && about.accountable && cast.personOf(about.accountable))
      return { row, chief, executive: about.accountable };
  }
  throw new Error('The demonstration has no case whose risk could be accepted.');
}

beforeAll(async () => {
  [data, feed] = await Promise.all([newFolder(), newFolder()]);
  const opened = await wardline(data, 'demo', 'open', '--devices', '600', '--days', '2');
  expect(opened.code).toBe(0);
  [server, browser] = await Promise.all([serve(data), openBrowser()]);
  cast = await castOf(server.address);
  analyst = await session('Devon Brooks');
});
afterAll(async () => {
  await browser.close();
  const code = await server.stop();
  await Promise.all([removeFolder(data), removeFolder(feed)]);
  expect(code, 'the server stops cleanly').toBe(0);
});

describe('a risk that is accepted for a while', () => {
  it('is asked for, assessed, accepted by another, printed, and revoked by a KEV entry', {
    timeout: 240_000,
  }, async () => {
    await part('the IS leader asks on the case', async () => {
      const { row, chief, executive } = await chooseCase();
      [chain, author, decider] = [row.id, chief, executive];
      await as(author, async (page) => {
        await page.goto(`/cases/${chain}`);
        await page.getByRole('button', { name: 'Ask to accept this risk …' }).click();
        const dialog = page.getByRole('dialog');
        await dialog
          .getByLabel('Why can it not be ended now?')
          .fill('The update needs a station that arrives in spring.');
        await dialog.getByLabel('Until (this day included)').fill(dayIn(60));
        await dialog
          .getByLabel('What protects patients meanwhile?')
          .fill('Only the central station may talk to them.');
        await dialog.getByLabel('Somebody looks by').fill(dayIn(30));
        await expectAccessible(page);
        await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
        await told(page, 'Asked. They assess it first.');
        await page.getByRole('heading', { name: 'Asked and answered' }).waitFor();
        await expectAccessible(page);
      });
      const { items } = await analyst.call(acceptances, { limit: 10 });
      const made = items.find((one) => one.chainId === chain);
      if (!made) throw new Error('The acceptance is not in the register.');
      id = made.id;
    });

    await part('those who are asked answer, one of them on a phone', async () => {
      const [first, ...others] = (await now()).questions;
      if (!first) throw new Error('Nobody is asked.');
      const assessor = cast.personOf(first.label, [author]);
      if (!assessor) throw new Error(`Nobody of ${first.label} has an account.`);
      await as(
        assessor,
        async (page) => {
          await page.goto(`/acceptances/${id}`);
          await page.getByRole('radio', { name: 'Yes, with conditions' }).check();
          await page.getByLabel('In your words').fill('Only while the network rule is in force.');
          await expectAccessible(page);
          await page.getByRole('button', { name: 'Answer', exact: true }).click();
          await told(page, 'Answered. It is signed with your name.');
        },
        { size: phone },
      );
      for (const q of others) {
        const who = cast.personOf(q.label, [author]);
        if (who) await (await session(who)).call(answerAcceptance, { questionId: q.id, answer: 'yes' });
      }
      expect(await now()).toMatchObject({ state: 'consulted' });
    });

    await part('its author cannot approve it, neither on the page nor behind it', async () => {
      const { version } = await now();
      const sent = { acceptanceId: id, version, untilOn: dayIn(60), statement: 'I accept my own request.' };
      await expect((await session(author)).call(approveAcceptance, sent as never)).rejects.toThrow('422');
      await as(author, async (page) => {
        await page.goto(`/acceptances/${id}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.getByRole('button', { name: 'Accept this risk …' }).count()).toBe(0);
      });
    });

    await part('the executive accepts it, and the case stands still', async () => {
      await as(
        decider,
        async (page) => {
          await page.getByRole('region', { name: 'Decide', exact: true }).waitFor();
          await page.goto(`/acceptances/${id}`);
          await page.getByRole('button', { name: 'Accept this risk …' }).click();
          const dialog = page.getByRole('dialog');
          await dialog
            .getByLabel('Why the hospital can live with it')
            .fill('Six weeks, closed network, watched.');
          await expectAccessible(page);
          await dialog.getByRole('button', { name: 'Sign and accept' }).click();
          await told(page, 'Accepted. The case stands still until then.');
          await page.getByRole('link', { name: 'Sheet for the committee' }).click();
          await page.getByText('Signature of the committee').waitFor();
          await expectAccessible(page);
          await page.emulateMedia({ media: 'print' });
          expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
          await page.emulateMedia({ media: 'screen' });
        },
        { dark: true },
      );
      const it = await analyst.call(oneCase, { chainId: chain });
      expect(it).toMatchObject({ state: 'open', isOverdue: false });
      expect(it.acceptedUntil).not.toBeNull();
      const proof = await analyst.call(runProof, {});
      expect(proof.violations).toEqual([]);
      expect(proof.acceptedFindings).toBeGreaterThan(0);
      await as(author, async (page) => {
        await page.goto('/acceptances');
        await page.getByText(it.sentence).first().waitFor();
        await expectAccessible(page);
        await page.goto(`/cases/${chain}`);
        await page.getByText('nobody works on it until then').waitFor();
        await expectAccessible(page);
      });
    });

    await part(
      'a KEV entry arrives: the acceptance falls, the case goes on, the executive is asked',
      async () => {
        const { cves } = await now();
        const entry = {
          cveID: cves[0],
          vendorProject: 'A maker',
          product: 'A product',
          vulnerabilityName: 'A vulnerability',
          dateAdded: dayIn(0),
          shortDescription: 'Exploited.',
          requiredAction: 'Apply the update.',
          dueDate: dayIn(14),
          knownRansomwareCampaignUse: 'Unknown',
          notes: '',
        };
        const list = {
          title: 'CISA Catalog of Known Exploited Vulnerabilities',
          catalogVersion: dayIn(0),
          dateReleased: new Date().toISOString(),
          count: 1,
          vulnerabilities: [entry],
        };
        await writeFile(join(feed, 'known_exploited_vulnerabilities.json'), JSON.stringify(list));
        expect((await wardline(data, 'intel', 'sync', '--from', feed)).code).toBe(0);
        await expect
          .poll(async () => (await now()).state, { timeout: 60_000, interval: 500 })
          .toBe('revoked');
        expect((await now()).endedWhy).toContain('known exploited vulnerabilities');
        expect(await analyst.call(oneCase, { chainId: chain })).toMatchObject({
          state: 'open',
          acceptedUntil: null,
        });
        await as(decider, async (page) => {
          const row = page
            .getByRole('region', { name: 'Decide', exact: true })
            .getByText('The acceptance was revoked')
            .first();
          await row.click();
          await page.getByRole('button', { name: 'Say how it goes on …' }).click();
          const dialog = page.getByRole('dialog');
          await dialog.getByLabel('What is done now?').fill('The update goes first.');
          await dialog.getByRole('button', { name: 'I have seen it' }).click();
          await told(page, 'Kept in the record.');
          await expectAccessible(page);
        });
        expect((await analyst.call(runProof, {})).violations).toEqual([]);
      },
    );
  });
});
