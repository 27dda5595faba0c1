import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasesFrom, vendorKeyOf, vendorKeysOf } from './aliases.ts';
import { matchName, readProduct, readProfile } from './names.ts';
import { osKey } from './os-key.ts';
import { readName } from './product-name.ts';
import { likeness } from './relate.ts';
import { profile, shippedAliases } from './testing.ts';

const aliases = shippedAliases();

describe('the maker', () => {
  it.each([
    ['BD', 'bd'],
    ['Becton, Dickinson and Company (BD)', 'bd'],
    ['CareFusion 303, Inc.', 'bd'],
    ['CARDINAL HEALTH ALARIS PRODUCTS', 'bd'],
    ['Alaris', 'bd'],
    ['Phillips', 'philips'],
    ['Philips Medical Systems Nederland B.V.', 'philips'],
    ['Philips Healthcare', 'philips'],
    ['Respironics, Inc', 'philips'],
    ['General Electric (GE)', 'ge-healthcare'],
    ['GE MEDICAL SYSTEMS', 'ge-healthcare'],
    ['Datex-Ohmeda', 'ge-healthcare'],
    ['gehealthcare', 'ge-healthcare'],
    ['Dräger', 'draeger'],
    ['Draegerwerk AG & Co. KGaA', 'draeger'],
    ['Hill-Rom', 'baxter'],
    ['Welch Allyn', 'baxter'],
    ['Baxter Healthcare Corp.', 'baxter'],
    ['B. BRAUN MEDICAL INC.', 'b-braun'],
    ['Innokas YhtymÃ¤ Oy', 'innokas'],
    ['Johnson & Johnson', 'johnson-and-johnson'],
    ['Natus Medical, Inc. (Natus)', 'natus'],
    ['st. jude medical', 'abbott'],
    ['Siemens Healthineers, Siemens', 'siemens'],
    ['Nobody Ltd', 'nobody'],
    ['', ''],
  ])('%s is filed under %s', (text, key) => expect(vendorKeyOf(text, aliases)).toBe(key));

  it('is several where an advisory names several, or a name was sold to several', () => {
    expect(vendorKeysOf('BMC Medical, 3B Medical', aliases)).toEqual(['bmc-medical', '3b-medical']);
    expect(vendorKeysOf('Silex Technology and GE Healthcare', aliases)).toEqual(['silex', 'ge-healthcare']);
    expect(vendorKeysOf('CareFusion', aliases)).toEqual(['bd', 'vyaire']);
    expect(vendorKeysOf('Datascope', aliases)).toEqual(['mindray', 'getinge']);
  });

  it('refuses tables that contradict themselves, and says where', () => {
    const maker = { key: 'a', name: 'A', names: ['A'], source: 's' };
    expect(() =>
      aliasesFrom({ makers: [maker], products: [{ maker: 'b', name: 'x', source: 's' }] }),
    ).toThrow(/x.*unknown maker “b”/);
    expect(() => aliasesFrom({ makers: [{ ...maker, names: [] }], products: [] })).toThrow(/makers/);
    expect(() => aliasesFrom('nonsense')).toThrow(/alias tables/);
  });
});

const match = (
  maker: string | null,
  model: string,
  vendor: string,
  product: string,
  alsoNamed: string[] = [],
  more = {},
) => {
  const found = matchName(
    readProduct({ vendor, product, alsoNamed, modelNumbers: [] }, aliases),
    readProfile(profile(maker, model, null, more), aliases),
  );
  return found && [found.level, found.rule, found.sure ? 'sure' : 'possible'].join(' ');
};

describe('is this model the product?', () => {
  it.each([
    [
      'BD',
      'Alaris PCU 8015',
      'Becton, Dickinson and Company (BD)',
      'Alaris PC Unit Model 8015',
      'alias alias-name sure',
    ],
    ['CareFusion', 'ALARIS 8015 LVP PC UNIT', 'BD', 'Alaris 8015 PC unit', 'alias alias-name sure'],
    ['Alaris', 'PC Unit 8015', 'BD', 'Alaris PC Unit', 'alias alias-name sure'],
    [
      'BD',
      'Pyxis MedStation ES',
      'Becton, Dickinson and Company (BD)',
      'BD Pyxis MedStation ES',
      'alias same-name sure',
    ],
    [
      'Smiths Medical',
      'Medfusion 4000',
      'Smiths Medical',
      'Medfusion 4000 Wireless Syringe Infusion Pump',
      'exact same-name sure',
    ],
    ['Philips', 'IntelliBridge EC40', 'Philips', 'IntelliBridge EC 40 Hub', 'exact same-name sure'],
    [
      'Philips',
      'INTELLIVUE MX-800 (865240)',
      'Philips',
      'IntelliVue MP monitors MX800/700/600 ((865240/41/42) WLAN',
      'alias alias-name sure',
    ],
    [
      'Philips',
      'Avalon FM30',
      'Philips',
      'Avalon Fetal/Maternal Monitors FM20/FM30/FM40/FM50',
      'token model-number sure',
    ],
    [
      'Philips',
      'IntelliVue MX450',
      'Philips',
      'IntelliVue patient monitor MX400-MX850',
      'exact same-name sure',
    ],
    ['GE', 'Optima CT 540', 'GE Healthcare', 'Optima CT540', 'alias same-name sure'],
    [
      'GE',
      'Vivid E95',
      'GE Healthcare',
      'Vivid products, not including EchoPAC',
      'token product-family sure',
    ],
    [
      'Stryker',
      'InTouch 2131',
      'Stryker',
      'InTouch ICU Bed (enabled with Bed Wireless)',
      'token model-number sure',
      ['2131', '2141'],
    ],
    [
      'Roche',
      'Accu-Chek Inform II',
      'Roche Diagnostics',
      'Point of Care handheld medical devices',
      'alias alias-name sure',
      ['Accu-Chek Inform II'],
    ],
    [null, 'BD Alaris PCU 8015', 'BD', 'Alaris 8015 PC unit', 'alias alias-name sure'],
  ] as [string | null, string, string, string, string, string[]?][])(
    '%s | %s is %s | %s: %s',
    (maker, model, vendor, product, expected, also) => {
      expect(match(maker, model, vendor, product, also)).toBe(expected);
    },
  );

  it.each([
    ['BD', 'Alaris PC Unit', 'BD', 'Alaris 8015 PC unit', 'token model-number-missing possible'],
    ['BD', 'Alaris GH Plus Syringe Pump', 'BD', 'Alaris GH', 'token product-words possible'],
    ['BD', 'FACSLyric', 'BD', 'FACSLyric IVD', 'token product-words possible'],
    ['Baxter', 'Sigma Spectrum IQ', 'Baxter', 'Sigma Spectrum', 'token product-words possible'],
    [
      'GE',
      'Venue 40',
      'GE Healthcare',
      'Venue, not including Venue 40 R1-3 and Venue 50 R4-5',
      'token product-family possible',
    ],
    ['GE', 'Optima 540', 'GE Healthcare', 'Optima CT540', 'token product-words possible'],
    [
      null,
      'MyCareLink Monitor 24952',
      'Medtronic',
      '24952 MyCareLink Monitor',
      'token maker-missing possible',
    ],
    ['B. Braun', 'SpaceStation', 'B. Braun', 'SpaceStation with SpaceCom 2', 'exact same-name possible'],
  ])('%s | %s is possibly %s | %s: %s', (maker, model, vendor, product, expected) => {
    expect(match(maker, model, vendor, product)).toBe(expected);
  });

  it.each([
    ['BD', 'Alaris 8100 LVP Module', 'BD', 'Alaris 8015 PC unit'],
    ['BD', 'Alaris 8000', 'BD', 'Alaris 8015 PC unit'],
    ['BD', 'Alaris PCU 8015', 'BD', 'Alaris 8000 PC unit'],
    ['BD', 'Alaris Syringe Module', 'BD', 'Alaris PC Unit'],
    ['Smiths Medical', 'Medfusion 3500', 'Smiths Medical', 'Medfusion 4000 Wireless Syringe Infusion Pump'],
    ['Philips', 'IntelliVue MX40', 'Philips', 'IntelliVue Patient Monitors MX (MX400-550)'],
    ['Philips', 'IntelliVue MX800', 'Philips', 'IntelliVue Patient Monitors MX (MX400-550)'],
    ['Philips', 'IntelliBridge EC80', 'Philips', 'IntelliBridge EC40 Hub'],
    ['Philips', 'V60 Ventilator', 'Philips', 'V680 Ventilator'],
    ['GE', 'LOGIQ E9', 'GE Healthcare', 'LOGIQ 9'],
    ['GE', 'Carestation 650', 'General Electric (GE)', 'B650'],
    ['GE', 'Optima CT580RT', 'GE Healthcare', 'Optima CT580'],
    ['GE', 'Discovery XR656', 'GE Healthcare', 'Discovery XR656 Plus'],
    ['GE', 'LOGIQ 100 Pro', 'GE Healthcare', 'LOGIQ, not including LOGIQ 100 Pro'],
    ['Datex-Ohmeda', 'Aestiva/5 7900', 'GE', 'Aespire 7900'],
    ['Welch Allyn', 'Spot Vital Signs LXI', 'Hillrom', 'Welch Allyn Spot Vital Signs 4400 Device'],
    ['Mindray', 'Alaris 8015 PC unit', 'BD', 'Alaris 8015 PC unit'],
    ['B. Braun', 'Perfusor Space', 'B. Braun', 'Infusomat Space'],
    ['Unknown Corp', 'Patient Portal', 'LifePoint Informatics', 'Patient Portal'],
    [null, '', 'BD', 'Alaris PC Unit'],
  ])('%s | %s is not %s | %s', (maker, model, vendor, product) => {
    expect(match(maker, model, vendor, product)).toBeNull();
  });

  it('asks for the operating system where the product is only meant on one', () => {
    const product = 'Siemens SPECT Workplaces/Symbia.net Windows XP-Based';
    const on = (osName: string | null) =>
      match('Siemens', 'Symbia.net Workplace', 'Siemens', product, [], { osName });
    expect(on('Windows XP SP3')).toBe('alias alias-name sure');
    expect(on('Windows 7')).toBeNull();
    expect(on(null)).toBe('alias alias-name possible');
  });
});

describe('reading names', () => {
  it.each([
    ['Windows 10 Enterprise LTSC', 'windows 10'],
    ['MS Windows', null],
    ['Microsoft Windows 7 Professional', 'windows 7'],
    ['windows_server_2008 r2', 'windows server 2008 r2'],
    ['Windows Server 2012 R2 Standard', 'windows server 2012 r2'],
    ['Windows 8.1', 'windows 8.1'],
    ['Linux', 'linux kernel'],
    ['VxWorks 6.6', 'vxworks'],
    ['', null],
    [null, null],
  ])('the system %s is %s', (text, key) => expect(osKey(text)).toBe(key));

  it('likes every name to itself, and survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const name = readName(text);
        const kind = likeness(name, name)?.kind;
        expect([undefined, 'same', 'family', 'words']).toContain(kind);
      }),
      { numRuns: 2_000 },
    );
    expect(() => readName('x'.repeat(1_000_000))).not.toThrow();
  });
});
