// The words that equipment lists use for where a device stands in its life, and for yes and no.

import { spaced, tidy } from '../../../kernel/sheet-text.ts';
import type { DeviceStatus, Networked } from '../model.ts';

/** Checked in order: the first word found decides, so that "active - to be disposed" is not read as disposed. */
const vocabulary: readonly (readonly [DeviceStatus, RegExp])[] = [
  [
    'disposed',
    /^ (?:disposed|disposal|scrapped|scrap|sold|traded in|trade in|donated|destroyed|junked|surplused|written off|returned to (?:vendor|owner|lessor)|gone|removed|deleted) /,
  ],
  [
    'retired',
    /^ (?:retired|retire|decommissioned|decom|out of service permanently|end of life|obsolete|inactive|not in use|not active|archived|condemned|deactivated|permanently out of service) /,
  ],
  [
    'in_repair',
    /^ (?:in repair|repair|under repair|being repaired|out for repair|down|broken|out of service|oos|awaiting parts|waiting for parts|in maintenance|maintenance|defective|pending diagnostics|quarantined?|sent to vendor|in shop|at vendor|undeployable|partial) /,
  ],
  [
    'in_storage',
    /^ (?:in storage|storage|stored|stock|in stock|spare|warehouse|ready to deploy|on standby|standby|received|in production|not deployed|pending install(?:ation)?|new|on order|ordered|available|reserve|backup) /,
  ],
  [
    'in_service',
    /^ (?:in service|in use|active|actif|aktiv|deployed|operational|functional|up|online|ok|good|working|installed|live|production|current|a|act|is|in operation|operating|in betrieb|en service) /,
  ],
  [
    'unknown',
    /^ (?:unknown|lost|missing|stolen|cannot locate|can not locate|could not locate|unable to locate|not found|cnl|utl|unk|not located|tbd) /,
  ],
];

/** The status that a cell's words mean, or null when they are none of the known ones. */
export function statusOf(cell: string): DeviceStatus | null {
  const words = spaced(tidy(cell));
  return vocabulary.find(([, words_]) => words_.test(words))?.[0] ?? null;
}

/** The status when the column asks a yes/no question: `Active` Y or N, `Retired` Y or N. */
export function statusOfFlag(headingKey: string, cell: string): DeviceStatus | null {
  const yes = yesNo(cell);
  if (yes === null) return null;
  if (/^(?:is )?(?:retired|disposed|decommissioned|inactive)$/.test(headingKey))
    return yes ? 'retired' : 'in_service';
  return /^(?:is )?(?:active|in service|in use)$/.test(headingKey) ? (yes ? 'in_service' : 'retired') : null;
}

/** True or false for the ways people write yes and no; null for anything else. */
export function yesNo(cell: string): boolean | null {
  const word = tidy(cell).toLowerCase();
  if (/^(?:y|yes|true|t|1|x|ja|oui|si|✓|✔|checked)$/.test(word)) return true;
  return /^(?:n|no|false|f|0|nein|non|unchecked)$/.test(word) ? false : null;
}

/** Whether a device is on the network, from yes/no or from words such as `wireless` and `stand-alone`. */
export function networkedOf(cell: string): Networked | null {
  const flag = yesNo(cell);
  if (flag !== null) return flag ? 'yes' : 'no';
  const words = spaced(tidy(cell));
  if (
    / (?:stand ?alone|not (?:networked|connected|on network)|none|isolated|offline|serial only|rs ?232) /.test(
      words,
    )
  )
    return 'no';
  if (
    / (?:wired|wireless|wi ?fi|wlan|lan|ethernet|networked|connected|802 11\w*|online|rj ?45|both) /.test(
      words,
    )
  )
    return 'yes';
  return / (?:unknown|tbd|unk) /.test(words) ? 'unknown' : null;
}
