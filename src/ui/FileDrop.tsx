import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import './flow.css';

type Props = {
  readonly label: string;
  readonly hint?: string;
  /** As the file dialog takes it: `.csv,.xlsx`. */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** 0 to 1 while a file is on its way. */
  readonly progress01?: number | undefined;
  readonly onFiles: (files: readonly File[]) => void;
};

/** A place to drop files, and a button for those who do not drag. */
export function FileDrop({ label, hint, accept, multiple = false, progress01, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const busy = progress01 !== undefined;
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length && !busy) onFiles(multiple ? files : files.slice(0, 1));
    if (input.current) input.current.value = '';
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const percent = Math.round((progress01 ?? 0) * 100);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for the mouse; the button inside does the same
    <div
      className={`wl-drop${over ? ' wl-drop--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!busy);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <IconFileUpload size={28} stroke={1.5} aria-hidden="true" />
      <strong id={id}>{label}</strong>
      {hint && <span className="wl-muted wl-small">{hint}</span>}
      {busy ? (
        <>
          <progress className="wl-drop__bar" max={100} value={percent} aria-labelledby={id} />
          <span className="wl-small">
            {percent < 100 ? `${percent}% sent` : 'Sent. The server is reading it.'}
          </span>
        </>
      ) : (
        <button type="button" className="wl-big" onClick={() => input.current?.click()}>
          Choose {multiple ? 'files' : 'a file'}
        </button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-labelledby={id}
        accept={accept}
        multiple={multiple}
        onChange={(event) => take(event.currentTarget.files)}
      />
    </div>
  );
}
