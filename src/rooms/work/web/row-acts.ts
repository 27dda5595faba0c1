import { useState } from 'react';
import { callEndpoint } from '../../../ui/api.ts';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { useGo } from '../../../ui/url.ts';
import { acknowledge, oneCase, startWork, type WorkItem } from '../contract.ts';
import { placeOf } from './parts/WorkRow.tsx';
import { words } from './words.ts';

/** What the main action of a row does. */
export function useRowActs(answer: (item: WorkItem) => void, reload: () => void) {
  const [busy, setBusy] = useState<string | null>(null);
  const reading = useAction(acknowledge);
  const starting = useAction(startWork);
  const toasts = useToasts();
  const go = useGo();
  const read = async (items: readonly WorkItem[]) => {
    const noticeIds = items.flatMap((item) => (item.noticeId === null ? [] : [item.noticeId]));
    if (!noticeIds.length) return;
    try {
      const { acknowledged } = await reading.mutateAsync({ noticeIds });
      toasts.done(words.my.haveRead(acknowledged));
    } catch (error) {
      toasts.refused(error);
    }
  };
  const start = async (item: WorkItem) => {
    setBusy(item.key);
    try {
      const { steps } = await callEndpoint(oneCase, { chainId: item.chainId });
      const step = steps.find((one) => one.id === item.obligationId);
      if (step?.allowed.includes('start')) {
        await starting.mutateAsync({ obligationId: step.id, version: step.version });
        toasts.done(words.my.started(item.caseNo));
      }
      go(`/cases/${item.chainId}`);
    } catch (error) {
      toasts.refused(error);
      reload();
    } finally {
      setBusy(null);
    }
  };
  const act = (item: WorkItem) => {
    if (item.action === 'read') void read([item]);
    else if (item.action === 'start' && item.obligationId !== null) void start(item);
    else if (item.acceptanceId !== null) go(placeOf(item));
    else if (item.action === 'answer' && item.gateId !== null) answer(item);
    else
      go(
        `/cases/${item.chainId}${item.action === 'decide' || item.action === 'sign' ? `?act=${item.action}` : ''}`,
      );
  };
  return { act, read: (items: readonly WorkItem[]) => void read(items), busy, reading: reading.isPending };
}
