import { useState } from 'react';
import { AppError } from '../../../kernel/errors.ts';
import { ConfirmWithReason } from '../../../ui/ConfirmWithReason.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { type CohortDetail, overrideInput } from '../contract.ts';
import type { TreePoint } from './tree.ts';
import { words } from './words.ts';

const say = words.finding;
export type Change = { readonly point: TreePoint; readonly back: boolean };

type Props = {
  readonly cohortId: CohortDetail['id'];
  readonly change: Change | null;
  readonly onClose: () => void;
};

/** Asks for another value of one input and how the person knows; or takes such a change back. */
export function ChangeInput({ cohortId, change, onClose }: Props) {
  const [value, setValue] = useState<string | null>(null);
  const action = useAction(overrideInput);
  const toasts = useToasts();
  const close = () => {
    setValue(null);
    onClose();
  };
  const send = async (reason: string) => {
    if (!change) return;
    const { point, back } = change;
    if (!back && (value === null || value === point.value)) throw new AppError('invalid', say.pickFirst);
    await action.mutateAsync({ cohortId, point: point.key, value: back ? null : value, reason });
    toasts.done(back ? say.backed : say.saved);
  };
  const back = change?.back ?? false;
  const label = change?.point.label ?? '';
  return (
    <ConfirmWithReason
      open={change !== null}
      title={back ? say.takeBackDialog(label) : say.dialog(label)}
      confirm={back ? say.takeBack : say.save}
      reasonLabel={say.reason}
      least={5}
      onClose={close}
      onConfirm={send}
    >
      {change && !back && <Choose point={change.point} value={value} onChoose={setValue} />}
      {back ? say.takeBackText : say.dialogText}
    </ConfirmWithReason>
  );
}

type ChooseProps = {
  readonly point: TreePoint;
  readonly value: string | null;
  readonly onChoose: (value: string) => void;
};

function Choose({ point, value, onChoose }: ChooseProps) {
  return (
    <fieldset className="wl-choose">
      <legend>{point.asks ?? say.pick}</legend>
      {point.options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={point.key}
            value={option.value}
            checked={(value ?? point.value) === option.value}
            onChange={() => onChoose(option.value)}
          />
          <span>
            <strong>{option.label}</strong> <span className="wl-muted">{option.means}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
