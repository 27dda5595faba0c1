// Where a webhook or chat may point: http(s) only, and never at this machine, its neighbours on the link, or a cloud's
// metadata, unless whoever runs the machine allowed the host by name.
export type Judged = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly why: string };

/** The address as a URL, or why it is refused. Names are judged again by what they resolve to when something is sent. */
export function judgeAddress(text: string, allowHosts: readonly string[]): Judged {
  const url = URL.parse(text.trim());
  if (!url) return { ok: false, why: 'This is not an address. It should begin with https://' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { ok: false, why: 'Only addresses that begin with https:// or http:// are used.' };
  if (url.username || url.password)
    return { ok: false, why: 'The address must not hold a user name or password.' };
  const host = bare(url.hostname);
  if (isAllowed(host, allowHosts)) return { ok: true, url };
  if (host === 'localhost' || host.endsWith('.localhost') || isForbidden(host))
    return { ok: false, why: refused(host) };
  return { ok: true, url };
}

const refused = (host: string): string =>
  `Nothing is sent to ${host}: it is this machine, its own network link or a metadata service. Whoever runs the machine can allow it with WARDLINE_ALLOW_HOSTS.`;
const bare = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();

/** Whether whoever runs the machine named this host. */
export const isAllowed = (host: string, allowHosts: readonly string[]): boolean =>
  allowHosts.includes(bare(host));

/** Whether an IP address is one that nothing is sent to; names and private addresses of a hospital's network are not.
 *  @source RFC 6890 (special-purpose addresses); metadata: 169.254.169.254, fd00:ec2::254, 100.100.100.200 */
export function isForbidden(address: string): boolean {
  const ip = bare(address);
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(ip)) return isForbidden4(ip);
  // Only an IPv6 address has colons: a port has been parted from the host before.
  if (!ip.includes(':')) return false;
  const words = words6(ip);
  const inside = (words[6] ?? 0) * 65_536 + (words[7] ?? 0);
  const head = words.slice(0, 6).every((word, i) => (i === 5 ? word === 0 || word === 0xffff : word === 0));
  // ::, ::1, and IPv4 written as IPv6, also through a translator (64:ff9b::/96).
  if (head && (inside <= 1 || isForbidden4(dotted(inside)))) return true;
  if (words[0] === 0x64 && words[1] === 0xff9b) return isForbidden4(dotted(inside));
  // 6to4 holds an IPv4 address behind 2002.
  if (words[0] === 0x2002) return isForbidden4(dotted((words[1] ?? 0) * 65_536 + (words[2] ?? 0)));
  const first = words[0] ?? 0;
  const isLink = (first & 0xffc0) === 0xfe80;
  const isMany = (first & 0xff00) === 0xff00;
  const isMetadata = first === 0xfd00 && words[1] === 0x0ec2;
  return isLink || isMany || isMetadata;
}

const dotted = (n: number): string =>
  [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].map(String).join('.');

function isForbidden4(ip: string): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
  return (
    a === 0 ||
    a === 127 ||
    (a === 169 && b === 254) ||
    (a === 100 && b === 100 && c === 100 && d === 200) ||
    a >= 224
  );
}

/** The eight words of an IPv6 address; what `isIP` takes always has them. */
function words6(ip: string): number[] {
  const dots = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec((ip.split('%')[0] ?? '').trim());
  const hex = (hi: string | undefined, lo: string | undefined) =>
    (Number(hi ?? 0) * 256 + Number(lo ?? 0)).toString(16);
  const text = dots
    ? `${dots[1] ?? ''}${hex(dots[2], dots[3])}:${hex(dots[4], dots[5])}`
    : (ip.split('%')[0] ?? '');
  const [left = '', right] = text.split('::');
  const parse = (part: string) =>
    part.split(':').flatMap((word) => (word ? [Number.parseInt(word, 16)] : []));
  const [before, after] = [parse(left), right === undefined ? [] : parse(right)];
  return right === undefined
    ? before
    : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}
