import { saysNothing, tidy } from '../../../kernel/sheet-text.ts';
import { CalendarDate } from '../../../kernel/time.ts';

/**
 * The version in a cell without its label (`SW Rev: V9.10.2` gives `9.10.2`), or null when the cell says nothing.
 * `damage` when a spreadsheet seems to have made a date of it; such a version must not be compared.
 */
export function versionOf(cell: string): { version: string; damage: boolean } | null {
  const text = tidy(cell);
  if (saysNothing(text)) return null;
  const label =
    /^(?:(?:sw|s\/w|fw|f\/w|software|firmware|app|os)\b[ .:]+|(?:version|vers|ver|revision|rev|release|rel|v)\b[ .:]*|v(?=\d))/i;
  const version = text.replace(label, '').replace(label, '').replace(label, '').trim();
  const shownAsDate =
    CalendarDate.safeParse(text.slice(0, 10)).success ||
    /^\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(text);
  return { version: version === '' ? text : version, damage: shownAsDate };
}
