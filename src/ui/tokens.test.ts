import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Rgb = readonly [number, number, number];
const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const rgb = (hex: string): Rgb => {
  const at = (i: number) => linear(Number.parseInt(hex.slice(i, i + 2), 16) / 255);
  return [at(1), at(3), at(5)];
};
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [hi, lo] = [luminance(rgb(a)), luminance(rgb(b))].sort((x, y) => y - x);
  return ((hi ?? 0) + 0.05) / ((lo ?? 0) + 0.05);
};

/** Dichromat simulation matrices on linear RGB. @source Machado, Oliveira, Fernandes 2009, severity 1.0 */
const eyes: Record<string, readonly Rgb[]> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'protan eyes': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'deutan eyes': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'tritan eyes': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const seen = (colour: Rgb, eye: readonly Rgb[]): Rgb => {
  const row = (m: Rgb | undefined) =>
    Math.min(1, Math.max(0, m ? m[0] * colour[0] + m[1] * colour[1] + m[2] * colour[2] : 0));
  return [row(eye[0]), row(eye[1]), row(eye[2])];
};
/** OKLab, in which equal distances look about equally different. @source Ottosson 2020 */
const lab = ([r, g, b]: Rgb): Rgb => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};
const distance = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

const theme = (name: 'light' | 'dark') => {
  const block = css.split(`:root[data-mantine-color-scheme="${name}"]`)[1]?.split('}')[0] ?? '';
  const found = Object.fromEntries(
    [...block.matchAll(/--(wl-[a-z0-9-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
  return (token: string) => found[`wl-${token}`] ?? '';
};
const tones = ['worst', 'high', 'middle', 'low', 'calm', 'unknown', 'good'];

describe.each(['light', 'dark'] as const)('in the %s theme', (name) => {
  const of = theme(name);
  const grounds = ['ground', 'surface', 'raised', 'sunken', 'hover'];
  it.each(
    grounds.flatMap((ground) =>
      ['text', 'text-2', 'text-3', 'accent-text'].map((text) => ({ text, ground })),
    ),
  )('$text reads on $ground (4.5:1)', ({ text, ground }) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(tones)('%s reads on its own tint and on the page (4.5:1)', (tone) => {
    for (const ground of [`${tone}-soft`, 'surface', 'ground', 'hover'])
      expect(contrast(of(`${tone}-text`), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(tones)('the shape of %s stands out (3:1)', (tone) => {
    for (const ground of ['surface', 'ground', `${tone}-soft`])
      expect(contrast(of(`${tone}-line`), of(ground))).toBeGreaterThanOrEqual(3);
  });
  it('buttons, borders of controls and the focus ring stand out', () => {
    for (const filled of ['accent', 'accent-hover'])
      expect(contrast(of('on-accent'), of(filled))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('accent-text'), of('accent-soft'))).toBeGreaterThanOrEqual(4.5);
    for (const ground of grounds) {
      expect(contrast(of('line-strong'), of(ground))).toBeGreaterThanOrEqual(3);
      expect(contrast(of('focus'), of(ground))).toBeGreaterThanOrEqual(3);
    }
    for (const n of [1, 2, 3, 4])
      expect(contrast(of(`series-${n}`), of('surface'))).toBeGreaterThanOrEqual(3);
  });
  it.each(Object.keys(eyes))('the four levels look different to %s', (eye) => {
    const fills = ['worst', 'high', 'middle', 'low'].map((tone) => lab(seen(rgb(of(tone)), eyes[eye] ?? [])));
    for (const [i, a] of fills.entries())
      for (const b of fills.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(0.1);
  });
});
