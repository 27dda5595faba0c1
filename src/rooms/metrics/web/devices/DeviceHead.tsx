// What it is and where: the lines that a technician reads first.
import { Button } from '@mantine/core';
import type { z } from 'zod';
import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import type { Claim, CorrectableField, DeviceDetail } from '../../../inventory/contract.ts';
import type { CaseRow } from '../../../work/contract.ts';
import { spoken, words } from './words.ts';

export type Correct = ((field: z.infer<typeof CorrectableField>) => void) | undefined;

type Props = {
  readonly detail: DeviceDetail;
  readonly onCorrect: Correct;
  readonly cases: readonly z.infer<typeof CaseRow>[];
};

/** Model, tag, serial, place, and the version with whoever says so. */
export function DeviceHead({ detail, onCorrect, cases }: Props) {
  const place = [detail.ward?.name, detail.location].filter(Boolean).join(', ');
  return (
    <header className="wl-stack wl-device__head">
      <nav aria-label="Where this page is" className="wl-small">
        <Go to="/devices">{words.device.all}</Go>
      </nav>
      <div className="wl-line">
        <h1>
          {detail.manufacturer} {detail.model}
        </h1>
        <span className="wl-muted">{spoken(detail.deviceClass)}</span>
        {detail.isLifeSupport && <Severity tone="worst" word={words.device.lifeSupport} />}
        {detail.status !== 'in_service' && <Severity tone="calm" word={spoken(detail.status)} />}
      </div>
      <dl className="wl-device__facts">
        <Fact label={words.device.tag} mono value={detail.tag} />
        <Fact label={words.device.serial} mono value={detail.serial} />
        <div>
          <dt className="wl-hidden">{words.list.place}</dt>
          <dd>
            {place ? <strong>{place}</strong> : <em>{words.device.noPlace}</em>}
            <span className="wl-muted">, {detail.site.name}</span>
            <span className="wl-muted wl-small">
              {' '}
              · {words.device.seen} <When at={detail.observedAt} />
            </span>
          </dd>
        </div>
      </dl>
      <Version detail={detail} onCorrect={onCorrect} cases={cases} />
      {detail.description && <p className="wl-muted wl-small">{detail.description}</p>}
    </header>
  );
}

function Fact({ label, value, mono = false }: { label: string; value: string | null; mono?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={mono ? 'wl-mono' : undefined}>{value ?? '–'}</dd>
    </div>
  );
}

const sureFirst = (a: z.infer<typeof Claim>, b: z.infer<typeof Claim>) =>
  Number(b.wins) - Number(a.wins) || b.confidence - a.confidence;

function Version({ detail, onCorrect, cases }: Props) {
  const field = detail.fields.find((one) => one.field === 'softwareVersion');
  const claims = [...(field?.claims ?? [])].sort(sureFirst);
  const asked = cases.find((one) => /\bsoftware version\b/i.test(one.sentence));
  return (
    <p className="wl-device__version">
      <span>{words.device.version}</span>{' '}
      {claims.length === 0 && <strong>{detail.softwareVersion ?? words.device.unknownVersion}</strong>}
      {claims.map((claim, i) => (
        <span key={`${claim.source}-${claim.value}`}>
          {i > 0 && ' · '}
          {claim.wins ? (
            <strong className="wl-mono">{claim.value}</strong>
          ) : (
            <span className="wl-mono">{claim.value}</span>
          )}{' '}
          <span className="wl-muted">
            from {claim.source}, <When at={claim.observedAt} />
            {claims.length > 1 && claim.wins && ` (${words.device.wins}, ${claim.confidence.toFixed(2)})`}
          </span>
        </span>
      ))}{' '}
      {field?.disagree && (
        <Go to={`/devices/${detail.id}?tab=identity`} className="wl-device__disagree">
          <Severity tone="unknown" word={words.device.disagree} />
        </Go>
      )}{' '}
      {asked && <Go to={`/cases/${asked.id}`}>{asked.caseNo}</Go>}
      {onCorrect && (claims.length === 0 || field?.disagree) && (
        <Button variant="default" size="xs" onClick={() => onCorrect('softwareVersion')}>
          {words.device.findVersion}
        </Button>
      )}
    </p>
  );
}
