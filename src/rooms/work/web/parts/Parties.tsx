// Who holds which letter on a step, why, and what came of asking and telling them.

import { When } from '../../../../ui/Due.tsx';
import { Pop } from '../../../../ui/Pop.tsx';
import { RaciLetter } from '../../../../ui/RaciLetter.tsx';
import { ReasonList } from '../../../../ui/Reasons.tsx';
import type { CaseStep } from '../../contract.ts';
import { words } from '../case-words.ts';

type Party = CaseStep['parties'][number];
const letters = ['R', 'A', 'C', 'I'] as const;
const few = 6;
/** Which letter has the ball in which state. */
const ballOf: Readonly<Partial<Record<CaseStep['state'], string>>> = {
  consult: 'C',
  decide: 'A',
  do: 'R',
  verify: 'R',
  sign_off: 'A',
};

/** The RACI strip of a step. */
export function Parties({ step }: { readonly step: CaseStep }) {
  return (
    <ul className="wk-raci" aria-label="Who has which part">
      {letters.map((letter) => {
        const own = step.parties.filter((party) => party.letter === letter);
        if (!own.length && (letter === 'C' || letter === 'I')) return null;
        const active = own.length > 0 && ballOf[step.state] === letter;
        return (
          <li key={letter} className="wk-raci__one">
            <span className="wk-raci__letter">
              <RaciLetter letter={letter} active={active} />
              <span className="wk-raci__word" aria-hidden="true">
                {words.party.letters[letter]}
              </span>
            </span>
            <ul className="wk-raci__names">
              {own.length === 0 && <li className="wk-hole">{words.party.none[letter]}</li>}
              {own.slice(0, few).map((party) => (
                <Named key={keyOf(party)} party={party} />
              ))}
              {own.length > few && (
                <li>
                  <Pop button={words.party.more(own.length - few)} className="wl-quiet wk-party">
                    <ul className="wk-raci__rest">
                      {own.slice(few).map((party) => (
                        <li key={keyOf(party)}>
                          {party.name} <span className="wl-muted">{party.roleName}</span>
                          {party.state && <span> · {party.state}</span>}
                        </li>
                      ))}
                    </ul>
                  </Pop>
                </li>
              )}
              {letter === 'I' && step.notices.length > 0 && <Told step={step} />}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

const keyOf = (party: Party): string => `${party.letter}|${party.role}|${party.name}`;

function Named({ party }: { readonly party: Party }) {
  const no = party.state === 'no' || party.state === words.gates.answers.lapsed;
  const waits = party.letter === 'C' && party.state === 'asked';
  return (
    <li>
      <Pop
        className="wl-quiet wk-party"
        button={
          <>
            <span className="wk-party__name">{party.name}</span>
            {party.state && (
              <span
                className={`wk-party__state${no ? ' wk-party__state--no' : waits ? ' wk-party__state--waits' : ''}`}
              >
                {waits ? '…' : party.state}
              </span>
            )}
            {waits && <span className="wl-hidden">{words.party.asked}</span>}
          </>
        }
      >
        <p className="wl-reasons__title">
          {party.name}, {party.roleName}
          {party.contract && ` (${words.party.contract})`}
        </p>
        {waits && <p className="wl-muted">{words.party.asked}</p>}
        <ReasonList reasons={party.reasons} />
      </Pop>
    </li>
  );
}

function Told({ step }: { readonly step: CaseStep }) {
  return (
    <li>
      <Pop button={words.party.told} className="wl-quiet wl-why">
        <p className="wl-reasons__title">{words.party.toldTitle}</p>
        <table className="wk-told">
          <tbody>
            {step.notices.map((notice) => (
              <tr key={`${notice.person}|${notice.at}|${notice.kind}`}>
                <th scope="row">{notice.person}</th>
                <td>
                  <When at={notice.at} />
                </td>
                <td>
                  {notice.acknowledgedAt
                    ? words.party.acknowledged
                    : notice.readAt
                      ? words.party.read
                      : notice.deliveredAt
                        ? words.party.delivered
                        : words.party.notYet}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Pop>
    </li>
  );
}
