// What a batch of an equipment list works with: the run it belongs to, and the devices its rows speak of.
import type { DeviceId, ImportId, ProfileId, SourceId } from '../../../kernel/ids.ts';
import type { SheetRow } from '../../../kernel/sheet.ts';
import { Instant } from '../../../kernel/time.ts';
import type { DeviceFields, RowProblem } from '../model.ts';
import type { KnownLabels, RecordContext } from '../rules/record.ts';
import type * as store from '../store/devices.ts';

/** One run through a file. `touched` remembers which row of this file spoke of a device first. */
export type DeviceRun = {
  readonly importId: ImportId;
  readonly sourceId: SourceId;
  readonly source: string;
  readonly confidence: number;
  readonly record: RecordContext;
  /** The source brings the same file again: nothing in it is news, not even that it was seen. */
  readonly isSameFile: boolean;
  readonly touched: Map<number, string>;
  readonly changedProfiles: Set<ProfileId>;
};

/** What this import's source says of a device. */
export type Own = Omit<store.Said, 'deviceId'>;

/** A device that rows of this batch speak of. */
export type Work = {
  id: DeviceId | null;
  readonly before: store.StoredDevice | null;
  readonly siteId: store.StoredDevice['siteId'];
  readonly others: readonly store.Said[];
  own: Own | null;
  fields: DeviceFields;
  later: Record<string, Instant>;
  isNews: boolean;
  cells: string[][] | null;
  labels: { [K in keyof KnownLabels]: KnownLabels[K][number][] };
  outcomes: { row: Taken; says: 'created' | 'updated' | 'unchanged' }[];
};
export type Taken = { row: SheetRow; problems: readonly RowProblem[] };

/** Where a row stands, for a sentence. */
export const placeOf = (row: SheetRow): string =>
  row.sheet === '' ? `row ${row.row}` : `row ${row.row} of sheet ${row.sheet}`;

/** The times of fields as they are kept. */
export const parsedTimes = (later: Readonly<Record<string, string>>): Record<string, Instant> =>
  Object.fromEntries(Object.entries(later).map(([field, at]) => [field, Instant.parse(at)]));
