import { IconX } from '@tabler/icons-react';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { AppError } from '../kernel/errors.ts';
import './states.css';

type Toast = {
  readonly id: number;
  readonly words: string;
  readonly tone: 'done' | 'refused';
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
};
type Say = {
  /** Says that something was done; goes away by itself. */
  readonly done: (words: string, action?: Toast['action']) => void;
  /** Says that something was refused; stays until it is closed. */
  readonly refused: (error: unknown) => void;
};

const ToastContext = createContext<Say>({ done: () => undefined, refused: () => undefined });

/** A function pair that tells the person what came of an action. */
export const useToasts = (): Say => useContext(ToastContext);

/** Keeps and shows the toasts, above dialogs too. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const box = useRef<HTMLElement>(null);
  const count = useRef(0);
  const add = useCallback((toast: Omit<Toast, 'id'>) => {
    count.current += 1;
    const id = count.current;
    setToasts((all) => [...all.slice(-3), { ...toast, id }]);
  }, []);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const done = useCallback<Say['done']>((words, action) => add({ words, tone: 'done', action }), [add]);
  const refused = useCallback<Say['refused']>(
    (error) =>
      add({ words: error instanceof AppError ? error.message : 'This did not work.', tone: 'refused' }),
    [add],
  );
  useEffect(() => {
    const open = box.current?.matches(':popover-open') ?? false;
    if (open) box.current?.hidePopover();
    if (toasts.length) box.current?.showPopover();
  }, [toasts]);
  const say = useMemo(() => ({ done, refused }), [done, refused]);
  return (
    <ToastContext value={say}>
      {children}
      <div className="wl-hidden" role="status">
        {toasts.at(-1)?.words}
      </div>
      <section ref={box} popover="manual" className="wl-toasts wl-no-print" aria-label="Messages">
        <div>
          {toasts.map((toast) => (
            <One key={toast.id} toast={toast} drop={drop} />
          ))}
        </div>
      </section>
    </ToastContext>
  );
}

function One({ toast, drop }: { readonly toast: Toast; readonly drop: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (toast.tone === 'refused' || held) return;
    const timer = window.setTimeout(() => drop(toast.id), toast.action ? 12_000 : 7_000);
    return () => window.clearTimeout(timer);
  }, [toast, held, drop]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering or focusing only keeps the message from going away
    <div
      className={`wl-toast wl-toast--${toast.tone}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="wl-toast__words">{toast.words}</span>
      {toast.action && (
        <button type="button" className="wl-quiet" onClick={toast.action.run}>
          {toast.action.label}
        </button>
      )}
      <button type="button" className="wl-quiet" aria-label="Close message" onClick={() => drop(toast.id)}>
        <IconX size={16} stroke={1.75} aria-hidden="true" />
      </button>
    </div>
  );
}
