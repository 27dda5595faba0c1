import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useWidth } from '../../../ui/width.ts';
import type { Where } from './where.ts';
import { words } from './words.ts';

const say = words.where;
export type View = 'letters' | 'people' | 'gaps';
type Props = { readonly where: Where; readonly view: View };

const plain = (value: string) => {
  const text = value.replaceAll('_', ' ');
  return { value, label: `${text.charAt(0).toUpperCase()}${text.slice(1)}` };
};
const named = (value: string) => ({ value, label: value });

const letters = { value: 'letters', label: words.views.letters };
const people = { value: 'people', label: words.views.people };
const gaps = { value: 'gaps', label: words.views.gaps };

/** Which place and which devices, and how the matrix is shown; all of it in the address. */
export function WhereBar({ where, view }: Props) {
  const { choices, change } = where;
  const grid = useWidth() === 'desk';
  return (
    <div className="wl-where wl-no-print">
      <NativeSelect
        label={say.site}
        data={[...choices.sites]}
        value={where.site}
        onChange={(event) => change({ site: event.currentTarget.value, ward: undefined })}
      />
      <NativeSelect
        label={say.ward}
        data={[{ value: '', label: say.anyWard }, ...choices.wards]}
        value={where.ward}
        onChange={(event) => change({ ward: event.currentTarget.value })}
      />
      <NativeSelect
        label={say.deviceClass}
        data={[{ value: '', label: say.anyClass }, ...choices.classes.map(plain)]}
        value={where.deviceClass}
        onChange={(event) => change({ class: event.currentTarget.value })}
      />
      <NativeSelect
        label={say.manufacturer}
        data={[{ value: '', label: say.anyMaker }, ...choices.makers.map(named)]}
        value={where.manufacturer}
        onChange={(event) => change({ maker: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label={words.views.label}
        value={grid || view === 'gaps' ? view : 'people'}
        onChange={(value) => change({ view: value === (grid ? 'letters' : 'people') ? undefined : value })}
        data={grid ? [letters, people, gaps] : [people, gaps]}
      />
    </div>
  );
}
