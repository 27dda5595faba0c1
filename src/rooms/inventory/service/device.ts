// One device: every field with who said what, what a person corrects, and what happened to it.
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { DeviceId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { fromCursor, toCursor } from '../../../platform/cursor.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { places } from '../../people/index.ts';
import type { CorrectableField, DeviceDetail } from '../contract.ts';
import { DeviceField, DeviceFields } from '../model.ts';
import { trustOf } from '../rules/fuse.ts';
import { historySentence } from '../rules/history.ts';
import { merged } from '../rules/record.ts';
import { networkedOf, statusOf } from '../rules/status.ts';
import * as store from '../store/devices.ts';
import { sourceOf } from '../store/imports.ts';
import { loadKnown } from './known.ts';
import { labelOf } from './preview.ts';
import { reasoned, rewrite } from './rederive.ts';

const BY_HAND = 'By hand';

/** One device with the claims behind every field. @throws AppError `not_found`. */
export async function device(ctx: Ctx, id: DeviceId): Promise<DeviceDetail> {
  const found = await store.findDevice(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such device.', { id });
  const [said, known, sites] = await Promise.all([store.saidOf(ctx.db, [id]), loadKnown(ctx), places(ctx)]);
  const { record, fused, classification, exposure, mission } = reasoned(found, said, known.record);
  const site = sites.find((s) => s.id === found.siteId);
  if (!site) throw new AppError('internal', 'The site of this device is gone.', { id });
  const ward = site.wards.find((w) => w.id === found.wardId);
  const values = new Map(Object.entries(fused.fields));
  const fields = DeviceField.options.flatMap((field): DeviceDetail['fields'] => {
    const value = values.get(field);
    const claims = fused.claims.filter((c) => c.field === field).map(({ field: _, ...claim }) => claim);
    if (claims.length === 0) return [];
    return [
      {
        field,
        label: labelOf(field),
        value: value === undefined ? null : Array.isArray(value) ? value.join(', ') : value,
        claims,
        disagree: fused.conflicts.some((c) => c.field === field),
      },
    ];
  });
  return {
    id: found.id,
    manufacturer: found.manufacturer,
    model: found.model,
    deviceClass: found.deviceClass,
    tag: found.tag,
    serial: found.serial,
    softwareVersion: found.softwareVersion,
    status: found.status,
    site: { id: site.id, code: site.code, name: site.name },
    ward: ward ? { id: ward.id, code: ward.code, name: ward.name } : null,
    location: found.location,
    description: found.description,
    fields,
    harm: { value: classification.harm, reasons: classification.reasons },
    exposure: { value: record.exposure, reasons: exposure.reasons },
    mission: { value: record.mission, reasons: mission.reasons },
    isLifeSupport: found.isLifeSupport,
    hasConflict: found.hasConflict,
    observedAt: found.observedAt,
    version: found.version,
  };
}

/** Puts a person's word beside what other sources said, and makes the records anew. Runs inside an open transaction. */
async function say(ctx: Ctx, found: readonly store.StoredDevice[], fields: DeviceFields): Promise<void> {
  const source = await sourceOf(ctx.db, BY_HAND, 'hand');
  const said = await store.saidOf(
    ctx.db,
    found.map((d) => d.id),
  );
  const at = ctx.now();
  await store.saveSaid(
    ctx.db,
    found.map((device) => {
      const before = said.find((s) => s.deviceId === device.id && s.sourceId === source.id);
      // Said again is said now: a person looked today.
      const later = before
        ? { ...before.later, ...Object.fromEntries(Object.keys(fields).map((field) => [field, at])) }
        : {};
      return {
        deviceId: device.id,
        sourceId: source.id,
        importId: null,
        observedAt: at,
        saidAt: before?.saidAt ?? at,
        later,
        confidence: trustOf.manual,
        fields: merged(before?.fields ?? {}, fields).fields,
        cells: null,
      };
    }),
  );
  await rewrite(ctx, found, (await loadKnown(ctx)).record, { source: BY_HAND });
  await emit(ctx, 'inventory.changed');
}

/** Notes what a person read or saw on devices, with why. @throws AppError `not_found` when one of them is not there. */
export const observeByHand = (
  ctx: Ctx,
  deviceIds: readonly DeviceId[],
  fields: DeviceFields,
  reason: string,
): Promise<void> =>
  transact(ctx, async (ctx) => {
    const found = await store.lockDevices(ctx.db, deviceIds);
    const missing = deviceIds.find((id) => !found.some((d) => d.id === id));
    if (missing !== undefined) throw new AppError('not_found', 'No such device.', { id: missing });
    const seen = DeviceFields.parse(fields);
    await say(ctx, found, seen);
    for (const { id } of found)
      audit(ctx, 'inventory.device_observed', { kind: 'device', id }, { fields: seen, reason });
  });

type Correction = {
  deviceId: DeviceId;
  version: number;
  field: z.output<typeof CorrectableField>;
  value: string;
  reason: string;
};

/** What a person typed as a value of the field. @throws AppError `invalid` for a state that does not exist. */
function typed(field: Correction['field'], value: string): DeviceFields {
  if (field === 'status') {
    const status = statusOf(value.replaceAll('_', ' '));
    if (!status) throw new AppError('invalid', `"${value}" is no status of a device.`, { field });
    return { status };
  }
  if (field === 'networked') {
    const networked = networkedOf(value);
    if (!networked) throw new AppError('invalid', 'Say yes, no or unknown.', { field });
    return { networked };
  }
  return DeviceFields.parse({ [field]: value });
}

/** Corrects a field as a person who looked. @throws AppError `not_found`, `invalid`, `conflict` when the device changed. */
export const correctDevice = (ctx: Ctx, input: Correction): Promise<DeviceDetail> =>
  transact(ctx, async (ctx) => {
    const found = await store.lockDevice(ctx.db, input.deviceId);
    if (!found) throw new AppError('not_found', 'No such device.', { id: input.deviceId });
    if (found.version !== input.version)
      throw new AppError(
        'conflict',
        'Somebody changed this device in the meantime. Look at it again before you correct it.',
        { version: found.version },
      );
    const fields = typed(input.field, input.value);
    const before = new Map<string, unknown>(Object.entries(found)).get(input.field) ?? null;
    await say(ctx, [found], fields);
    audit(
      ctx,
      'inventory.device_corrected',
      { kind: 'device', id: input.deviceId },
      { field: input.field, before, after: input.value, reason: input.reason },
    );
    return device(ctx, input.deviceId);
  });

const Seq = z.object({ seq: z.string().regex(/^\d{1,18}$/) });
const Body = z.record(z.string(), z.unknown());

/** What happened to a device, newest first; at the end how it came in. @throws AppError `not_found`. */
export async function deviceHistory(
  ctx: Ctx,
  input: { deviceId: DeviceId; cursor?: string | undefined; limit: number },
) {
  const first = await store.firstSeen(ctx.db, input.deviceId);
  if (!first) throw new AppError('not_found', 'No such device.', { id: input.deviceId });
  const after = fromCursor(Seq, input.cursor);
  const { items, total } = await store.eventsOf(ctx.db, input.deviceId, {
    before: after ? BigInt(after.seq) : null,
    limit: input.limit + 1,
  });
  const page = items.slice(0, input.limit);
  const sites = new Map<number, string>((await places(ctx)).map((s) => [s.id, s.name]));
  const events = page.map((e) => ({
    seq: e.seq.toString(),
    at: e.at,
    actor: e.actor,
    sentence: historySentence(
      e.verb,
      Body.safeParse(e.body).data ?? {},
      (id) => sites.get(id) ?? `site ${id}`,
    ),
  }));
  const last = items.length > input.limit ? page.at(-1) : undefined;
  const came = {
    seq: '0',
    at: Instant.parse(first.createdAt),
    actor: first.by ?? first.source ?? 'Wardline',
    sentence: first.fileName
      ? `Entered here from ${first.fileName} (${first.source ?? 'import'}).`
      : 'Entered here.',
  };
  return {
    items: last ? events : [...events, came],
    next: last ? toCursor({ seq: last.seq.toString() }) : null,
    total: total + 1,
    facets: [],
  };
}
