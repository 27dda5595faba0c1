// Network addresses as hospital spreadsheets write them: any notation, several in a cell, with words between.
import { saysNothing, tidy } from '../../../kernel/sheet-text.ts';

/** What was read from a cell: addresses in one notation, what was set aside with why, and what is wrong. */
export type Addresses = { found: string[]; aside: string[]; wrong: string[] };

const notation = new RegExp(
  [
    '[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){2,9}', // 0:9:fb:11:22:33
    '[0-9a-f]{2}(?:-[0-9a-f]{2}){2,9}', // 00-09-FB-11-22-33
    '[0-9a-f]{4}(?:[.:-][0-9a-f]{4}){2,3}', // 0009.fb11.2233
    '[0-9a-f]{6}[-:][0-9a-f]{6}', // 0009FB-112233
    '[0-9a-f]{2}(?: [0-9a-f]{2}){5,7}', // 00 09 FB 11 22 33
    '[0-9a-f]{10,16}', // 0009FB112233
  ]
    .map((form) => `(?<![0-9a-z])${form}(?![0-9a-z:])`)
    .join('|'),
  'gi',
);

/** `00:09:fb:11:22:33` of one written address, or null when it does not have six bytes. */
function macOf(written: string): string | null {
  const parts = written.split(/[:\- ]/);
  const hex =
    parts.length === 6
      ? parts.map((part) => part.padStart(2, '0')).join('')
      : written.replace(/[^0-9a-f]/gi, '');
  if (hex.length !== 12) return null;
  return (hex.toLowerCase().match(/../g) ?? []).join(':');
}

const firstByte = (mac: string): number => Number.parseInt(mac.slice(0, 2), 16);

/** Whether an address was made up by software and so does not name a device for good. @source IEEE 802, bit 0x02 */
export const isLocalMac = (mac: string): boolean => (firstByte(mac) & 2) === 2;

/** The hardware addresses in a cell. All zeros are set aside; group and broadcast addresses and bad lengths are wrong. */
export function macsOf(cell: string): Addresses {
  const text = tidy(cell).slice(0, 4_000);
  const out: Addresses = { found: [], aside: [], wrong: [] };
  if (saysNothing(text)) return out;
  let rest = text;
  for (const [written] of text.matchAll(notation)) {
    rest = rest.replace(written, ' ');
    const mac = macOf(written);
    if (mac === null || /^\d{10,11}$/.test(written)) out.wrong.push(written);
    else if (/^[0:]+$/.test(mac)) out.aside.push(written);
    else if ((firstByte(mac) & 1) === 1) out.wrong.push(written);
    else if (!out.found.includes(mac)) out.found.push(mac);
  }
  for (const word of rest.split(/[\s,;|/()=]+/)) {
    if (isIp(word)) out.aside.push(word);
    const hexish =
      /^[0-9a-z]{1,4}(?:[:.-][0-9a-z]{1,4}){2,}$|^(?=.*\d)[0-9a-z]{8,}$/i.test(word) && !isIp(word);
    if (hexish || /^\d[.,]\d+E\+\d+$/i.test(word)) out.wrong.push(word);
  }
  if (
    out.found.length + out.aside.length + out.wrong.length === 0 &&
    /[0-9a-f]{4}/i.test(text) &&
    /\d/.test(text)
  )
    out.wrong.push(text);
  if (out.found.length + out.aside.length + out.wrong.length === 0) out.aside.push(text);
  return out;
}

function v4(text: string): string | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255))
    return null;
  return parts.map(Number).join('.');
}

/** The shortest way to write an IPv6 address. @source RFC 5952, section 4 */
function v6(text: string): string | null {
  if (!/^[0-9a-f:]{2,39}$/i.test(text)) return null;
  const halves = text.toLowerCase().split('::');
  if (halves.length > 2 || /:::/.test(text)) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const gap = 8 - left.length - right.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return null;
  const words = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  if (!words.every((word) => /^[0-9a-f]{1,4}$/.test(word))) return null;
  const short = words.map((word) => word.replace(/^0+(?=.)/, ''));
  const runs = [...` ${short.join(' ')} `.matchAll(/(?: 0)+(?= )/g)].map((run) => run[0]);
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (longest.length < 4) return short.join(':');
  return ` ${short.join(' ')} `.replace(longest, ' :').trim().replace(/ ?: ?/, '::').replace(/ /g, ':');
}

/** One IP address in its usual notation, or null. Zero-padded octets (`010.001.002.003`) are read as decimal. */
const ipOf = (text: string): string | null => v4(text) ?? v6(text);

const isIp = (text: string): boolean => ipOf(text) !== null;

/** The IP addresses in a cell, without mask or port. `0.0.0.0`, loopback and words like DHCP are set aside. */
export function ipsOf(cell: string): Addresses {
  const text = tidy(cell).slice(0, 4_000);
  const out: Addresses = { found: [], aside: [], wrong: [] };
  if (saysNothing(text)) return out;
  for (const word of text.split(/[\s,;|()=]+|\/(?!\d{1,3}(?![\d.]))/)) {
    const bare = word
      .replace(/\/\d{1,3}$/, '')
      .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
      .replace(/[.:]$/, '');
    const ip = ipOf(bare);
    if (ip === null) {
      if (/^\d+(?:\.\d+){2,}/.test(bare) || /^[0-9a-f]*:[0-9a-f:]+$/i.test(bare)) out.wrong.push(word);
      else if (word !== '') out.aside.push(word);
    } else if (/^(?:0\.|127\.|255\.255\.255\.255$|::1?$)/.test(ip)) out.aside.push(word);
    else if (!out.found.includes(ip)) out.found.push(ip);
  }
  return out;
}
