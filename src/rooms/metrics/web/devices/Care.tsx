import type { ReactNode } from 'react';
import type { Reason } from '../../../../kernel/reason.ts';
import { Reasons } from '../../../../ui/Reasons.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import type { DeviceDetail } from '../../../inventory/contract.ts';
import { harmMark, spoken, words } from './words.ts';

/** What the device means to care and how it can be reached: the facts behind every decision on it, each with its reasons. */
export function Care({ detail }: { readonly detail: DeviceDetail }) {
  return (
    <section className="wl-card wl-columns wl-columns--close wl-care" aria-label={words.device.care}>
      <One label={words.device.harm} reasons={detail.harm.reasons}>
        <Severity {...harmMark(detail.harm.value)} quiet />
      </One>
      <One label={words.device.exposure} reasons={detail.exposure.reasons}>
        <strong>{spoken(detail.exposure.value)}</strong>
      </One>
      <One label={words.device.mission} reasons={detail.mission.reasons}>
        <strong>{spoken(detail.mission.value)}</strong>
      </One>
    </section>
  );
}

type Props = { readonly label: string; readonly reasons: readonly Reason[]; readonly children: ReactNode };

function One({ label, reasons, children }: Props) {
  return (
    <div>
      <div className="wl-muted wl-small">{label}</div>
      {children} <Reasons reasons={reasons} title={label} />
    </div>
  );
}
