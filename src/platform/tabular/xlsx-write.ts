// Writes a workbook with merged cells, frozen panes and colours, which the library we read with does not write. Every cell
// is a text: no program runs one as a formula.
import { crc32, deflateRawSync } from 'node:zlib';

/** How a cell looks. Colours are RRGGBB. */
export type CellStyle = {
  readonly bold?: boolean;
  readonly fill?: string;
  readonly ink?: string;
  readonly center?: boolean;
  readonly wrap?: boolean;
  /** The text stands upright, read from below. */
  readonly upright?: boolean;
  readonly border?: boolean;
  readonly size?: number;
};
export type CellOut = { readonly text: string; readonly style?: CellStyle };
/** Rows and columns from 0. */
export type SheetOut = {
  readonly name: string;
  readonly rows: readonly (readonly CellOut[])[];
  readonly merges?: readonly { row: number; column: number; rows: number; columns: number }[];
  readonly widths?: readonly number[];
  readonly heights?: ReadonlyMap<number, number>;
  /** How many rows and columns stay in view. */
  readonly freeze?: { rows: number; columns: number };
};

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageUri = 'http://schemas.openxmlformats.org/package/2006';

/** Text for XML 1.0: signs that it may not hold become the replacement character; `_x0041_` would be read as a sign. */
const xml = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, (sign) =>
      sign === '\t' || sign === '\n' || sign === '\r' || (sign >= '\u007f' && sign <= '\u009f')
        ? sign
        : '\ufffd',
    )
    .replaceAll('\r', '_x000D_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);
const address = (row: number, column: number): string => `${letters(column)}${row + 1}`;

/** Styles met so far, by number; the parts that a style sheet is made of, each once. */
function styleBook() {
  const part = (first: readonly string[]) => {
    const all = [...first];
    return {
      all,
      at: (text: string): number => {
        const known = all.indexOf(text);
        return known >= 0 ? known : all.push(text) - 1;
      },
    };
  };
  const fonts = part(['<font><sz val="11"/><name val="Calibri"/></font>']);
  const fills = part([
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]);
  const line = (side: string) => `<${side} style="thin"><color rgb="FFBFC5CC"/></${side}>`;
  const borders = part(['<border><left/><right/><top/><bottom/><diagonal/></border>']);
  const formats = part(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']);
  const number = (style: CellStyle, isQuoted: boolean): number => {
    const font = fonts.at(
      `<font>${style.bold ? '<b/>' : ''}<sz val="${style.size ?? 11}"/>${style.ink ? `<color rgb="FF${style.ink}"/>` : ''}<name val="Calibri"/></font>`,
    );
    const fill = style.fill
      ? fills.at(
          `<fill><patternFill patternType="solid"><fgColor rgb="FF${style.fill}"/><bgColor indexed="64"/></patternFill></fill>`,
        )
      : 0;
    const border = style.border
      ? borders.at(`<border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border>`)
      : 0;
    const align = `<alignment${style.center ? ' horizontal="center"' : ''} vertical="${style.upright ? 'bottom' : 'center'}"${style.wrap ? ' wrapText="1"' : ''}${style.upright ? ' textRotation="90"' : ''}/>`;
    return formats.at(
      `<xf numFmtId="49" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${isQuoted ? ' quotePrefix="1"' : ''}>${align}</xf>`,
    );
  };
  const list = (name: string, all: readonly string[]) =>
    `<${name} count="${all.length}">${all.join('')}</${name}>`;
  const text = () =>
    `${head}<styleSheet ${main}>${list('fonts', fonts.all)}${list('fills', fills.all)}${list('borders', borders.all)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', formats.all)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  return { number, text };
}

function sheetXml(sheet: SheetOut, styles: ReturnType<typeof styleBook>, isFirst: boolean): string {
  const cellXml = ({ text, style = {} }: CellOut, row: number, column: number): string => {
    // A text that begins like a formula stays a text when somebody edits the cell.
    const number = styles.number(style, /^[=+\-@]/.test(text));
    const at = `<c r="${address(row, column)}" s="${number}"`;
    return text === ''
      ? `${at}/>`
      : `${at} t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
  };
  const rows = sheet.rows.map((cells, row) => {
    const height = sheet.heights?.get(row);
    const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
    return `<row r="${row + 1}"${tall}>${cells.map((cell, column) => cellXml(cell, row, column)).join('')}</row>`;
  });
  const { freeze, widths = [], merges = [] } = sheet;
  const pane = freeze
    ? `<pane xSplit="${freeze.columns}" ySplit="${freeze.rows}" topLeftCell="${address(freeze.rows, freeze.columns)}" activePane="bottomRight" state="frozen"/>`
    : '';
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const merged = merges.map(
    (m) =>
      `<mergeCell ref="${address(m.row, m.column)}:${address(m.row + m.rows - 1, m.column + m.columns - 1)}"/>`,
  );
  return `${head}<worksheet ${main}><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${rows.join('')}</sheetData>${merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : ''}<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`;
}

/** Parts as a zip archive. All dates are the first that zip knows, so that the same matrix gives the same bytes. */
function zipped(parts: readonly (readonly [string, string])[]): Buffer {
  const files: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const body = Buffer.from(text);
    const packed = deflateRawSync(body);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(33, 8);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed);
    central.push(Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from('PK\x05\x06'), end]);
}

/** The workbook's bytes. Names of sheets must be fit and different: at most 31 letters, none of `[]:*?/\`. */
export function writeXlsx(sheets: readonly SheetOut[]): Buffer {
  const styles = styleBook();
  const pages = sheets.map((sheet, at) => sheetXml(sheet, styles, at === 0));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const override = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="${type}.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${officeDocument}/${kind}" Target="${target}"/>`;
  return zipped([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packageUri}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}${pages.map((_, at) => override(`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet')).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageUri}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook ${main} xmlns:r="${officeDocument}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageUri}/relationships">${sheets.map((_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation(sheets.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', styles.text()],
    ...pages.map((page, at): [string, string] => [`xl/worksheets/sheet${at + 1}.xml`, page]),
  ]);
}
