import { describe, expect, it } from 'vitest';
import { decodeCsaf } from '../decode/csaf/advisory.ts';
import { jsonFiles, sharedData } from '../decode/testing.ts';
import { advisoryParts } from './statements.ts';
import { firstSentence, weaknessWords } from './title.ts';

it.each([
  ['Stack-based Buffer Overflow', 'Stack-based Buffer Overflow'],
  ["Improper Control of Generation of Code ('Code Injection')", 'Code Injection'],
  ['Use of Something (4.1)', 'Use of Something'],
])('people call the weakness "%s" %s', (name, words) => {
  expect(weaknessWords(name)).toBe(words);
});

it.each([
  {
    when: 'the next one is glued to it',
    text: 'A packet may crash the pump.CVE-2017-2860 has been assigned to this vulnerability.',
    sentence: 'A packet may crash the pump.',
  },
  {
    when: 'a version stands in it',
    text: 'Firmware 1.2.3 and prior keeps its password in the open. An attacker reads it.',
    sentence: 'Firmware 1.2.3 and prior keeps its password in the open.',
  },
  {
    when: 'there is only a remark on the number',
    text: 'CVE-2020-1 has been assigned to this vulnerability.',
    sentence: null,
  },
  { when: 'there is nothing', text: ' ', sentence: null },
  {
    when: 'it is long',
    text: `The service ${'very '.repeat(40)}badly fails.`,
    sentence: `The service${' very'.repeat(25)} …`,
  },
])('the first sentence of a text, when $when', ({ text, sentence }) => {
  expect(firstSentence(text)).toBe(sentence);
});

const folder = sharedData('csaf/icsma');
describe.skipIf(folder === null)('titles of real advisories', () => {
  const titles = new Map(
    jsonFiles(folder ?? '').flatMap(({ name, json }) => {
      const read = decodeCsaf(json);
      return read.ok ? [[name, advisoryParts(read.value)] as const] : [];
    }),
  );
  const of = (file: string, cve: string) => titles.get(file)?.find((part) => part.cve === cve);

  it.each([
    [
      'icsma-18-165-01.json',
      'CVE-2017-2867',
      'Stack-based Buffer Overflow in Natus Xltek NeuroWorks',
      'weakness',
    ],
    ['icsma-21-187-01.json', 'CVE-2021-33022', 'Relative Path Traversal in Philips Vue PACS', 'weakness'],
    [
      'icsma-20-254-01.json',
      'CVE-2020-16216',
      'Improper Input Validation in Philips Patient Monitoring Devices',
      'weakness',
    ],
  ])('%s: %s is "%s"', (file, cve, text, from) => {
    expect(of(file, cve)?.derivedTitle).toEqual({ text, from });
    expect(of(file, cve)?.title).toBeUndefined();
  });
  it('leaves no vulnerability without one, and never takes the number of a CVE for a title', () => {
    const parts = [...titles.values()].flat();
    expect(parts.length).toBeGreaterThan(300);
    for (const part of parts) {
      const title = part.title ?? part.derivedTitle?.text ?? '';
      expect(title, `${part.record} ${part.cve}`).toMatch(/\p{L}{3}/u);
      expect(title, `${part.record} ${part.cve}`).not.toMatch(/^CVE-\d+-\d+$/);
      expect(title.length, `${part.record} ${part.cve}`).toBeLessThanOrEqual(200);
    }
  });
});
