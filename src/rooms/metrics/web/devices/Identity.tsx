// Every field of a device with everything that was said about it.
import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { When } from '../../../../ui/Due.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import { CorrectableField, type DeviceDetail, type DeviceField } from '../../../inventory/contract.ts';
import type { Correct } from './DeviceHead.tsx';
import { fieldLabel, spoken, words } from './words.ts';

type Field = z.infer<typeof DeviceField>;
type Props = { readonly detail: DeviceDetail; readonly onCorrect: Correct };

const coded = new Set(['status', 'networked']);
const shown = (field: Field, value: string) => (coded.has(field.field) ? spoken(value) : value);

/** The fields: those in dispute first, then as the server orders them, last those that nobody has said a word about. */
export function Identity({ detail, onCorrect }: Props) {
  const [only, setOnly] = useState(false);
  const disputed = detail.fields.filter((one) => one.disagree);
  const unsaid = CorrectableField.options
    .filter((name) => !detail.fields.some((one) => one.field === name))
    .map(
      (name): Field => ({ field: name, label: fieldLabel(name), value: null, claims: [], disagree: false }),
    );
  const fields = only ? disputed : [...disputed, ...detail.fields.filter((one) => !one.disagree), ...unsaid];
  return (
    <section className="wl-stack wl-device__panel" aria-label={words.device.tabs.identity}>
      <div className="wl-line wl-spread">
        <p className="wl-muted">{words.identity.lead}</p>
        {disputed.length > 0 && (
          <Switch
            label={words.identity.only(disputed.length)}
            checked={only}
            onChange={(event) => setOnly(event.currentTarget.checked)}
          />
        )}
      </div>
      <div className="wl-card wl-fields">
        {fields.map((field) => (
          <One key={field.field} field={field} onCorrect={onCorrect} />
        ))}
      </div>
    </section>
  );
}

function One({ field, onCorrect }: { readonly field: Field; readonly onCorrect: Correct }) {
  const correctable = CorrectableField.safeParse(field.field);
  return (
    <div className="wl-field">
      <div className="wl-field__name">
        {field.label}
        {field.disagree && <Severity tone="unknown" word={words.identity.disagree} quiet />}
      </div>
      <div className="wl-field__value">
        {field.value === null || field.value === '' ? (
          <span className="wl-muted">{words.identity.unknown}</span>
        ) : (
          <strong>{shown(field, field.value)}</strong>
        )}
      </div>
      <ul className="wl-field__claims">
        {field.claims.map((claim) => (
          <li key={`${claim.source}-${claim.value}-${claim.observedAt}`} data-wins={claim.wins || undefined}>
            <span className="wl-field__said">{shown(field, claim.value)}</span>
            <span className="wl-muted">
              {claim.source}, <When at={claim.observedAt} />,{' '}
              <span title={words.identity.sureHint}>{words.identity.sure(claim.confidence)}</span>
              {claim.wins && `, ${words.device.wins}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="wl-field__act">
        {onCorrect && correctable.success && (
          <button type="button" className="wl-quiet" onClick={() => onCorrect(correctable.data)}>
            {words.identity.correct}
            <span className="wl-hidden"> {field.label}</span>
          </button>
        )}
      </div>
    </div>
  );
}
