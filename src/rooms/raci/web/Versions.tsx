import { Button } from '@mantine/core';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { useGo } from '../../../ui/url.ts';
import { me } from '../../people/contract.ts';
import { makeDraft, type VersionLine, versions } from '../contract.ts';
import { words } from './draft-words.ts';
import { StateMark } from './StateMark.tsx';
import './raci.css';

const say = words.versions;
const isOpen = ({ state }: VersionLine): boolean =>
  state === 'draft' || state === 'proposed' || state === 'signed';

/** All versions and drafts: what is open, what is in force, what was. */
export function Versions() {
  const query = useEndpoint(versions, {});
  return (
    <div className="wl-page">
      <h1>{say.title}</h1>
      <Loaded query={query} what={say.loading}>
        {(all) => <All all={all} />}
      </Loaded>
    </div>
  );
}

function All({ all }: { readonly all: readonly VersionLine[] }) {
  const permissions = useEndpoint(me, {}).data?.permissions ?? [];
  const open = all.filter(isOpen);
  const past = all.filter((one) => !isOpen(one));
  return (
    <>
      {permissions.includes('raci.write') && <NewDraft inForce={all.find((v) => v.state === 'in_force')} />}
      <section className="wl-card wl-stack">
        <h2>{say.open}</h2>
        {open.length === 0 ? (
          <p className="wl-muted">{say.noneOpen}</p>
        ) : (
          <Table label={say.open} lines={open} />
        )}
      </section>
      <section className="wl-card wl-stack">
        <h2>{say.past}</h2>
        <Table label={say.past} lines={past} />
        {permissions.includes('work.read') && <Go to="/re-resolve">{say.work}</Go>}
      </section>
    </>
  );
}

function NewDraft({ inForce }: { readonly inForce: VersionLine | undefined }) {
  const make = useAction(makeDraft);
  const toasts = useToasts();
  const go = useGo();
  const from = (versionId: number) =>
    make.mutateAsync({ from: { versionId } }).then(
      (made) => go(`/raci/versions/${made.id}`),
      (error: unknown) => toasts.refused(error),
    );
  return (
    <div className="wl-line">
      <strong>{say.new}:</strong>
      {inForce && (
        <Button loading={make.isPending} onClick={() => void from(inForce.id)}>
          {say.fromInForce(numberWords(inForce.number ?? 0))}
        </Button>
      )}
      <Go to="/raci/new">{say.fromElse}</Go>
    </div>
  );
}

function Table({ label, lines }: { readonly label: string; readonly lines: readonly VersionLine[] }) {
  const { columns } = say;
  return (
    <div className="wl-versions">
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{columns.version}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Go to={`/raci/versions/${one.id}`}>{words.version.name(one.number, one.title)}</Go>
              </th>
              <td>
                <StateMark state={one.state} />
              </td>
              <td>{one.inForceFrom && <When at={one.inForceFrom} />}</td>
              <td>{[one.proposedBy ?? one.createdBy, one.signedBy].filter(Boolean).join(', ')}</td>
              <td>{one.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
