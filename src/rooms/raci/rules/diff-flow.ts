// How a row runs, before and after, in words.
import type { Activity, Flow } from '../model.ts';

const signOffWords: Readonly<Record<Flow['signOff'], string>> = {
  always: 'is signed off every time',
  by_exception: 'is signed off only when somebody objected, kept silent or reported a problem',
  none: 'is not signed off',
};
const silenceWords = {
  proceed: 'work goes on',
  escalate: 'the accountable decides',
  block: 'nothing moves',
} as const;
const hours = (n: number): string => (n === 1 ? '1 hour' : `${n} hours`);

/** What changed in how a row runs, a sentence each. Rules of asking are compared for roles asked before and after. */
export function flowSentences(
  before: Activity,
  after: Activity,
  plain: (role: string | null) => string,
  row: string,
): string[] {
  const [b, a] = [before.flow, after.flow];
  const found: string[] = [];
  const say = (isChanged: boolean, sentence: string): void => {
    if (isChanged) found.push(sentence);
  };
  const asked = (activity: Activity, role: string): boolean =>
    activity.cells.some((cell) => cell.role === role && cell.letters.includes('C'));
  for (const [role, now] of Object.entries(a.consult)) {
    const was = b.consult[role];
    if (!was || !asked(before, role) || !asked(after, role)) continue;
    say(
      was.hours !== now.hours,
      `${plain(role)} has ${hours(now.hours)} to answer on ${row} (was ${hours(was.hours)}).`,
    );
    say(
      was.mandatory !== now.mandatory,
      now.mandatory
        ? `${plain(role)} must now answer before ${row} begins.`
        : `${plain(role)} need not answer any more before ${row} begins.`,
    );
    say(
      was.silence !== now.silence,
      `When ${plain(role)} keeps silent on ${row}, ${silenceWords[now.silence]} (was: ${silenceWords[was.silence]}).`,
    );
  }
  say(b.signOff !== a.signOff, `From now on ${row} ${signOffWords[a.signOff]}.`);
  say(
    b.verifyBy !== a.verifyBy,
    a.verifyBy === null
      ? `${row} is no longer checked by ${plain(b.verifyBy)}.`
      : `${row} is now checked by ${plain(a.verifyBy)}.`,
  );
  say(
    b.verifiedUnder !== a.verifiedUnder,
    a.verifiedUnder === null
      ? `${row} is no longer checked under ${b.verifiedUnder ?? ''}.`
      : `${row} is now checked under ${a.verifiedUnder}.`,
  );
  const other = (x: unknown, y: unknown): boolean => JSON.stringify(x) !== JSON.stringify(y);
  say(
    other(b.apartFrom, a.apartFrom),
    a.apartFrom.length === 0
      ? `Whoever did ${b.apartFrom.join(', ')} may now do ${row} as well.`
      : `Whoever did ${a.apartFrom.join(', ')} may not do ${row}.`,
  );
  say(
    b.signerApart !== a.signerApart,
    a.signerApart
      ? `Whoever does ${row} may not sign it any more.`
      : `Whoever does ${row} may now sign it too.`,
  );
  say(
    other(b.twoPersons, a.twoPersons),
    a.twoPersons === null
      ? `${row} no longer needs two signatures.`
      : `${row} now needs two signatures: ${a.twoPersons.first.join(' or ')}, and ${a.twoPersons.second.join(' or ')}${a.twoPersons.when === null ? '' : `, ${a.twoPersons.when.replaceAll('_', ' ')} only`}.`,
  );
  say(
    b.informHours !== a.informHours,
    `Whoever is told of ${row} is told within ${hours(a.informHours)} (was ${hours(b.informHours)}).`,
  );
  say(
    b.effortHours !== a.effortHours,
    `${row} is reckoned at ${hours(a.effortHours)} of work (was ${hours(b.effortHours)}).`,
  );
  say(other(b.authority, a.authority), `What deciding ${row} commits is stated anew.`);
  return found;
}
