import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import './floating.css';

type Props = {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons, main one last. */
  readonly foot?: ReactNode;
  readonly as?: 'dialog' | 'wide' | 'drawer';
};

/** A dialog of the browser's own: focus stays inside, Escape closes, focus returns where it was. Its content is made only while open. Pressing beside it closes it; a drag that only ends there does not. */
export function Dialog({ open, title, onClose, children, foot, as = 'dialog' }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className={`wl-dialog${as === 'dialog' ? '' : ` wl-dialog--${as}`}`}
      aria-labelledby={titleId}
      onClose={onClose}
      onPointerDown={(event) => event.target === ref.current && onClose()}
    >
      {open && (
        <div className="wl-dialog__inside">
          <div className="wl-dialog__head">
            <h2 id={titleId}>{title}</h2>
            <button type="button" className="wl-quiet" aria-label="Close" onClick={onClose}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </button>
          </div>
          {children}
          {foot && <div className="wl-dialog__foot">{foot}</div>}
        </div>
      )}
    </dialog>
  );
}
