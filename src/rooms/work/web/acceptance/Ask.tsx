// Asking that the risk of a case be accepted for a while, or that this be renewed.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ChainId, PersonId } from '../../../../kernel/ids.ts';
import { CalendarDate } from '../../../../kernel/time.ts';
import { useEndpoint } from '../../../../ui/query.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import { useGo } from '../../../../ui/url.ts';
import { me } from '../../../people/contract.ts';
import { acceptanceOfCase, askAcceptance } from '../../contract.ts';
import { useAct } from '../act.ts';
import { AskDialog } from '../parts/AskDialog.tsx';
import { Find } from '../parts/NextOwner.tsx';
import { words } from './words.ts';

const { ask: say } = words;
type Control = { key: number; what: string; checkOn: string; owner: { id: number; name: string } | null };
const empty = (key: number): Control => ({ key, what: '', checkOn: '', owner: null });

/** The form. When it was sent, the acceptance opens. */
export function Ask({ chainId, close }: { readonly chainId: ChainId; readonly close: () => void }) {
  const limits = useEndpoint(acceptanceOfCase, { chainId }).data;
  const [reason, setReason] = useState('');
  const [conditions, setConditions] = useState('');
  const [untilOn, setUntilOn] = useState('');
  const [controls, setControls] = useState<readonly Control[]>([empty(1)]);
  const act = useAct(askAcceptance, () => undefined);
  const toasts = useToasts();
  const go = useGo();
  const day = CalendarDate.safeParse(untilOn);
  const isWhole = (c: Control) => c.what.trim().length >= 5 && CalendarDate.safeParse(c.checkOn).success;
  const ready = reason.trim().length >= 10 && day.success && controls.every(isWhole);
  const patch = (key: number, changes: Partial<Control>) =>
    setControls(controls.map((c) => (c.key === key ? { ...c, ...changes } : c)));
  const send = async () => {
    const made = await act.run({
      chainId,
      reason: reason.trim(),
      conditions: conditions.trim(),
      untilOn: CalendarDate.parse(untilOn),
      controls: controls.map((c) => ({
        what: c.what.trim(),
        checkOn: CalendarDate.parse(c.checkOn),
        ...(c.owner ? { ownerPersonId: PersonId.parse(c.owner.id) } : {}),
      })),
    });
    if (!made) return;
    toasts.done(say.done);
    go(`/acceptances/${made.id}`);
  };
  return (
    <AskDialog
      wide
      title={limits && limits.renewal > 0 ? say.renewTitle : say.title}
      confirm={say.confirm}
      close={close}
      ready={ready}
      send={send}
    >
      {(tried) => (
        <>
          {limits && (
            <p className="wl-muted">
              {say.lead(words.levels[limits.level].toLowerCase(), limits.latestOn)}{' '}
              {say.decides(limits.accountable ?? words.page.nobody)}
            </p>
          )}
          <Textarea
            label={say.reason}
            rows={3}
            required
            maxLength={2000}
            value={reason}
            error={tried && reason.trim().length < 10 ? say.missing : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={say.until}
            required
            max={limits?.latestOn}
            value={untilOn}
            error={tried && !day.success ? words.acts.missingDay : null}
            onChange={(event) => setUntilOn(event.currentTarget.value)}
          />
          {controls.map((control) => (
            <ControlFields
              key={control.key}
              control={control}
              tried={tried}
              patch={(changes) => patch(control.key, changes)}
              owner={limits?.owner ?? null}
              {...(controls.length > 1
                ? { remove: () => setControls(controls.filter((c) => c.key !== control.key)) }
                : {})}
            />
          ))}
          <Button
            variant="default"
            size="xs"
            disabled={controls.length >= 20}
            onClick={() => setControls([...controls, empty(Math.max(...controls.map((c) => c.key)) + 1)])}
          >
            {say.another}
          </Button>
          <Textarea
            label={say.conditions}
            rows={2}
            maxLength={2000}
            value={conditions}
            onChange={(event) => setConditions(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

type FieldsProps = {
  readonly control: Control;
  readonly tried: boolean;
  readonly patch: (changes: Partial<Control>) => void;
  readonly owner: string | null;
  readonly remove?: () => void;
};

function ControlFields({ control, tried, patch, owner, remove }: FieldsProps) {
  const [other, setOther] = useState(false);
  const mayFind = useEndpoint(me, {}).data?.permissions.includes('people.read') ?? false;
  const name = control.owner?.name ?? owner;
  return (
    <div className="wk-control">
      <TextInput
        label={say.control}
        description={say.controlHint}
        required
        maxLength={500}
        value={control.what}
        error={tried && control.what.trim().length < 5 ? say.missing : null}
        onChange={(event) => patch({ what: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={say.check}
        description={say.checkHint}
        required
        value={control.checkOn}
        error={tried && !control.checkOn ? words.acts.missingDay : null}
        onChange={(event) => patch({ checkOn: event.currentTarget.value })}
      />
      <p className="wl-line wl-small">
        {name && <span className="wl-muted">{say.owner(name)}</span>}
        {mayFind && (
          <button type="button" className="wl-quiet wl-why" onClick={() => setOther(!other)}>
            {say.someoneElse}
          </button>
        )}
        {remove && (
          <button type="button" className="wl-quiet wl-why" onClick={remove}>
            {say.remove}
          </button>
        )}
      </p>
      {other && (
        <Find
          choose={(id, chosen) => {
            patch({ owner: { id, name: chosen } });
            setOther(false);
          }}
        />
      )}
    </div>
  );
}
