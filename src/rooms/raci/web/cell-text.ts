// What a cell says, as text and as letters, also while a change is on its way. Pure.

import type { VersionView } from '../contract.ts';
import type { Cell } from '../model.ts';
import { readCell, writeCell } from '../rules/cell.ts';
import { type Activity, inGroups, type Role } from './matrix.ts';

export const cellKey = (activityId: string, role: string): string => `${activityId} ${role}`;

/** The rows of a version in the order they stand on the screen. */
export const rowsOf = (version: Pick<VersionView, 'matrix'>): Activity[] =>
  inGroups(version.matrix).flatMap((group) => group.rows);

/** A cell's text; what is on its way counts. */
export const textAt = (activity: Activity, role: string, pending?: ReadonlyMap<string, string>): string =>
  pending?.get(cellKey(activity.id, role)) ??
  writeCell(activity.cells.filter((cell) => cell.role === role && cell.letters.length > 0));

/** The cells in a text; none where it is no cell. */
export function cellsIn(text: string, role: Role): Cell[] {
  const read = readCell(text, role);
  return read.ok ? read.cells : [];
}
