import { findHeader, type SheetHeader, type SheetRow } from '../../../kernel/sheet.ts';
import { isDeviceHeading } from './headings.ts';

/** The heading row of an equipment sheet among its first rows, or null when nothing there looks like headings. */
export const deviceHeader = (firstRows: readonly SheetRow[]): SheetHeader | null =>
  findHeader(firstRows, isDeviceHeading);
