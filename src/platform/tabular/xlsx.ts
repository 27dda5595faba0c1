// Reads a workbook in a worker thread with its own memory and time limit, since the library holds it whole in memory.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../kernel/errors.ts';
import type { SheetRow } from '../../kernel/sheet.ts';
import { refusal, type TableFacts, type TableLimits } from './table.ts';
import type { XlsxAnswer, XlsxJob } from './xlsx-worker.ts';

/** Starts the worker beside this file: `xlsx-worker.js` in a bundle, `xlsx-worker.ts` through tsx from source. */
function startWorker(job: XlsxJob): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: job.limits.heapMb, maxYoungGenerationSizeMb: 32 };
  const built = new URL('./xlsx-worker.js', import.meta.url);
  if (existsSync(fileURLToPath(built)))
    return new Worker(built, { workerData: job, resourceLimits, execArgv: [] });
  const tsx = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/cjs$/, 'mjs'),
  ).href;
  const source = new URL('./xlsx-worker.ts', import.meta.url).href;
  // On Node 20 `--import tsx` does not reach a worker's entry file, so the worker registers tsx before it imports it.
  const start = `import(${JSON.stringify(tsx)}).then((tsx) => (tsx.register(), import(${JSON.stringify(source)})))`;
  return new Worker(start, { eval: true, workerData: job, resourceLimits, execArgv: [] });
}

/** The rows of a workbook in batches, sheet by sheet. Fills `facts`. @throws AppError, also beyond time or memory. */
export async function* readXlsx(
  source: string | Uint8Array,
  { file, limits, facts, layout }: { file: string; limits: TableLimits; facts: TableFacts; layout: boolean },
): AsyncGenerator<SheetRow[]> {
  const worker = startWorker({ source, file, limits, layout });
  try {
    for (;;) {
      const answer = await ask(worker, file, limits);
      if (answer.kind === 'refused') throw new AppError(answer.code, answer.message, answer.details);
      if (answer.kind === 'end') {
        facts.sheets.push(...answer.sheets);
        facts.layouts.push(...answer.layouts);
        return;
      }
      yield answer.rows;
    }
  } finally {
    await worker.terminate();
  }
}

/** One batch from the worker, or the refusal that its death or silence means. */
function ask(worker: Worker, file: string, limits: TableLimits): Promise<XlsxAnswer> {
  return new Promise((resolve, reject) => {
    const tooMuch = (rule: string, words: string) =>
      refusal('too_large', `reading this workbook takes more ${words}. Export it as CSV.`, {
        file,
        place: 'workbook',
        rule,
      });
    const seconds = Math.round(limits.milliseconds / 1000);
    const timer = setTimeout(
      () => settle(() => reject(tooMuch('time_limit', `than ${seconds} seconds`))),
      limits.milliseconds,
    );
    const onMessage = (answer: XlsxAnswer) => settle(() => resolve(answer));
    const onError = (cause: Error & { code?: string }) =>
      settle(() =>
        reject(
          cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? tooMuch('memory_limit', 'memory than is allowed')
            : cause,
        ),
      );
    const onExit = () => settle(() => reject(tooMuch('memory_limit', 'memory than is allowed')));
    const settle = (act: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage('next');
  });
}
