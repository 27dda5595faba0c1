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
  <span className="wl-line wl-small wl-no-print">
    <IconDownload size={16} stroke={1.75} aria-hidden="true" />
    <span className="wl-hidden">{say.label}:</span>
    {formats.map(([name, endpoint]) => (
      <a key={name} href={addressOf(endpoint, { versionId })} download>
        {say[name]}
      </a>
    ))}
  </span>
);
