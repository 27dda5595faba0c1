// kill -9 at moments nobody chose: whatever was under way, the records stay whole, nothing is left without an owner, and a second run completes.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChainId } from '../src/kernel/ids.ts';
import { cases, finishWork, oneCase, sign, startWork } from '../src/rooms/work/contract.ts';
import { newFolder, removeFolder, run, serve, wardline } from './house.ts';
import { allSayYes, type Cast, castOf, holderOf, type Session, stepOf } from './session.ts';

const seed = 20;
const starter = fileURLToPath(new URL('../data/starter/', import.meta.url));
let data: string;
let files: string;

/** Numbers from 0 to 1 that are the same in every run.  @source Marsaglia, Xorshift RNGs, 2003 */
function numbers(from: number): () => number {
  let x = from;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}
const next01 = numbers(seed);
const between = (least: number, most: number): number => Math.round(least + next01() * (most - least));

/** Starts a command and ends it as a power cut would after so many milliseconds. False when it was quicker. */
async function cutShort(afterMs: number, ...args: string[]): Promise<boolean> {
  const { child, ended } = run(data, args);
  const done = new AbortController();
  await Promise.race([ended, after(afterMs, undefined, { signal: done.signal }).catch(() => undefined)]);
  done.abort();
  child.kill('SIGKILL');
  return (await ended).code === null;
}

/** What must hold after every crash. `of` says which. */
async function expectWhole(of: string): Promise<void> {
  const chain = await wardline(data, 'ledger', 'verify');
  expect(chain.code, `ledger verify after ${of}: ${chain.out}${chain.err}`).toBe(0);
  const proof = await wardline(data, 'prove');
  expect(proof.code, `prove after ${of}: ${proof.out}${proof.err}`).toBe(0);
}

beforeAll(async () => {
  [data, files] = await Promise.all([newFolder(), mkdtemp('/tmp/wl-files-')]);
  const opened = await wardline(data, 'demo', 'open', '--devices', '300', '--days', '1');
  expect(opened.code, opened.err).toBe(0);
  const made = await wardline(
    data,
    ...['demo', 'generate', '--devices', '3000', '--sites', '1', '--seed', '7', '--out', files],
  );
  expect(made.code, made.err).toBe(0);
});
afterAll(() => Promise.all([removeFolder(data), removeFolder(files)]));

it('an import that is killed leaves everything whole, and a second run completes it', async () => {
  const read = ['import', 'devices', join(files, 'cmms_sta.csv'), '--source', 'CMMS crash', '--site', 'STA'];
  let killed = 0;
  for (let round = 1; round <= 3; round += 1) {
    const afterMs = between(700, 4000);
    if (await cutShort(afterMs, ...read)) killed += 1;
    await expectWhole(`import ${round}, killed after ${afterMs} ms`);
  }
  expect(killed, 'rounds in which something was really killed').toBeGreaterThan(0);
  const whole = await wardline(data, ...read);
  expect(whole.out + whole.err).not.toContain('failed');
  const again = await wardline(data, '--json', ...read);
  expect(again.out).toMatch(/"createdRows":0/);
  await expectWhole('the import that was let through');
});

it('a reading of advisories that is killed leaves everything whole', async () => {
  let killed = 0;
  for (let round = 1; round <= 2; round += 1) {
    const afterMs = between(700, 2500);
    if (await cutShort(afterMs, 'intel', 'sync', '--from', starter)) killed += 1;
    await expectWhole(`sync ${round}, killed after ${afterMs} ms`);
  }
  expect(killed, 'rounds in which something was really killed').toBeGreaterThan(0);
  const whole = await wardline(data, 'intel', 'sync', '--from', starter);
  expect(whole.code, whole.err).toBe(0);
});

/** Answers, plans and signs case after case until the server is gone; `heard` gets each whose signature was confirmed. */
async function signAway(cast: Cast, reader: Session, heard: (id: ChainId) => void): Promise<void> {
  const { items } = await reader.call(cases, { limit: 100 });
  for (const { id } of items) {
    const it = await reader.call(oneCase, { chainId: id });
    if (!it.steps.some((one) => one.activityId === 'VUL-5' && one.state === 'consult')) continue;
    await allSayYes(cast, reader, id, 'VUL-5');
    const on = async () => {
      const { id: obligationId, version } = stepOf(await reader.call(oneCase, { chainId: id }), 'VUL-5');
      return { obligationId, version };
    };
    const plan = stepOf(it, 'VUL-5');
    const doer = await cast.as(holderOf(plan, 'R', 'SE'));
    const accountable = await cast.as(holderOf(plan, 'A'));
    await doer?.call(startWork, await on());
    await doer?.call(finishWork, { ...(await on()), note: 'One ward a day, a spare for each.' });
    await accountable?.call(sign, await on());
    heard(id);
  }
}

it('a server that is killed while people sign loses no signature that it confirmed', async () => {
  const signed: ChainId[] = [];
  for (let round = 1; round <= 2; round += 1) {
    const server = await serve(data);
    const cast = await castOf(server.address);
    const reader = await cast.as('Devon Brooks');
    if (!reader) throw new Error('Devon Brooks has no account.');
    let gone = false;
    let begun = () => {};
    const first = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const work = signAway(cast, reader, (id) => {
      signed.push(id);
      begun();
    }).catch((error: unknown) => {
      if (!gone) throw error;
    });
    // Counted from the first signature, so that a busy machine has some to lose.
    const afterMs = between(50, 2500);
    await Promise.race([work, first.then(() => after(afterMs))]);
    gone = true;
    await server.kill();
    await work;
    await expectWhole(`signing ${round}, killed after ${afterMs} ms`);
  }
  expect(signed.length).toBeGreaterThan(0);
  const server = await serve(data);
  const reader = await (await castOf(server.address)).as('Devon Brooks');
  for (const chainId of signed) {
    const it = await reader?.call(oneCase, { chainId });
    expect(it && stepOf(it, 'VUL-5').signatures, `signatures on W-${chainId}`).toHaveLength(1);
  }
  expect(await server.stop()).toBe(0);
});
