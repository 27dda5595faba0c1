// How a file was read: what is wrong, what is left out, what its names mean, and the matrix itself, before a draft is made.
import { Button, NativeSelect } from '@mantine/core';
import { numberWords } from '../../../ui/chart.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { FileDrop } from '../../../ui/FileDrop.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import { useGo } from '../../../ui/url.ts';
import type { MatrixReading } from '../contract.ts';
import { NamesRead } from './NamesRead.tsx';
import { words } from './new-words.ts';
import { useReading } from './use-reading.ts';

const say = words.file;

/** Takes a file and shows how it was read; the draft is made when the person says so. */
export function ReadFile() {
  const file = useReading();
  const { reading } = file;
  return (
    <section className="wl-stack" aria-label={words.from.file}>
      {!reading && (
        <FileDrop
          label={say.drop}
          hint={say.hint}
          accept=".yaml,.yml,.csv,.tsv,.txt,.xlsx"
          progress01={file.progress}
          onFiles={([first]) => first && void file.begin(first)}
        />
      )}
      {file.refusal !== null && <ErrorState error={file.refusal} />}
      {reading && <Reading file={file} reading={reading} />}
    </section>
  );
}

type Props = { readonly file: ReturnType<typeof useReading>; readonly reading: MatrixReading };

function Reading({ file, reading }: Props) {
  const { preview, shape, sheet, sheets } = reading;
  const go = useGo();
  const make = async () => {
    const id = await file.make();
    if (id !== null) go(`/raci/versions/${id}`);
  };
  const how = [
    say.format(reading.format),
    sheet ? say.sheetIs(sheet) : null,
    shape ? say.shapes[shape] : null,
  ].filter((part) => part !== null);
  return (
    <>
      <div className="wl-card wl-stack">
        <h2>
          {say.read({
            file: reading.fileName,
            rows: numberWords(preview.rows.length),
            roles: numberWords(preview.roles.length),
            cells: numberWords(reading.cells),
          })}
        </h2>
        <p className="wl-muted">{how.join(', ')}.</p>
        {sheets.length > 1 && (
          <NativeSelect
            label={say.sheet}
            value={sheet ?? ''}
            onChange={(event) => void file.chooseSheet(event.currentTarget.value)}
            data={sheets.map((one) => ({
              value: one.sheet,
              label: say.sheetName(one.sheet, numberWords(one.entries), one.isHidden),
            }))}
          />
        )}
        <div role="status" className="wl-stack">
          {file.busy ? (
            <p>{say.reading}</p>
          ) : (
            <p>
              <Severity {...verdict(reading.isFit)} quiet /> {reading.isFit ? say.fitNote : say.notFitNote}
            </p>
          )}
        </div>
        <div className="wl-line">
          <Button disabled={!reading.isFit || file.busy} onClick={() => void make()}>
            {say.make}
          </Button>
          <Button variant="default" onClick={file.clear}>
            {say.other}
          </Button>
        </div>
      </div>
      <Lines reading={reading} level="error" />
      <NamesRead reading={reading} choices={file.choices} onChoose={(choices) => void file.choose(choices)} />
      <Lines reading={reading} level="left_out" />
      <Lines reading={reading} level="note" />
      {preview.rows.length > 0 && <Preview preview={preview} />}
    </>
  );
}

const verdict = (isFit: boolean) =>
  isFit ? ({ tone: 'good', word: say.fit } as const) : ({ tone: 'middle', word: say.notFit } as const);

type Level = MatrixReading['lines'][number]['level'];
const titles = { error: say.errors, left_out: say.leftOut, note: say.notes } as const;

function Lines({ reading, level }: { readonly reading: MatrixReading; readonly level: Level }) {
  const lines = reading.lines.filter((line) => line.level === level);
  if (lines.length === 0) return null;
  return (
    <section className="wl-card wl-stack">
      <h2>{titles[level](numberWords(lines.length))}</h2>
      <ul className="wl-reading__lines">
        {lines.map((line) => (
          <li key={`${line.place}|${line.rule}|${line.sentence}`}>
            <span className="wl-mono wl-small">{line.place || say.whole}</span>
            <span>
              {line.sentence} <span className="wl-muted wl-small">({line.rule})</span>
            </span>
          </li>
        ))}
      </ul>
      {reading.moreLines > 0 && level === 'note' && (
        <p className="wl-muted">{say.more(numberWords(reading.moreLines))}</p>
      )}
    </section>
  );
}

function Preview({ preview }: { readonly preview: MatrixReading['preview'] }) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.preview}</h2>
      <p className="wl-muted wl-small">{say.previewNote}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="wl-versions wl-reading__grid" tabIndex={0} aria-label={say.preview}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say.activity}</th>
              {preview.roles.map((role) => (
                <th key={role.code} scope="col">
                  {role.plain}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={`${row.place}|${row.id}`}>
                <th scope="row">
                  <span className="wl-mono wl-small">{row.id}</span> {row.title}
                </th>
                {preview.roles.map((role, at) => (
                  <td key={role.code}>{row.cells[at] || <span className="wl-hidden">{say.none}</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
