// The one sentence that a biomed reads: which devices, where, and what to do.
import type { Action, RemedyGroup } from './remedy-facts.ts';

/** `14 Alaris PC Unit 8015`, `40 CADD-Solis pumps`, `1 CMS8000 monitor`. The noun is left out where the name has it. */
export function counted({
  deviceCount,
  product,
  noun,
}: Pick<RemedyGroup, 'deviceCount' | 'product' | 'noun'>): string {
  const word = noun === null ? null : deviceCount === 1 ? noun.one : noun.many;
  const last = noun?.one.split(' ').at(-1)?.toLowerCase() ?? '';
  const named =
    noun === null ||
    product
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((it) => it === last || it === `${last}s`);
  return `${deviceCount} ${product}${named || word === null ? '' : ` ${word}`}`;
}

const network =
  /\b(?:segment\w*|vlan|firewall|isolat\w*|network access|restrict\w* (?:network|access)|disconnect|separate network|network zone|internet)\b/i;

/** The sentence for an action on a group; `texts` are the maker's words, for whether they speak of the network. */
export function remedySentence(action: Action | null, texts: readonly string[], group: RemedyGroup): string {
  const them = counted(group);
  const at = `at ${group.site}`;
  const verb = group.deviceCount === 1 ? 'runs' : 'run';
  const maker = group.maker ?? 'the maker';
  switch (action?.kind) {
    case 'identify':
      if (action.how === 'version') return `Find out which software version ${them} ${at} ${verb}.`;
      if (action.how === 'exact') return `Find out the exact software version of ${them} ${at}.`;
      return `Check ${them} ${at}: ${action.question ?? 'is it the product that the record names?'}`;
    case 'apply': {
      const version = versionText(action);
      if (action.how === 'done')
        return `Check that the maker's automatic update${version === null ? '' : ` ${version}`} has reached ${them} ${at}.`;
      return version === null
        ? `Have the maker's update installed on ${them} ${at}; ask ${maker} which version is right for yours.`
        : `Update ${them} ${at} ${version}.`;
    }
    case 'replace':
      return `Plan the replacement of ${them} ${at}; the maker advises it.`;
    default: {
      const near = texts.some((text) => network.test(text)) || texts.length === 0;
      const first = near
        ? `Put ${them} ${at} behind a restricted network`
        : `Protect ${them} ${at} as the maker advises`;
      return `${first}; ${fixWord(action)}.`;
    }
  }
}

function versionText({ target }: Action): string | null {
  if (target === null) return null;
  if (target.above) return `to a version later than ${target.version}`;
  return `to version ${target.version}${target.orLater ? ' or later' : ''}`;
}

function fixWord(action: Action | null): string {
  if (action?.how === 'none') return 'the maker has no fix';
  if (action?.how === 'planned') return 'the maker is working on a fix: ask whether it is out';
  return action?.how === 'advice' ? 'the maker names no fix' : 'no fix is known';
}
