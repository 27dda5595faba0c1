import { IconDownload } from '@tabler/icons-react';
import { addressOf } from '../../../ui/api.ts';
import { matrixCsv, matrixXlsx, matrixYaml } from '../contract.ts';
import { words } from './new-words.ts';

const say = words.exports;
const formats = [
  ['xlsx', matrixXlsx],
  ['csv', matrixCsv],
  ['yaml', matrixYaml],
] as const;

/** A version or draft as a file, in each format. */
export const Exports = ({ versionId }: { readonly versionId: number }) => (
  <ul className="wl-line wl-no-print" aria-label={say.label}>
    {formats.map(([name, endpoint]) => (
      <li key={name}>
        <a className="wl-quiet wl-quiet--edged" href={addressOf(endpoint, { versionId })} download>
          <IconDownload size={16} stroke={1.75} aria-hidden="true" />
          {say[name]}
        </a>
      </li>
    ))}
  </ul>
);
