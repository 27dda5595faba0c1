import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from './recognise.ts';

const told = (text: string) => {
  const found = recognise(text);
  return found.kind === 'none' ? found.looksLike : `${found.kind} ${found.form}`;
};

describe('a file is recognised by how it begins', () => {
  it.each([
    ['{"document":{"category":"csaf_vex","csaf_version":"2.0"', 'csaf document'],
    ['{"vulnerabilities":[{"cve":"CVE-2020-1"}],"document":{"csaf_version":"2.1"', 'csaf document'],
    ['{"title":"CISA Catalog","catalogVersion":"2025","vulnerabilities":[{"cveID":"CVE-', 'kev array'],
    ['{"vulnerabilities":[{"vendorProject":"Git","cveID":"CVE-2025-48384"', 'kev array'],
    ['\uFEFFcveID,vendorProject,product,vulnerabilityName,dateAdded\nCVE-', 'kev csv'],
    ['#model_version:v2026.06.15,score_date:2026-07-31T12:03:43Z\ncve,epss,percentile\nCVE-1', 'epss csv'],
    ['CVE,CVSS3,EPSS,EPSS Percentile,Description,Vendor,Product\n', 'epss csv'],
    ['{"resultsPerPage":1,"format":"NVD_CVE","version":"2.0","vulnerabilities":[', 'nvd2 array'],
    ['{"vulnerabilities":[{"cve":{"id":"CVE-2020-0001"', 'nvd2 array'],
    ['{"CVE_data_type":"CVE","CVE_data_numberOfCVEs":"459"', 'nvd1 array'],
    ['{"dataType":"CVE_RECORD","containers":{"cna":{', 'cve5 lines'],
    ['{"containers":{},"cveMetadata":{"cveId":"CVE-2020-0001"}}\n{"containers"', 'cve5 lines'],
    ['{\n  "dataType": "CVE_RECORD",\n  "cveMetadata": {"cveId": "CVE-2020-0001"}\n}\n', 'cve5 document'],
    ['{"_annotation":{"cna":"mitre","cve_id":"CVE-1999-0037"},"cve":{}}\n', 'overrides lines'],
    ['{\n "_annotation": {"cve_id": "CVE-1999-0037"}, "cve": {}}', 'overrides document'],
    [
      '{"$schema":"http://json-schema.org/draft-07/schema#","title":"CISA Catalog","properties":{"catalogVersion":1,"vulnerabilities":',
      'a JSON schema',
    ],
    ['{"feed":{"id":"x","link":[]', 'a ROLIE feed, service or category document'],
    ['{"aggregator":{"name":"x"}', 'a CSAF aggregator'],
    ['{"canonical_url":"https://x","metadata_version":"2.0"', 'CSAF provider metadata'],
    ['{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-1"', 'a CycloneDX bill of materials'],
    ['{"@context":"https://openvex.dev/ns/v0.2.0"', 'an OpenVEX document'],
    ['{"a":1,"b":{"c":2}}', 'JSON with the fields a, b'],
    ['[1,2]', 'a JSON list'],
    ['<?xml version="1.0"?>', 'an XML or HTML document'],
    ['cve,advisories,cpe_source\n', 'a table with the columns cve, advisories, cpe_source'],
    ['\u0000\u0001\u0002', 'binary data'],
    ['hello', 'text'],
    ['', 'an empty file'],
  ])('%j is %s', (text, kind) => {
    expect(told(text)).toBe(kind);
  });

  it('whatever it is, quickly, without throwing, also when nested 100,000 deep', () => {
    expect(told('['.repeat(100_000))).toBe('a JSON list');
    expect(told('{"a":'.repeat(20_000))).toContain('JSON with the fields a');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', 'x', '\\', '\n'))
            .map((list) => list.join('')),
        ),
        (text) => void recognise(text),
      ),
    );
  });
});
