// Ctrl K: find anything, go anywhere, without leaving the keys.
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Shape } from './Shape.tsx';
import { useGo } from './url.ts';
import './shell.css';

export type Hit = {
  readonly key: string;
  /** The group it stands in: `Devices`, `People`, `Pages`. */
  readonly kind: string;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly to: string;
};

type Props = {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Always there, narrowed by what is typed: the pages. */
  readonly pages: readonly Hit[];
  /** Asked after a short pause in typing. A failed search says so and keeps the pages. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Hit[]>;
  readonly hint?: string;
};

/** The hits whose title or hint holds every word of the text, in the order given. */
export function narrow(hits: readonly Hit[], text: string): Hit[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return hits.filter((hit) =>
    words.every((word) => `${hit.title} ${hit.hint ?? ''}`.toLowerCase().includes(word)),
  );
}

/** The hits with those of one kind together, kinds in the order in which they first came. */
export function inKinds(hits: readonly Hit[]): Hit[] {
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return kinds.flatMap((kind) => hits.filter((hit) => hit.kind === kind));
}

/** The palette in its own dialog. */
export function Palette(props: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const { open, onClose } = props;
  useEffect(() => {
    if (open && !ref.current?.open) ref.current?.showModal();
    if (!open && ref.current?.open) ref.current.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className="wl-dialog wl-palette"
      aria-label="Search"
      onClose={onClose}
      onPointerDown={(event) => event.target === ref.current && onClose()}
    >
      {open && <Finder {...props} />}
    </dialog>
  );
}

type Found = { readonly text: string; readonly hits: readonly Hit[]; readonly failed: boolean };

function Finder({ onClose, pages, search, hint }: Props) {
  const id = useId();
  const go = useGo();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<Found>({ text: '', hits: [], failed: false });
  const typed = text.trim();
  useEffect(() => {
    if (typed.length < 2) return;
    const stop = new AbortController();
    const ask = () =>
      search(typed, stop.signal).then(
        (hits) => setFound({ text: typed, hits, failed: false }),
        () => {
          if (!stop.signal.aborted) setFound({ text: typed, hits: [], failed: true });
        },
      );
    const timer = window.setTimeout(() => void ask(), 140);
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [typed, search]);

  const current = typed.length >= 2;
  const hits = useMemo(
    () => inKinds([...(current ? found.hits : []), ...narrow(pages, typed)]),
    [current, found, pages, typed],
  );
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  const chosen = Math.min(at, Math.max(0, hits.length - 1));
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, id]);

  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    go(hit.to);
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + hits.length) % Math.max(1, hits.length));
    else if (event.key === 'Enter') open(hits[chosen]);
    else return;
    event.preventDefault();
  };
  const waiting = current && found.text !== typed;
  const status =
    found.failed && current && !waiting ? 'The search did not answer. Only pages are shown.' : '';
  return (
    <div className="wl-finder">
      <input
        className="wl-finder__input"
        type="text"
        role="combobox"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        autoComplete="off"
        spellCheck={false}
        aria-label="Search"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={hits.length ? `${id}-${chosen}` : undefined}
        placeholder={hint ?? 'Search'}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Results" className="wl-finder__list">
        {kinds.map((kind) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, not of form fields
          <div key={kind} role="group" aria-label={kind}>
            <div className="wl-finder__kind" aria-hidden="true">
              {kind}
            </div>
            {hits.map((hit, i) =>
              hit.kind === kind ? (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the input, as a combobox does
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, as a combobox does
                <div
                  key={hit.key}
                  id={`${id}-${i}`}
                  role="option"
                  aria-selected={i === chosen}
                  className="wl-finder__hit"
                  onClick={() => open(hit)}
                  onPointerMove={() => i !== chosen && setAt(i)}
                >
                  <span className="wl-clip">{hit.title}</span>
                  {hit.hint && <span className="wl-finder__hint wl-clip">{hit.hint}</span>}
                </div>
              ) : null,
            )}
          </div>
        ))}
      </div>
      <div className="wl-finder__foot" role="status">
        {waiting ? 'Searching …' : status}
        {!waiting && !status && current && hits.length === 0 && (
          <span className="wl-line">
            <Shape tone="unknown" /> Nothing has these words. Try a tag, a serial or part of a name.
          </span>
        )}
        {!current && (
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>↵</kbd> open <kbd>Esc</kbd> close
          </span>
        )}
      </div>
    </div>
  );
}
