import './states.css';

const widths = ['92%', '78%', '85%', '64%', '88%', '71%', '80%', '58%'];

type Props = {
  /** What is on its way, e.g. `devices`. */
  readonly what: string;
  readonly rows?: number;
  readonly as?: 'lines' | 'rows';
};

/** The outline of what is about to come. Heard once as "Loading devices". */
export function LoadingState({ what, rows = 5, as = 'lines' }: Props) {
  return (
    <div className="wl-loading" role="status">
      <span className="wl-hidden">Loading {what}</span>
      {Array.from({ length: rows }, (_, i) => i).map((i) => (
        <div
          key={i}
          className={`wl-bone${as === 'rows' ? ' wl-bone--row' : ''}`}
          style={{ width: as === 'rows' ? '100%' : widths[i % widths.length] }}
        />
      ))}
    </div>
  );
}
