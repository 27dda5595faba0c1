import './marks.css';

/** How bad, from worst to calm; `unknown` is not evaluated, `good` is finished well. */
export type Tone = 'worst' | 'high' | 'middle' | 'low' | 'calm' | 'unknown' | 'good';

const paths: Readonly<Record<Tone, string>> = {
  worst: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  high: 'M8 1.5 15.2 14H.8z',
  middle: 'M8 .8 15.2 8 8 15.2.8 8z',
  low: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  calm: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  unknown: 'M2 2h12v12H2z',
  good: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
};

/** The shape of a tone: each has its own outline, so that nothing hangs on colour. Decorative; a word stands beside it. */
export function Shape({ tone, size = 14 }: { readonly tone: Tone; readonly size?: number }) {
  return (
    <svg
      className={`wl-shape wl-shape--${tone}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path d={paths[tone]} className="wl-shape__body" />
      {tone === 'worst' && <path d="M8 4v5M8 11v1.2" className="wl-shape__sign" />}
      {tone === 'good' && <path d="m4.8 8.2 2.2 2.3 4.2-4.8" className="wl-shape__sign" />}
      {tone === 'unknown' && (
        <path d="M6 6.4a2 2 0 1 1 2.8 1.9c-.6.2-.8.6-.8 1.2M8 11.2v.8" className="wl-shape__query" />
      )}
    </svg>
  );
}
