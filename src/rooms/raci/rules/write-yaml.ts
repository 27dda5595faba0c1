// A matrix as YAML that people read and `parseMatrix` reads back to the very same matrix.
import { Document, isCollection, isMap, isSeq } from 'yaml';
import type { MatrixDocument } from '../model.ts';
import { cellText } from './edit.ts';

const rolesIn = (cells: MatrixDocument['activities'][number]['cells']): string[] => [
  ...new Set(cells.map(({ role }) => role)),
];

/** The whole of a matrix, its overrides and how each row runs included. `stamp` is a comment on top: version and date. */
export function writeYaml(matrix: MatrixDocument, stamp: string): string {
  const texts = (cells: MatrixDocument['activities'][number]['cells']) =>
    Object.fromEntries(rolesIn(cells).map((role) => [role, cellText({ cells }, role)]));
  const plain = {
    ...matrix,
    activities: matrix.activities.map(({ flow, cells, ...activity }) => {
      const { consult, twoPersons, ...rest } = flow;
      return { ...activity, cells: texts(cells), flow: rest, consult, twoPersons };
    }),
    overrides: matrix.overrides.map(({ cells, ...override }) => ({ ...override, cells: texts(cells) })),
  };
  const document = new Document(plain, { aliasDuplicateObjects: false });
  document.commentBefore = ` ${stamp.replace(/\s+/g, ' ')}`;
  // Roles, cells and the like stand on one line, so that a row of the matrix is a row of the file.
  const onOneLine = (node: unknown, keys: readonly string[]): void => {
    if (!isMap(node)) return;
    for (const key of keys) {
      const part = node.get(key, true);
      if (isCollection(part)) part.flow = true;
    }
  };
  const list = (key: string): readonly unknown[] => {
    const found = document.get(key, true);
    return isSeq(found) ? found.items : [];
  };
  for (const key of ['groups', 'roles']) for (const item of list(key)) if (isMap(item)) item.flow = true;
  for (const row of list('activities')) {
    onOneLine(row, ['cells', 'seed', 'flow', 'twoPersons']);
    const consult = isMap(row) ? row.get('consult', true) : null;
    if (isMap(consult)) for (const { value } of consult.items) if (isMap(value)) value.flow = true;
  }
  for (const override of list('overrides')) onOneLine(override, ['cells', 'scope']);
  return document.toString({ lineWidth: 0, blockQuote: false });
}
