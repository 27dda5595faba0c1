// The lists of this room, and the same rows as files.
import type { z } from 'zod';
import type { DeviceId } from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { everyRow, type ListSpec, listOf } from '../../../platform/list.ts';
import { csvLine } from '../../../platform/tabular/guard.ts';
import type * as contract from '../contract.ts';
import * as detail from '../store/detail.ts';
import * as lists from '../store/lists.ts';

type In<E extends { input: z.ZodType }> = z.output<E['input']>;
type Row<E extends { output: { shape: { items: z.ZodArray } } }> = z.output<
  E['output']['shape']['items']
>[number] & { id: number };

export const devices = async (ctx: Ctx, input: In<typeof contract.devices>) =>
  listOf<Row<typeof contract.devices>>(ctx.db, lists.deviceList(input, await lists.siteNames(ctx.db)), input);
export const remedies = async (ctx: Ctx, input: In<typeof contract.remedies>) =>
  listOf<Row<typeof contract.remedies>>(
    ctx.db,
    lists.remedyList(input, await lists.siteNames(ctx.db)),
    input,
  );
export const cohorts = async (ctx: Ctx, input: In<typeof contract.cohorts>) =>
  listOf<Row<typeof contract.cohorts>>(ctx.db, lists.cohortList(input, await lists.siteNames(ctx.db)), input);

/** A list as CSV lines: the header, then every row that the filters let through, in the order shown. */
async function* csv(
  ctx: Ctx,
  spec: ListSpec,
  sort: string | undefined,
  columns: readonly string[],
): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const row of everyRow<{ id: number }>(ctx.db, spec, sort)) {
    const values = new Map(Object.entries(row));
    yield csvLine(columns.map((c) => textOf(values.get(c))));
  }
}

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(textOf).join(' ') : JSON.stringify(value);
};

const file = (
  ctx: Ctx,
  name: string,
  spec: ListSpec,
  sort: string | undefined,
  columns: readonly string[],
): FileAnswer => ({
  fileName: `${name}-${ctx.today()}.csv`,
  chunks: csv(ctx, spec, sort, columns),
});

export const devicesFile = async (ctx: Ctx, input: In<typeof contract.devicesFile>): Promise<FileAnswer> =>
  file(ctx, 'devices', lists.deviceList(input, await lists.siteNames(ctx.db)), input.sort, [
    'tag',
    'serial',
    'manufacturer',
    'model',
    'softwareVersion',
    'deviceClass',
    'site',
    'ward',
    'location',
    'status',
    'exposure',
    'outcome',
    'affectedCount',
    'possibleCount',
    'risk',
  ]);
export const remediesFile = async (ctx: Ctx, input: In<typeof contract.remediesFile>): Promise<FileAnswer> =>
  file(ctx, 'remedies', lists.remedyList(input, await lists.siteNames(ctx.db)), input.sort, [
    'sentence',
    'kind',
    'outcome',
    'site',
    'manufacturer',
    'model',
    'deviceCount',
    'findingCount',
    'risk',
    'hasFix',
    'cves',
    'state',
    'acceptedUntil',
  ]);
export const cohortsFile = async (ctx: Ctx, input: In<typeof contract.cohortsFile>): Promise<FileAnswer> =>
  file(ctx, 'findings', lists.cohortList(input, await lists.siteNames(ctx.db)), input.sort, [
    'cve',
    'title',
    'manufacturer',
    'model',
    'softwareVersion',
    'site',
    'status',
    'outcome',
    'deviceCount',
    'risk',
    'kev',
    'epss',
    'cvss',
    'exposure',
    'isExposureAssumed',
    'harm',
    'mission',
    'acceptedUntil',
  ]);

/** What threatens one device, worst first. */
export async function deviceFindings(ctx: Ctx, deviceId: DeviceId) {
  return (await detail.deviceFindings(ctx.db, deviceId)).map((f) => ({
    ...f,
    reasons: Reason.array().parse(f.reasons),
  }));
}
