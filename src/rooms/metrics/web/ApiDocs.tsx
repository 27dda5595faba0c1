import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { useUrlSearch } from '../../../ui/url.ts';
import {
  type ApiDocument,
  type ApiOperation,
  apiDocument,
  linesOf,
  operationsOf,
  search,
} from './api-document.ts';
import { words } from './words.ts';
import './api.css';

const say = words.api;

/** The interface, to be read by people: every operation with what it takes, gives and needs. */
export function ApiDocs() {
  const query = useEndpoint(apiDocument, {});
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{say.title}</h1>
        <Go to="/api/v1/openapi.json">{say.document}</Go>
      </div>
      <p className="wl-muted">
        {say.lead} {say.refusals}
      </p>
      <Loaded query={query} what={say.loading}>
        {(document) => <Operations document={document} />}
      </Loaded>
    </div>
  );
}

function Operations({ document }: { readonly document: ApiDocument }) {
  const [url, change] = useUrlSearch();
  const text = url['q'] ?? '';
  const all = useMemo(() => operationsOf(document), [document]);
  const found = useMemo(() => search(all, text), [all, text]);
  const tags = [...new Set(found.map((one) => one.tag))];
  return (
    <>
      <div className="wl-tools wl-line">
        <TextInput
          aria-label={say.search}
          placeholder={say.search}
          className="wl-api__search"
          value={text}
          onChange={(event) => change({ q: event.currentTarget.value })}
        />
        <span className="wl-muted" role="status">
          {say.count(numberWords(found.length), numberWords(all.length))}
        </span>
      </div>
      {!found.length && <EmptyState title={say.none}>{say.noneWhy}</EmptyState>}
      <div className="wl-api">
        {tags.map((tag) => (
          <section key={tag} className="wl-stack">
            <h2 id={`part-${tag}`}>{tag.replaceAll('-', ' ')}</h2>
            {found
              .filter((one) => one.tag === tag)
              .map((one) => (
                <Operation key={one.id} one={one} />
              ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Operation({ one }: { readonly one: ApiOperation }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="wl-api__one" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={`wl-api__method wl-api__method--${one.method.toLowerCase()}`}>{one.method}</span>
        <code>{one.path}</code>
        <span className="wl-api__summary">{one.summary}</span>
        <span className="wl-muted wl-small">
          <span className="wl-hidden">{say.permission}: </span>
          {one.permission}
        </span>
      </summary>
      {open && <Inside one={one} />}
    </details>
  );
}

function Inside({ one }: { readonly one: ApiOperation }) {
  const fields = one.parameters.map(({ name, where, type, isNeeded }) => ({
    depth: 0,
    name,
    type: `${type}, ${where === 'path' ? say.inPath : say.inQuery}`,
    isNeeded,
  }));
  return (
    <div className="wl-stack wl-api__inside">
      {fields.length > 0 && <Lines title={say.parameters} lines={fields} />}
      {one.bodyIsFile && (
        <p>
          <strong>{say.body}:</strong> {say.file}
        </p>
      )}
      {one.body && !one.bodyIsFile && <Lines title={say.body} lines={linesOf(one.body)} />}
      {one.answer && one.answerType === 'application/json' ? (
        <Lines title={say.answer} lines={linesOf(one.answer)} list={one.answer['type'] === 'array'} />
      ) : (
        <p>
          <strong>{say.answer}:</strong> {one.answerType || say.nothing}
        </p>
      )}
    </div>
  );
}

type LinesProps = {
  readonly title: string;
  readonly lines: ReturnType<typeof linesOf>;
  readonly list?: boolean;
};

function Lines({ title, lines, list = false }: LinesProps) {
  const heading = list ? `${title}: a list of` : title;
  if (!lines.length)
    return (
      <p>
        <strong>{title}:</strong> {say.nothing}
      </p>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways when narrow, and keys must reach that
    <section className="wl-api__lines" aria-label={heading} tabIndex={0}>
      <table>
        <caption>{heading}</caption>
        <thead className="wl-hidden">
          <tr>
            <th scope="col">{say.name}</th>
            <th scope="col">{say.type}</th>
            <th scope="col">{say.needed}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a schema never change their order
            <tr key={i}>
              <th scope="row" style={{ paddingLeft: line.depth * 18 }}>
                <code>{line.name}</code>
              </th>
              <td>{line.type}</td>
              <td className="wl-muted">{line.isNeeded ? say.needed : say.optional}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
