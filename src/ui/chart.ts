// The arithmetic of small charts: where a value lies, which ticks are round.

/** Round ticks from 0 to at or above `highest`, at most six: steps of 1, 2 or 5 times a power of ten. 0 and less give [0, 1]. */
export function ticksUpTo(highest: number): number[] {
  if (!(highest > 0) || !Number.isFinite(highest)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(highest / 5));
  const step = [1, 2, 5, 10].map((f) => f * power).find((s) => Math.ceil(highest / s) <= 5) ?? highest;
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

export type Point = { readonly on: string; readonly value: number | null };
export type Frame = { readonly width: number; readonly height: number; readonly top: number };

/** Position of point `i` of `count` and of a value, in px inside the frame; y grows downwards. */
export const place = (i: number, count: number, value: number, { width, height, top }: Frame) => ({
  x: count > 1 ? (i / (count - 1)) * width : width / 2,
  y: height - (value / top) * height,
});

/** The SVG path of a series. A point without a value breaks the line: not evaluated is not zero. */
export function linePath(points: readonly Point[], frame: Frame): string {
  let pen = 'M';
  return points
    .map((point, i) => {
      if (point.value === null) {
        pen = 'M';
        return '';
      }
      const { x, y } = place(i, points.length, point.value, frame);
      const part = `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = 'L';
      return part;
    })
    .join('');
}

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
/** A number as people read it: groups of three, at most one decimal; `null` is said, never shown as 0. */
export const numberWords = (value: number | null): string =>
  value === null ? 'not evaluated' : whole.format(value);

/** A share in percent without decimals; `<1%` and `>99%` where rounding would say nothing or all. An empty whole has no share. */
export function shareWords(part: number, all: number): string {
  if (all <= 0) return '–';
  const share = (part / all) * 100;
  if (share > 0 && share < 1) return '<1%';
  return share > 99 && share < 100 ? '>99%' : `${Math.round(share)}%`;
}
