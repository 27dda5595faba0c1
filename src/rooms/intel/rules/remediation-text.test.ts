import { describe, expect, it } from 'vitest';
import { readsAs } from './remediation-text.ts';

describe('a remediation text', () => {
  it.each([
    ['Update to V2.9.7 or later version', 'action'],
    ['AE-200A: Version 7.95 or later', 'action'],
    ['GX450, ES450:  ALEOS 4.9.4.p09', 'action'],
    ['Disable telnet access', 'action'],
    ['use TLS v1.3 only', 'action'],
    ['Currently no fix is planned', 'action'],
    ['Update firmware of vulnerable devices per this security notification', 'action'],
    ['Eaton recommends users upgrade to the latest version of Intelligent Power Manager:', 'action'],
    ['Delta recommends affected users update to Version 1.90, which is available for download at:', 'action'],
    [
      'The maker will not be issuing a product update. It recommends that users implement the following measures:',
      'action',
    ],
    ['Moxa has released new firmware for OnCell that is available via the following link:', 'action'],
    ['For CVE-2018-10627, Echelon recommends affected users modify the WebParams.dat file.', 'action'],
    ['Philips recommends the following:', 'heading'],
    ['As an interim mitigation to these vulnerabilities, Philips recommends that users:', 'heading'],
    ['B. Braun recommends applying the following update:', 'heading'],
    [
      'Medtronic recommends users take additional defensive measures to minimize the risk of exploitation. Specifically, users should:',
      'heading',
    ],
    ['The Philips advisory is available at the following URL:', 'pointer'],
    ['http://www.philips.com/productsecurity (link is external)', 'pointer'],
    ['Email: info@example.org', 'pointer'],
    ['For additional information see Siemens Security Advisory SSA-752103', 'pointer'],
    [
      'Users with questions regarding their MRI product should contact a Philips service support team.',
      'pointer',
    ],
    ['Mitsubishi Electric', 'name'],
    ['Versions prior to 2.60', 'name'],
    ['MD5: 4552a1130947b95ac18be4335c1447f5', 'name'],
    ['', 'name'],
  ])('%j is read as %s', (text, reading) => {
    expect(readsAs(text, true)).toBe(reading);
  });
});
