// What belongs to the cell that has the focus: its letters as buttons, what was refused, and what the lint says of its row.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import type { VersionView } from '../contract.ts';
import { Letter } from '../model.ts';
import { cellKey, rowsOf, textAt } from './cell-text.ts';
import { DraftLintList } from './DraftLint.tsx';
import { words } from './draft-words.ts';
import type { Spot } from './matrix.ts';
import { toggled } from './typing.ts';
import type { Draft } from './use-draft.ts';

const say = words.edit;

type Props = {
  readonly version: VersionView;
  readonly draft: Draft | null;
  readonly spot: Spot;
  readonly onStory: () => void;
};

/** The bar under the grid. All that keys do can be done here with a finger. */
export function EditBar({ version, draft, spot, onStory }: Props) {
  const row = rowsOf(version)[spot.row];
  const role = version.matrix.roles[spot.column];
  if (!row || !role) return null;
  const text = textAt(row, role.code, draft?.pending);
  const put = (after: string | null) => {
    if (after !== null && after !== text)
      draft?.change([{ activityId: row.id, role: role.code, text: after }]);
  };
  const remarks = version.commented.find((c) => cellKey(c.activityId, c.role) === cellKey(row.id, role.code));
  const lint = version.lint.filter((line) => line.activityId === row.id);
  return (
    <section className="wl-card wl-stack wl-edit-bar" aria-label={say.letters}>
      <div className="wl-line wl-spread">
        <div className="wl-line">
          <strong>{role.plain}</strong>
          <span>
            {row.plain} <span className="wl-mono wl-muted">{row.id}</span>
          </span>
          <span className="wl-mono">{text || say.empty}</span>
        </div>
        <div className="wl-line">
          {draft && (
            <>
              {Letter.options.map((letter) => (
                <button
                  key={letter}
                  type="button"
                  className="wl-quiet wl-mono"
                  aria-label={say.put(letter)}
                  onClick={() => put(toggled(text, letter, role))}
                >
                  {letter}
                </button>
              ))}
              <button type="button" className="wl-quiet" onClick={() => put('')}>
                {say.clear}
              </button>
              <button type="button" className="wl-quiet" disabled={!draft.canUndo} onClick={draft.undo}>
                {say.undo}
              </button>
              <button type="button" className="wl-quiet" disabled={!draft.canRedo} onClick={draft.redo}>
                {say.redo}
              </button>
            </>
          )}
          <button type="button" className="wl-quiet" onClick={onStory}>
            {remarks ? say.remarks(numberWords(remarks.count)) : say.story}
          </button>
        </div>
      </div>
      {draft && (
        <p className="wl-small wl-muted" role="status">
          {draft.busy ? say.saving : draft.refused ? '' : say.saved}
        </p>
      )}
      {draft?.refused && <Refusal draft={draft} />}
      {lint.length > 0 && <DraftLintList lines={lint} draft={draft} />}
    </section>
  );
}

function Refusal({ draft }: { readonly draft: Draft }) {
  const { refused } = draft;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  if (!refused) return null;
  return (
    <div ref={box} className="wl-gap wl-line wl-spread" role="alert">
      <span>
        <strong>{say.refused}.</strong> {refused.sentence}
      </span>
      {refused.repair && (
        <Button size="compact-sm" onClick={() => draft.change(refused.repair?.changes ?? [])}>
          {refused.repair.sentence}
        </Button>
      )}
    </div>
  );
}
