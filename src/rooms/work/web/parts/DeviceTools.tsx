// Finding devices of a case: by scanner, by outcome, by ward.
import { TextInput } from '@mantine/core';
import { IconChevronDown, IconScan } from '@tabler/icons-react';
import { type SyntheticEvent, useRef, useState } from 'react';
import { callEndpoint } from '../../../../ui/api.ts';
import { useKeys } from '../../../../ui/keys.tsx';
import { Menu } from '../../../../ui/Menu.tsx';
import type { List } from '../../../../ui/table/list.ts';
import { toggled } from '../../../../ui/table/list-view.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import { type CaseDetail, type CaseDevice, caseDevices, DeviceOutcome } from '../../contract.ts';
import { words } from '../case-words.ts';
import { sameKey, scanned } from '../scan.ts';

const { device: say } = words;
type Props = {
  readonly it: CaseDetail;
  readonly list: List<CaseDevice>;
  readonly onFound: (device: CaseDevice) => void;
  /** Finding one asks at once what came of it. */
  readonly acts: boolean;
};

/** The line above the checklist. */
export function DeviceTools({ it, list, onFound, acts }: Props) {
  const chosen = list.view.filters['outcome'] ?? [];
  const wards = list.facets.find((facet) => facet.name === 'ward')?.values ?? [];
  const ward = list.view.filters['ward']?.[0];
  return (
    <div className="wk-tools wl-no-print">
      <Finder it={it} list={list} onFound={onFound} acts={acts} />
      <fieldset className="wk-chips">
        <legend className="wl-hidden">{say.title}</legend>
        <button
          type="button"
          className="wl-quiet wl-quiet--edged"
          aria-pressed={chosen.length === 0}
          onClick={() => list.change({ outcome: undefined })}
        >
          {say.all} <span className="wk-chips__count">{it.devicesTotal}</span>
        </button>
        {DeviceOutcome.options
          .filter((one) => it.outcomeCounts[one] > 0 || chosen.includes(one))
          .map((one) => (
            <button
              key={one}
              type="button"
              className="wl-quiet wl-quiet--edged"
              aria-pressed={chosen.includes(one)}
              onClick={() => list.change(toggled(list.view.filters, 'outcome', one))}
            >
              {say.outcomes[one]} <span className="wk-chips__count">{it.outcomeCounts[one]}</span>
            </button>
          ))}
        {(wards.length > 1 || ward) && (
          <Menu
            label={`${say.wards}: ${ward ?? say.allWards}`}
            className="wl-quiet wl-quiet--edged"
            button={
              <>
                {ward ?? say.allWards}
                <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
              </>
            }
            choices={[
              { key: '', label: say.allWards, chosen: !ward, run: () => list.change({ ward: undefined }) },
              ...wards.map(({ value, label, count }) => ({
                key: value,
                label: `${label} (${count})`,
                chosen: value === ward,
                run: () => list.change({ ward: value }),
              })),
            ]}
          />
        )}
      </fieldset>
    </div>
  );
}

function Finder({ it, list, onFound, acts }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(list.view.q);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  useKeys('Devices of the case', [{ key: '/', label: say.find, run: () => field.current?.focus() }]);
  const isOne = (wanted: string) => (one: CaseDevice) =>
    [one.tag, one.serial].some((key) => key !== null && sameKey(key) === sameKey(wanted));

  const show = (one: CaseDevice) => {
    setSaid('');
    setText('');
    if (list.view.q) list.change({ q: undefined });
    if (acts) onFound(one);
    else list.change({ q: one.tag ?? one.serial ?? undefined, outcome: undefined, ward: undefined });
  };
  const find = async (event: SyntheticEvent) => {
    event.preventDefault();
    const [wanted] = scanned(text).wanted;
    if (!wanted) {
      setSaid('');
      list.change({ q: undefined });
      return;
    }
    const here = list.rows.filter(isOne(wanted));
    if (here.length === 1 && here[0]) return show(here[0]);
    setBusy(true);
    try {
      const page = await callEndpoint(caseDevices, { chainId: it.id, q: wanted, limit: 20 });
      const exact = page.items.filter(isOne(wanted));
      const one = exact.length === 1 ? exact[0] : page.total === 1 ? page.items[0] : undefined;
      if (one) return show(one);
      setSaid(page.total ? say.findMany(page.total, wanted) : say.findNone(wanted));
      if (page.total) list.change({ q: wanted, outcome: undefined, ward: undefined });
    } catch (error) {
      toasts.refused(error);
    } finally {
      setBusy(false);
      field.current?.select();
    }
  };
  return (
    <form className="wk-find" onSubmit={(event) => void find(event)}>
      <TextInput
        ref={field}
        aria-label={say.find}
        placeholder={say.find}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        size="md"
        leftSection={<IconScan size={18} stroke={1.75} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" className="wl-big" disabled={busy}>
        {say.findGo}
      </button>
      <p className="wk-find__said" role="status">
        {said}
      </p>
    </form>
  );
}
