// A draft that is typed into: every change is shown at once, sent in order, and taken back when the server refuses it.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { callEndpoint } from '../../../ui/api.ts';
import { keyOf } from '../../../ui/query.ts';
import { CellEdit, editCells, oneVersion, type VersionView } from '../contract.ts';
import { cellKey } from './cell-text.ts';
import { words } from './draft-words.ts';

export type Edit = z.infer<typeof CellEdit>;
/** Why the last change was not made. `repair`: a change that would be. */
export type Refused = {
  readonly sentence: string;
  readonly repair: { readonly sentence: string; readonly changes: readonly Edit[] } | null;
};
const Details = z.object({
  repair: z.object({ sentence: z.string(), changes: z.array(CellEdit) }).nullable(),
});

export type Draft = {
  /** Texts that are on their way, by row and role. */
  readonly pending: ReadonlyMap<string, string>;
  readonly busy: boolean;
  readonly refused: Refused | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly change: (edits: readonly Edit[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
};

/** The version as it is now, with what the lint said of the people before. */
const withStaffing = (now: VersionView, before: VersionView | undefined): VersionView => ({
  ...now,
  lint: [...now.lint, ...(before?.lint ?? []).filter((line) => line.about === 'staffing')],
});

type Past = { readonly back: readonly Edit[]; readonly forth: readonly Edit[] };

/** The editing of one draft. Several people may edit it: each change names the revision it was made on. */
export function useDraft(version: VersionView): Draft {
  const queries = useQueryClient();
  const [pending, setPending] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(0);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [past, setPast] = useState<readonly Past[]>([]);
  const [future, setFuture] = useState<readonly Past[]>([]);
  const revision = useRef(version.revision);
  revision.current = Math.max(revision.current, version.revision);
  const queue = useRef(Promise.resolve());
  const reread = useRef<number | undefined>(undefined);
  const key = keyOf(oneVersion, { versionId: version.id });

  const send = useCallback(
    (edits: readonly Edit[], then: (done: Past) => void) => {
      const keys = edits.map((e) => cellKey(e.activityId, e.role));
      setRefused(null);
      setPending(
        (all) => new Map([...all, ...edits.map((e, i): [string, string] => [keys[i] ?? '', e.text])]),
      );
      setBusy((n) => n + 1);
      const run = async () => {
        try {
          const input = { versionId: version.id, revision: revision.current, changes: [...edits] };
          const answer = await callEndpoint(editCells, input);
          revision.current = answer.revision;
          queries.setQueryData<VersionView>(key, (before) => withStaffing(answer.version, before));
          const plain = ({ activityId, role }: Edit, text: string): Edit => ({ activityId, role, text });
          if (answer.steps.length > 0)
            then({
              back: answer.steps.map((s) => plain(s, s.before)),
              forth: answer.steps.map((s) => plain(s, s.text)),
            });
        } catch (error) {
          const details = Details.safeParse(error instanceof AppError ? error.details : null);
          const isStale = error instanceof AppError && error.code === 'conflict';
          setRefused({
            sentence: isStale
              ? words.edit.conflict
              : error instanceof Error
                ? error.message
                : words.edit.refused,
            repair: details.success ? details.data.repair : null,
          });
          if (isStale) await queries.invalidateQueries({ queryKey: key });
        } finally {
          setBusy((n) => n - 1);
          // What the lint says of the people is looked up when the typing rests.
          window.clearTimeout(reread.current);
          reread.current = window.setTimeout(() => void queries.invalidateQueries({ queryKey: key }), 1500);
          setPending((all) => new Map([...all].filter(([k]) => !keys.includes(k))));
        }
      };
      queue.current = queue.current.then(run);
    },
    [queries, version.id, key],
  );
  return {
    pending,
    busy: busy > 0,
    refused,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: (edits) =>
      send(edits, (done) => {
        setPast((all) => [...all.slice(-199), done]);
        setFuture([]);
      }),
    undo: () => {
      const last = past.at(-1);
      if (!last) return;
      setPast((all) => all.slice(0, -1));
      send(last.back, () => setFuture((all) => [...all, last]));
    },
    redo: () => {
      const next = future.at(-1);
      if (!next) return;
      setFuture((all) => all.slice(0, -1));
      send(next.forth, () => setPast((all) => [...all, next]));
    },
  };
}
