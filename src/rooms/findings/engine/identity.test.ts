import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFilesDir } from '../../../platform/root.ts';
import { aliasesFromYaml } from './aliases.ts';
import { productIdentity } from './identity.ts';

const read = (file: string) => readFileSync(join(dataFilesDir, 'aliases', file), 'utf8');
const table = aliasesFromYaml(read('makers.yaml'), read('products.yaml'));
const idOf = ([maker, model]: readonly [string, string]) => productIdentity(maker, model, table);

describe('what is one product', () => {
  it.each([
    [
      ['BD', 'Alaris 8015 PC Unit'],
      ['CareFusion', 'ALARIS PCU 8015'],
    ],
    [
      ['BD', 'Alaris 8015 PC Unit'],
      ['Alaris Medical Systems', 'PC UNIT 8015'],
    ],
    [
      ['CAREFUSION/BD', 'Alaris 8100 Pump Module'],
      ['BD / Alaris', 'Pump Module, Alaris 8100'],
    ],
    [
      ['Philips', 'IntelliVue MX800'],
      ['Phillips', 'INTELLIVUE MX800'],
    ],
    [
      ['Smiths Medical', 'Medfusion 4000'],
      ['Medex/Smiths', 'MEDFUSION4000'],
    ],
    [
      ['Acme', 'Thermo 3'],
      ['ACME', 'thermo-3'],
    ],
  ] as const)('%j is %j', (a, b) => expect(idOf(a)).toEqual(idOf(b)));

  it.each([
    [
      ['BD', 'Alaris 8015 PC Unit'],
      ['BD', 'Alaris 8000 PC Unit'],
    ],
    [
      ['BD', 'Pyxis MedStation 4000'],
      ['BD', 'Pyxis Anesthesia Station 4000'],
    ],
    [
      ['Philips', 'IntelliVue MX800'],
      ['Philips', 'IntelliVue MX400-MX850'],
    ],
    [
      ['Philips', 'IntelliVue MX800'],
      ['Philips', 'IntelliVue MX750'],
    ],
    [
      ['Acme', 'Thermo 3'],
      ['Other', 'Thermo 3'],
    ],
  ] as const)('%j is not %j', (a, b) => expect(idOf(a)).not.toEqual(idOf(b)));

  it('needs neither a maker nor a model', () => {
    expect(idOf(['', ''])).toEqual({ maker: '', product: '' });
    expect(idOf(['', 'BD Alaris 8015'])).toEqual(idOf(['BD', 'Alaris 8015']));
  });
});
