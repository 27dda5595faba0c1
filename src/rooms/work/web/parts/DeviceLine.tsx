import { When } from '../../../../ui/Due.tsx';
import type { CaseDevice } from '../../contract.ts';
import { words } from '../case-words.ts';

const { device: say } = words;

/** Where a device is and what it runs: place, serial, version. */
export function DeviceLine({ it }: { readonly it: CaseDevice }) {
  const place = [it.ward ?? say.noWard, it.location].filter(Boolean).join(', ');
  return (
    <>
      {place}
      {it.serial && it.tag && <> · {say.serial(it.serial)}</>} ·{' '}
      {it.softwareVersion ? say.version(it.softwareVersion) : say.versionUnknown}
    </>
  );
}

/** What came of it and who has it next. */
export function NextLine({ it }: { readonly it: CaseDevice }) {
  const parts = [
    it.versionSeen && say.saw(it.versionSeen),
    // Once checked, the mark beside it says that instead.
    it.answer && it.checkOutcome && say.answered(it.answer),
    it.doneBy && say.doneBy(it.doneBy),
    it.checkedBy && say.checkedBy(it.checkedBy),
    it.note,
  ].filter(Boolean);
  if (!parts.length && !it.nextOwner) return null;
  return (
    <>
      {it.nextOwner && (
        <span className="wk-next">
          → {say.next(it.nextOwner)}
          {it.nextAt && (
            <>
              , {say.from} <When at={it.nextAt} />
            </>
          )}
          {parts.length > 0 && ' · '}
        </span>
      )}
      {parts.join(' · ')}
    </>
  );
}
