// The first field names of a JSON text that may be cut off anywhere: enough to tell what kind of file it is.

/** Field paths met (`vulnerabilities[].cve.id`) with their plain values, and where the first value of the text ends, if it does. */
export type Outline = {
  readonly paths: ReadonlyMap<string, string>;
  readonly firstEnds: number | null;
  readonly manyLines: boolean;
};

const maxDepth = 6;
const maxPaths = 400;

/** Reads field paths down to six levels, the first element of arrays only. Never throws; stops at the first nonsense. */
export function outlineOf(text: string): Outline {
  const paths = new Map<string, string>();
  const stack: { path: string; array: boolean; count: number }[] = [];
  let key = '';
  let expectKey = false;
  let firstEnds: number | null = null;
  const here = () => {
    const top = stack.at(-1);
    if (top === undefined) return '';
    return top.array ? `${top.path}[]` : top.path === '' ? key : `${top.path}.${key}`;
  };
  /** Whether every array above is at its first element and we are not too deep to care. */
  const counts = () =>
    stack.length <= maxDepth &&
    stack.every((level) => !level.array || level.count === 0) &&
    paths.size < maxPaths;
  const note = (value: string) => {
    const path = here();
    if (counts() && !paths.has(path)) paths.set(path, value.slice(0, 200));
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"') {
      const end = endOfString(text, i);
      if (end === -1) break;
      const value = text.slice(i + 1, end);
      if (expectKey) key = value;
      else note(value);
      i = end;
      expectKey = false;
    } else if (c === '{' || c === '[') {
      note(c);
      stack.push({ path: stack.length === 0 ? '' : here(), array: c === '[', count: 0 });
      if (stack.length > 1000) break;
      expectKey = c === '{';
    } else if (c === '}' || c === ']') {
      stack.pop();
      expectKey = false;
      if (stack.length === 0) {
        firstEnds = i + 1;
        break;
      }
    } else if (c === ',') {
      const top = stack.at(-1);
      if (top?.array) top.count += 1;
      expectKey = top !== undefined && !top.array;
    } else if (/[-\d\w]/.test(c)) {
      const word = /^[-+\w.]{1,60}/.exec(text.slice(i, i + 60))?.[0] ?? c;
      note(word);
      i += word.length - 1;
    }
  }
  const newline = text.indexOf('\n');
  return { paths, firstEnds, manyLines: newline !== -1 && (firstEnds === null || newline < firstEnds) };
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\') i += 1;
    else if (c === '"') return i;
  }
  return -1;
}
