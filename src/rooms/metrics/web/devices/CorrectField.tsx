// A person who looked says what a field really is. Somebody else's change in between is shown, never overwritten unseen.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { AppError } from '../../../../kernel/errors.ts';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { useAction, useEndpoint } from '../../../../ui/query.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import {
  type CorrectableField,
  correctDevice,
  type DeviceDetail,
  device,
} from '../../../inventory/contract.ts';
import { DeviceStatus, Networked } from '../../../inventory/model.ts';
import { fieldLabel, spoken, words } from './words.ts';

type Props = {
  readonly detail: DeviceDetail;
  readonly field: z.infer<typeof CorrectableField>;
  readonly onClose: () => void;
};

const choices: Partial<Record<z.infer<typeof CorrectableField>, readonly string[]>> = {
  status: DeviceStatus.options,
  networked: Networked.options,
};

const isConflict = (error: unknown) => error instanceof AppError && error.code === 'conflict';

/** The dialog for one field. */
export function CorrectField({ detail, field, onClose }: Props) {
  const known = detail.fields.find((one) => one.field === field);
  const label = known?.label ?? fieldLabel(field);
  const options = choices[field];
  const [value, setValue] = useState(options ? (known?.value ?? options[0] ?? '') : '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [version, setVersion] = useState(detail.version);
  const [refusal, setRefusal] = useState<unknown>(null);
  const fresh = useEndpoint(device, { deviceId: detail.id });
  const action = useAction(correctDevice);
  const toasts = useToasts();

  const save = async () => {
    setTried(true);
    if (!value.trim() || !reason.trim() || action.isPending) return;
    setRefusal(null);
    try {
      const after = await action.mutateAsync({
        deviceId: detail.id,
        version,
        field,
        value: value.trim(),
        reason: reason.trim(),
      });
      const now = after.fields.find((one) => one.field === field)?.value ?? '';
      const said = spoken(value.trim());
      const same = now.toLowerCase() === value.trim().toLowerCase();
      toasts.done(
        same
          ? words.correct.done(label, options ? said : value.trim())
          : words.correct.held(label, now || words.identity.unknown),
      );
      onClose();
    } catch (error) {
      setRefusal(error);
      if (!isConflict(error)) return;
      const again = await fresh.refetch();
      if (again.data) setVersion(again.data.version);
    }
  };
  const nowReads = fresh.data?.fields.find((one) => one.field === field)?.value ?? words.identity.unknown;
  return (
    <Dialog
      open
      title={words.correct.title(label)}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {words.correct.back}
          </Button>
          <Button loading={action.isPending} onClick={() => void save()}>
            {words.correct.save}
          </Button>
        </>
      }
    >
      <p className="wl-muted">{words.correct.explain}</p>
      {options ? (
        <NativeSelect
          label={words.correct.value}
          value={value}
          data={options.map((one) => ({ value: one, label: spoken(one) }))}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label={words.correct.value}
          description={words.correct.valueHint}
          placeholder={known?.value ?? ''}
          maxLength={200}
          required
          value={value}
          error={tried && !value.trim() ? words.correct.needValue : null}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={words.correct.why}
        description={words.correct.whyHint}
        rows={2}
        maxLength={500}
        required
        value={reason}
        error={tried && !reason.trim() ? words.correct.needWhy : null}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      {isConflict(refusal) ? (
        <div className="wl-error" role="alert">
          <h2>{words.correct.changed}</h2>
          <p>{words.correct.now(label, nowReads)}</p>
        </div>
      ) : (
        refusal !== null && <ErrorState error={refusal} />
      )}
    </Dialog>
  );
}
