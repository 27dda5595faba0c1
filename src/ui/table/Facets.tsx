import { useState } from 'react';
import type { Facet } from '../../kernel/page.ts';
import { numberWords } from '../chart.ts';
import type { FilterName } from './columns.ts';
import { type Filters, type Patch, toggled, withChosen } from './list-view.ts';

const few = 8;

type Props = {
  readonly facets: readonly Facet[];
  readonly names: readonly FilterName[];
  readonly filters: Filters;
  readonly change: (patch: Patch) => void;
  readonly side?: boolean;
};

/** The filters with how many rows each value has. */
export function Facets({ facets, names, filters, change, side = false }: Props) {
  return (
    <div className={`wl-facets${side ? ' wl-facets--side wl-no-print' : ''}`}>
      {names.map(({ name, label }) => {
        const found = facets.find((one) => one.name === name) ?? { name, values: [] };
        const facet = withChosen(found, filters[name] ?? []);
        if (!facet.values.length) return null;
        return (
          <One
            key={name}
            label={label}
            facet={facet}
            chosen={filters[name] ?? []}
            flip={(value) => change(toggled(filters, name, value))}
          />
        );
      })}
    </div>
  );
}

type OneProps = {
  readonly label: string;
  readonly facet: Facet;
  readonly chosen: readonly string[];
  readonly flip: (value: string) => void;
};

function One({ label, facet, chosen, flip }: OneProps) {
  const [all, setAll] = useState(false);
  const shown = all ? facet.values : facet.values.filter((one, i) => i < few || chosen.includes(one.value));
  const more = facet.values.length - shown.length;
  return (
    <fieldset className="wl-facet">
      <legend>{label}</legend>
      {shown.map((one) => (
        <label key={one.value}>
          <input type="checkbox" checked={chosen.includes(one.value)} onChange={() => flip(one.value)} />
          <span className="wl-facet__word">{one.label}</span>
          <span className="wl-facet__count">{numberWords(one.count)}</span>
        </label>
      ))}
      {(more > 0 || all) && (
        <button type="button" className="wl-quiet" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${more} more`}
        </button>
      )}
    </fieldset>
  );
}
