// EPSS scores, one row at a time: FIRST's daily CSV, and tables that carry EPSS beside other columns.
// @source first.org/epss/data_stats: first line "#model_version:...,score_date:...", then cve,epss,percentile
import { z } from 'zod';
import { CveId } from '../../../../kernel/ids.ts';
import type { VulnerabilityPart } from '../../model.ts';
import { asInstant, type Decoded, readAs, refuse } from '../kit.ts';

/** Model and date of an EPSS file, from its comment line; both unknown when there is none. */
export type EpssHead = { readonly modelVersion: string | null; readonly scoreDate: string | null };

/** Reads `model_version:v2026.06.15,score_date:2026-07-31T12:03:43Z` among the comment lines. */
export function readEpssHead(comments: readonly string[]): EpssHead {
  const line = comments.join(',');
  const modelVersion = /model_version:\s*([\w.:-]{1,60})/.exec(line)?.[1] ?? null;
  const scoreDate = asInstant(/score_date:\s*([\w.:+-]{10,40})/.exec(line)?.[1]);
  return { modelVersion, scoreDate };
}

const fraction = z
  .string()
  .trim()
  .regex(/^\d*\.?\d+(?:e-?\d+)?$/i, 'this is not a number from 0 to 1')
  .transform(Number)
  .pipe(z.number().min(0).max(1));
const Row = z.object({ cve: CveId, epss: fraction, percentile: fraction });

/** What one row says. Column names are matched by meaning: `cve`, `epss`, `percentile` or `EPSS Percentile`, any case. */
export function decodeEpssRow(row: unknown, head: EpssHead): Decoded<VulnerabilityPart> {
  const named = readAs(z.record(z.string(), z.unknown()), row, '');
  if (!named.ok) return named;
  let [cve, epss, percentile]: unknown[] = [];
  for (const [name, value] of Object.entries(named.value)) {
    const plain = name.toLowerCase().replace(/[^a-z]/g, '');
    if (plain === 'cve' || plain === 'cveid') cve ??= value;
    else if (plain === 'epss' || plain === 'epssscore') epss ??= value;
    else if (plain === 'percentile' || plain === 'epsspercentile') percentile ??= value;
  }
  if (epss === '' || epss === undefined) return refuse('/epss', 'the row has no EPSS score');
  const read = readAs(Row, { cve, epss, percentile }, '');
  if (!read.ok) return read;
  const value: VulnerabilityPart = {
    source: 'epss',
    record: read.value.cve,
    cve: read.value.cve,
    epss: { score: read.value.epss, percentile: read.value.percentile, ...head },
  };
  return { ok: true, value, warnings: [] };
}
