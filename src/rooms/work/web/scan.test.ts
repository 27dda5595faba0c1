import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameKey, scanned } from './scan.ts';

const GS = '\u001d';

describe('what a scanner gives', () => {
  it.each([
    ['a tag is looked for as it is', ' 0041877 ', ['0041877'], null],
    [
      'a UDI in brackets gives its serial',
      '(01)00885403222222(17)280101(21)13500221',
      ['13500221'],
      '00885403222222',
    ],
    ['a raw UDI gives its serial', '010088540322222217280101' + '2113500221', ['13500221'], '00885403222222'],
    [
      'a lot before the serial ends at the separator',
      `010088540322222210LOT7${GS}21AB-9`,
      ['AB-9'],
      '00885403222222',
    ],
    ['a symbology mark in front is not part of it', `]d2010088540322222221AB9`, ['AB9'], '00885403222222'],
    ['a serial that only begins like a UDI is looked for whole', '0112345', ['0112345'], null],
    [
      'a UDI without a serial is looked for whole',
      '(01)00885403222222(10)LOT7',
      ['(01)00885403222222(10)LOT7'],
      '00885403222222',
    ],
    ['nothing gives nothing', '   ', [], null],
  ])('%s', (_name, text, wanted, gtin) => {
    expect(scanned(text)).toEqual({ wanted, gtin });
  });

  it('never throws and never looks for more than it was given', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        for (const one of scanned(text).wanted) expect(text.length).toBeGreaterThanOrEqual(one.length);
      }),
    );
  });

  it('finds any serial again that it put into a UDI', () => {
    const serial = fc.stringMatching(/^[A-Z0-9-]{1,20}$/);
    fc.assert(
      fc.property(serial, fc.stringMatching(/^\d{14}$/), (one, gtin) => {
        expect(scanned(`(01)${gtin}(21)${one}`).wanted).toEqual([one]);
        expect(scanned(`01${gtin}21${one}`).wanted).toEqual([one]);
      }),
    );
  });
});

describe('tags and serials are compared as people do', () => {
  it.each([
    ['0041877', '41877'],
    ['ab-12 3', 'AB123'],
    ['000', '0'],
  ])('%s is %s', (a, b) => {
    expect(sameKey(a)).toBe(sameKey(b));
  });
  it('keeps different ones apart', () => {
    expect(sameKey('10041')).not.toBe(sameKey('41'));
  });
});
