// One device: what it is, what threatens it, who does what about it.
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { AppError } from '../../../../kernel/errors.ts';
import { DeviceId } from '../../../../kernel/ids.ts';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { usePart, useUrlSearch } from '../../../../ui/url.ts';
import { FreshnessBanner } from '../../../intel/web/index.ts';
import { type CorrectableField, type DeviceDetail, device } from '../../../inventory/contract.ts';
import { me } from '../../../people/contract.ts';
import { deviceFindings } from '../../../risk/contract.ts';
import { deviceWork } from '../../../work/contract.ts';
import { Care } from './Care.tsx';
import { CorrectField } from './CorrectField.tsx';
import { DeviceHead } from './DeviceHead.tsx';
import { History } from './History.tsx';
import { Identity } from './Identity.tsx';
import { Owners } from './Owners.tsx';
import { Risks } from './Risks.tsx';
import { Work } from './Work.tsx';
import { words } from './words.ts';
import './devices.css';

/** The page of one device. */
export function Device() {
  const id = DeviceId.safeParse(usePart('id'));
  if (!id.success)
    return (
      <div className="wl-page">
        <ErrorState error={new AppError('not_found', 'The address names no device.')} />
      </div>
    );
  return <One deviceId={id.data} key={id.data} />;
}

function One({ deviceId }: { readonly deviceId: DeviceId }) {
  const query = useEndpoint(device, { deviceId });
  return (
    <div className="wl-page">
      <FreshnessBanner />
      <Loaded query={query} what="the device">
        {(detail) => <Body detail={detail} />}
      </Loaded>
    </div>
  );
}

type Tab = keyof typeof words.device.tabs;
const tabs: readonly Tab[] = ['risks', 'work', 'owners', 'identity', 'history'];
const isTab = (value: string | undefined): value is Tab => tabs.some((tab) => tab === value);

function Body({ detail }: { readonly detail: DeviceDetail }) {
  const deviceId = detail.id;
  const who = useEndpoint(me, {}).data;
  const can = (permission: 'inventory.write' | 'findings.read' | 'work.read') =>
    who?.permissions.includes(permission) ?? false;
  const findings = useEndpoint(deviceFindings, { deviceId }, { enabled: can('findings.read') });
  const work = useEndpoint(deviceWork, { deviceId }, { enabled: can('work.read') });
  const [search, change] = useUrlSearch();
  const [correcting, setCorrecting] = useState<z.infer<typeof CorrectableField> | null>(null);
  const tab = isTab(search['tab']) ? search['tab'] : 'risks';
  const correct = can('inventory.write') ? setCorrecting : undefined;

  const openRisks = findings.data?.filter((one) => one.closedAt === null && one.state === 'open');
  const openWork = work.data?.filter((one) => one.state === 'open');
  const counts: Partial<Record<Tab, number | undefined>> = {
    risks: openRisks?.length,
    work: openWork?.length,
    identity: detail.fields.filter((one) => one.disagree).length || undefined,
  };
  return (
    <>
      <DeviceHead detail={detail} onCorrect={correct} cases={openWork ?? []} />
      <Care detail={detail} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          change({ tab: next === 'risks' ? undefined : (next ?? undefined) }, { push: true })
        }
      >
        <Tabs.List className="wl-device__tabs">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {words.device.tabs[one]}
              {counts[one] !== undefined && <span className="wl-device__count">{counts[one]}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="risks">
          <Loaded query={findings} what="its risks">
            {(all) => <Risks findings={all} cases={work.data ?? []} onCorrect={correct} />}
          </Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="work">
          <Loaded query={work} what="its work">
            {(all) => <Work cases={all} />}
          </Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="owners">
          <Owners deviceId={deviceId} />
        </Tabs.Panel>
        <Tabs.Panel value="identity">
          <Identity detail={detail} onCorrect={correct} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History deviceId={deviceId} />
        </Tabs.Panel>
      </Tabs>
      {correcting && <CorrectField detail={detail} field={correcting} onClose={() => setCorrecting(null)} />}
    </>
  );
}
