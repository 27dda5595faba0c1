// The one thing of Node that a test of the web needs: the text of a stylesheet (the test runner empties CSS imports).
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string;
}
