import { useState } from 'react';
import { Severity } from '../../../ui/Severity.tsx';
import type { Advisory } from '../model.ts';
import { productLines } from './advisory-view.ts';
import { versionWords, writtenWords } from './version-words.ts';
import { statusMark, words } from './words.ts';

const few = 25;

/** The products: versions as the maker wrote them beside how they are understood, so that a wrong reading can be seen. */
export function AdvisoryProducts({ document }: { readonly document: Advisory }) {
  const [all, setAll] = useState(false);
  const lines = productLines(document);
  const shown = all ? lines : lines.slice(0, few);
  return (
    <section className="wl-card wl-stack">
      <h2>
        {words.advisory.products} <span className="wl-muted">{lines.length}</span>
      </h2>
      <table className="wl-products">
        <thead>
          <tr>
            <th scope="col">{words.advisory.product}</th>
            <th scope="col">{words.advisory.asWritten}</th>
            <th scope="col">{words.advisory.understood}</th>
            <th scope="col">{words.advisory.said}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ product, said }) => (
            <tr key={product.productId}>
              <th scope="row" title={product.fullName}>
                {product.name} <span className="wl-muted wl-small">{product.vendor}</span>
              </th>
              <td className="wl-mono">{writtenWords(product.versionText)}</td>
              <td className={product.range.kind === 'unknown' ? 'wl-muted' : undefined}>
                {versionWords(product.range)}
              </td>
              <td>
                {said.map(({ status, count }) => (
                  <div key={status}>
                    <Severity
                      tone={statusMark(status).tone}
                      word={`${statusMark(status).word}, ${words.advisory.count(count)}`}
                      quiet
                    />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown.length && (
        <div>
          <button type="button" className="wl-quiet wl-quiet--edged" onClick={() => setAll(true)}>
            {words.advisory.moreProducts(lines.length - shown.length)}
          </button>
        </div>
      )}
    </section>
  );
}
