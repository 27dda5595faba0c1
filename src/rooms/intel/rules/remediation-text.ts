// Tells a remediation that asks for something from the lines around it: advisories split a page into "remediations", so
// introductions, bare links, vendor names and checksums come as if they were things to do.

/** How a remediation text reads: something to do, an introduction, a hint where to read, or a bare name or sub-heading. */
export type RemediationReading = 'action' | 'heading' | 'pointer' | 'name';

const doing =
  /\b(?:add|apply|applied|avoid|block|change|close|configure|connect|deactivate|delete|deploy|disable|disconnect|download|enable|encrypt|enforce|ensure|harden|implement|install|isolate|keep|limit|lock|migrate|minimi[sz]e|monitor|move|patch|place|protect|reboot|remove|replace|reset|restart|restrict|retire|review|segment|select|set|shut|switch|turn|uninstall|update|updated|upgrade|upgraded|upgrading|updating|use|using|verify|is available|are available|released?|fixed|no (?:fix|remediation|update|patch)|will not|or later|or higher|or newer)\b/i;
const telling =
  /^(?:for (?:more|additional|further|detailed|any)|please (?:see|visit|refer|contact)|see |refer to|more (?:information|details)|additional (?:information|details)|users (?:with|who) (?:questions|have)|users [^.]*\b(?:need|have|require)\b[^.]*\bcontact\b|contact )/i;
/** Words that make even a line ending in a colon worth keeping as something to do: hiding an action is the worse mistake. */
const firm =
  /\b(?:updat|upgrad|install|patch|firmware|hotfix|disabl|block|disconnect|replac|uninstall|discontinue)\w*|\b(?:apply|appli|chang|reset)\w*|\bversions? v?\d|\bwill not be\b|\bend[- ]of[- ]life\b|\beol\b|\bprotect\w* (?:network )?access\b|\b(?:releas|produc|provid|issu)ed (?:\w+ ){0,5}(?:fix|version)\b/i;
/** Phrases that only announce what comes next, or say until when. */
const announcing =
  /\b(?:(?:apply|applying|implement|implementing|take|taking|provided?|released?|updating|update) )?(?:the )?following\b[^.:]*|\buntil [^.:,]*(?=[,.:])|\bplans?(?: a new| to)? releas[^.:]*[.:]/gi;
const whereToRead =
  /\b(?:location|link|url|site|sites|available|information|support|contact|office|please call)\b[^.]*:$/i;

/** How one remediation's `details` read. `hasUrl`: whether it carries a link of its own. */
export function readsAs(details: string, hasUrl: boolean): RemediationReading {
  const text = details
    .replace(/\s+/g, ' ')
    .replace(/\((?:link is external|login required)\)\.?/gi, '')
    .trim();
  if (text === '') return 'name';
  if (
    /^(?:online|e-?mail|phone|tel\.?|web|fax)?:? ?(?:https?:\/\/|www\.|[\w.+-]+@)\S+\.?$/i.test(text) ||
    /^(?:tel|phone|fax)[.:]/i.test(text)
  )
    return 'pointer';
  if (/^(?:md5|sha-?\d+|crc)\b/i.test(text)) return 'name';
  if (text.endsWith(':')) {
    if (
      firm.test(text.replace(announcing, ' ')) ||
      /\bdownload (?:the|an?) (?:update|upgrade|patch)/i.test(text)
    )
      return 'action';
    return whereToRead.test(text) ? 'pointer' : 'heading';
  }
  const sentences = text.split(/(?<=[.!?;])\s+/);
  const short = text.split(' ').length <= 12;
  if (
    telling.test(text) &&
    !/\b(?:update|upgrade|apply|install|disable)\b/i.test(text) &&
    sentences.length <= 2
  )
    return 'pointer';
  if (
    short &&
    /\b(?:advisory|bulletin|notification|security information|statement|patient[- ]focused information)\b/i.test(
      text,
    ) &&
    !/\b(?:apply|update|upgrade|install)\b/i.test(text)
  )
    return 'pointer';
  if (short && !doing.test(text) && isName(text, hasUrl)) return 'name';
  return 'action';
}

/** A vendor or product name, or a sub-heading such as "Versions prior to 2.60". */
function isName(text: string, hasUrl: boolean): boolean {
  if (/^versions? [^.:]*\d[\d. &]*$/i.test(text) || /^for [^:,]*$/i.test(text)) return true;
  const words = text.split(' ').length;
  const hasVersion = /\d+\.\d+|\bv\d/i.test(text);
  return (
    words <= 5 &&
    !hasVersion &&
    !/\b(?:recommends?|is|are|should|must|can|needed)\b/i.test(text) &&
    !/[.!]$/.test(text) &&
    (hasUrl || !/\d{2,}/.test(text) || words <= 3)
  );
}
