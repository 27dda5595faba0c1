// The columns of each sheet: what feeds what, how sure, why; and the first rows as they are.
import { NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { Severity } from '../../../ui/Severity.tsx';
import type { Preview, PreviewColumn, PreviewSheet } from '../contract.ts';
import { type Choices, chosen, fieldOf } from './mapping.ts';
import { sureWord, words } from './words.ts';

type Sheet = z.infer<typeof PreviewSheet>;
type Column = z.infer<typeof PreviewColumn>;
type Props = {
  readonly seen: Preview;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
};
type Option = { readonly value: string; readonly label: string };

const mostUnused = 40;
const mostSampleColumns = 40;

/** Every sheet of the file. */
export function PreviewSheets({ seen, choices, onChoices }: Props) {
  const options = useMemo(
    () => [
      { value: '', label: words.new.notUsed },
      ...seen.fields.map(({ field, label }) => ({ value: field, label })),
    ],
    [seen.fields],
  );
  return seen.sheets.map((sheet) => (
    <section key={sheet.name} className="wl-card wl-stack" aria-label={sheet.name || seen.fileName}>
      <div className="wl-line wl-spread">
        <h2>{words.new.sheet(sheet.name || seen.fileName, sheet.dataRows)}</h2>
        <span className="wl-muted wl-small">{words.new.headerRow(sheet.headerRow)}</span>
      </div>
      <Columns
        sheet={sheet}
        options={options}
        isDevices={seen.kind === 'devices'}
        choices={choices}
        set={(column, field) => onChoices(chosen(choices, sheet.name, column, field))}
      />
      <SampleRows sheet={sheet} />
    </section>
  ));
}

type ColumnsProps = {
  readonly sheet: Sheet;
  readonly options: readonly Option[];
  readonly isDevices: boolean;
  readonly choices: Choices;
  readonly set: (column: Column, field: string | null) => void;
};

function Columns({ sheet, options, isDevices, choices, set }: ColumnsProps) {
  const [find, setFind] = useState('');
  // A column stays where it stood when the page opened: rows must not jump while somebody chooses.
  const used = sheet.columns.filter((column) => column.field !== null);
  const unused = sheet.columns.filter((column) => column.field === null);
  const found = unused.filter((column) => column.header.toLowerCase().includes(find.trim().toLowerCase()));
  const row = (column: Column) => (
    <One
      key={column.index}
      column={column}
      options={options}
      field={fieldOf(choices, sheet.name, column)}
      set={set}
    />
  );
  return (
    <>
      <h3>{words.new.used}</h3>
      {used.length ? <div className="wl-columns-map">{used.map(row)}</div> : <p>{words.new.usedNone}</p>}
      {unused.length > 0 && (
        <details open={used.length === 0}>
          <summary>
            {words.new.unused(unused.length)}.{' '}
            <span className="wl-muted">{isDevices ? words.new.unusedText : words.new.unusedOther}</span>
          </summary>
          <div className="wl-stack wl-unused">
            {unused.length > 12 && (
              <TextInput
                aria-label={words.new.find}
                placeholder={words.new.find}
                value={find}
                onChange={(event) => setFind(event.currentTarget.value)}
              />
            )}
            <div className="wl-columns-map">{found.slice(0, mostUnused).map(row)}</div>
            {found.length > mostUnused && (
              <p className="wl-muted">{words.new.moreColumns(found.length - mostUnused)}</p>
            )}
          </div>
        </details>
      )}
    </>
  );
}

type OneProps = {
  readonly column: Column;
  readonly options: readonly Option[];
  readonly field: string | null;
  readonly set: (column: Column, field: string | null) => void;
};

function One({ column, options, field, set }: OneProps) {
  const samples = column.samples.filter(Boolean).slice(0, 3);
  const own = field !== column.field;
  const name = column.header || `#${column.index + 1}`;
  return (
    <div className="wl-column">
      <div className="wl-column__name">
        <strong>{name}</strong>
        <span className="wl-small wl-muted wl-clip" title={samples.join(' · ')}>
          {samples.length ? samples.join(' · ') : words.new.empty}
        </span>
      </div>
      {options.length > 1 ? (
        <NativeSelect
          aria-label={`${words.new.field}: ${name}`}
          value={field ?? ''}
          data={[...options]}
          onChange={(event) => set(column, event.currentTarget.value || null)}
        />
      ) : (
        <span>{field?.replace(/([A-Z])/g, ' $1').toLowerCase() ?? words.new.notUsed}</span>
      )}
      <div className="wl-column__why wl-small">
        {own ? (
          <Severity tone="calm" word={words.new.setByYou} quiet />
        ) : (
          <>
            {column.field !== null && (
              <Severity
                tone={column.confidence >= 0.85 ? 'good' : column.confidence >= 0.6 ? 'low' : 'middle'}
                word={sureWord(column.confidence)}
                quiet
              />
            )}
            <span className="wl-muted"> {column.reason}</span>
          </>
        )}
      </div>
    </div>
  );
}

function SampleRows({ sheet }: { readonly sheet: Sheet }) {
  const columns = sheet.columns.slice(0, mostSampleColumns);
  if (!sheet.rows.length) return null;
  return (
    <details>
      <summary>{words.new.sampleRows}</summary>
      <section
        className="wl-samples"
        aria-label={words.new.sampleRows}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keys must be able to reach it
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.index} scope="col">
                  {column.header || `#${column.index + 1}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.slice(0, 8).map((cells, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no name but their place
              <tr key={i}>
                {columns.map((column, at) => (
                  <td key={column.index} title={cells[at]}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
