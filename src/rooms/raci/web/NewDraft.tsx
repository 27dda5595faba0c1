// A draft from a template, from any version, or from a file.
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useGo, useUrlSearch } from '../../../ui/url.ts';
import { makeDraft, templates, type VersionLine, versions } from '../contract.ts';
import { words as draftWords } from './draft-words.ts';
import { words } from './new-words.ts';
import { ReadFile } from './ReadFile.tsx';
import './raci.css';

type Way = 'template' | 'version' | 'file';
const wayOf = (text: string | undefined): Way => (text === 'version' || text === 'file' ? text : 'template');

/** Where a draft begins; the way is in the address. */
export function NewDraft() {
  const [search, change] = useUrlSearch();
  const way = wayOf(search['from']);
  const { from } = words;
  return (
    <div className="wl-page">
      <div className="wl-stack wl-raci-head">
        <div>
          <Go to="/raci/versions">{words.back}</Go>
        </div>
        <h1>{words.title}</h1>
        <p className="wl-muted">{words.lead}</p>
        <div>
          <SegmentedControl
            aria-label={from.label}
            value={way}
            onChange={(value) => change({ from: value === 'template' ? undefined : value })}
            data={[
              { value: 'template', label: from.template },
              { value: 'version', label: from.version },
              { value: 'file', label: from.file },
            ]}
          />
        </div>
      </div>
      {way === 'template' && <FromTemplate />}
      {way === 'version' && <FromVersion />}
      {way === 'file' && <ReadFile />}
    </div>
  );
}

function FromTemplate() {
  const say = words.template;
  const query = useEndpoint(templates, {});
  const make = useAction(makeDraft);
  const go = useGo();
  const use = (template: string) =>
    make.mutateAsync({ from: { template } }).then(
      (made) => go(`/raci/versions/${made.id}`),
      () => undefined,
    );
  return (
    <section className="wl-stack" aria-label={words.from.template}>
      <p>{say.note}</p>
      {make.error && <ErrorState error={make.error} />}
      <Loaded query={query} what={say.loading}>
        {(all) => (
          <ul className="wl-stack">
            {all.map((one) => (
              <li key={one.id} className="wl-card wl-stack">
                <div className="wl-line wl-spread">
                  <h2>{one.title}</h2>
                  <Button
                    variant="default"
                    aria-label={`${say.use}: ${one.title}`}
                    loading={
                      make.isPending &&
                      'template' in make.variables.from &&
                      make.variables.from.template === one.id
                    }
                    onClick={() => void use(one.id)}
                  >
                    {say.use}
                  </Button>
                </div>
                {one.forWhom && <p>{one.forWhom}</p>}
                {one.note && <p className="wl-small">{one.note}</p>}
                <p className="wl-muted wl-small">
                  {say.size(numberWords(one.activities), numberWords(one.roles))}
                  {one.faults > 0 && `; ${say.faults(numberWords(one.faults))}`}
                  {one.source && `. ${say.source(one.source)}`}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function FromVersion() {
  const query = useEndpoint(versions, {});
  return (
    <section className="wl-card wl-stack" aria-label={words.from.version}>
      <Loaded query={query} what={words.version.loading}>
        {(all) => <ChooseVersion all={all} />}
      </Loaded>
    </section>
  );
}

function ChooseVersion({ all }: { readonly all: readonly VersionLine[] }) {
  const say = words.version;
  const [chosen, setChosen] = useState(() => all.find(({ state }) => state === 'in_force')?.id ?? all[0]?.id);
  const make = useAction(makeDraft);
  const go = useGo();
  const use = () =>
    chosen !== undefined &&
    make.mutateAsync({ from: { versionId: chosen } }).then(
      (made) => go(`/raci/versions/${made.id}`),
      () => undefined,
    );
  return (
    <>
      <NativeSelect
        label={say.label}
        description={say.note}
        value={String(chosen ?? '')}
        onChange={(event) => setChosen(all.find(({ id }) => String(id) === event.currentTarget.value)?.id)}
        data={all.map(({ id, number, title, state }) => ({
          value: String(id),
          label: say.name(number, title, draftWords.state[state]),
        }))}
      />
      {make.error && <ErrorState error={make.error} />}
      <div>
        <Button loading={make.isPending} disabled={chosen === undefined} onClick={() => void use()}>
          {say.make}
        </Button>
      </div>
    </>
  );
}
