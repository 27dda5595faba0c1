// Where a record puts models in the place of versions, the model text answers instead of the installed version.
import type { Statement } from '../../intel/model.ts';
import type { ReadProfile } from './names.ts';
import { readNames } from './product-name.ts';
import { likeness } from './relate.ts';
import { inSet, type SetAnswer } from './version-set.ts';

/** Where the record puts models in the place of versions, or as the condition of a version, the model text answers. */
export function versionAnswer(
  statement: Statement,
  read: ReadProfile,
  version: string | null,
): SetAnswer & { modelNamed: boolean } {
  const set = statement.versions;
  const answer = inSet(version, set);
  const plain = { ...answer, modelNamed: false };
  if (answer.answer === 'yes' || set.kind === 'all') return plain;
  if (set.kind === 'list' && set.onlyWhen !== undefined) {
    const { onlyWhen, ...free } = set;
    const held = inSet(version, free);
    if (held.answer !== 'yes' || !isNamed(onlyWhen, read)) return plain;
    return { ...held, why: `${held.why} and the model is the one named`, modelNamed: true };
  }
  const texts =
    set.kind === 'list'
      ? set.anyOf
          .flat()
          .filter(({ op }) => op === '=')
          .map((bound) => bound.version)
      : [set.text];
  if (texts.some((text) => /\d{3}|\p{L}{3}/u.test(text) && isNamed(text, read))) {
    return {
      answer: 'yes',
      why: `the record names this model: “${set.text}”`,
      question: null,
      modelNamed: true,
    };
  }
  if (set.kind === 'unknown' && set.why === 'model' && namesOthers(set.text, read)) {
    return {
      answer: 'no',
      why: `the record names the models “${set.text}”, this is another`,
      question: null,
      modelNamed: false,
    };
  }
  return plain;
}

/** Whether a list of model numbers leaves this one out: it has a number as long as those listed, and none is its own. */
function namesOthers(text: string, read: ReadProfile): boolean {
  const listed: readonly string[] = text.match(/\d{3,}/g) ?? [];
  const own = read.model.numbers.flat().map(({ number }) => number);
  return (
    own.some((number) => listed.some((it) => it.length === number.length)) &&
    !own.some((number) => listed.includes(number))
  );
}

/** Whether a text names the device's model, number and all. */
const isNamed = (text: string, read: ReadProfile): boolean =>
  text
    .split(/[|;,]/)
    .flatMap(readNames)
    .some(
      (name) =>
        name.numbers.length + name.words.length > 0 &&
        ['same', 'number'].includes(likeness(name, read.model)?.kind ?? ''),
    );
