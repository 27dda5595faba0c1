import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { me } from '../../people/contract.ts';
import { addSkillNeed, dropSkillNeed, type SkillNeedView, skillNeeds } from '../contract.ts';
import { words } from './standing-words.ts';
import './raci.css';

/** What activities need training in, and who has it today. */
export function TrainingNeeds() {
  const query = useEndpoint(skillNeeds, {});
  const may = useEndpoint(me, {}).data?.permissions.includes('raci.write') ?? false;
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{words.needsTitle}</h1>
        <Go to="/raci" className="wl-quiet">
          {words.matrix}
        </Go>
      </div>
      <p className="wl-muted">{words.needsLead}</p>
      <Loaded query={query} what={words.what2}>
        {(found) => (
          <section className="wl-card wl-stack">
            {found.needs.length === 0 && <p className="wl-muted">{words.noNeeds}</p>}
            <ul className="wl-stack">
              {found.needs.map((need) => (
                <Need key={`${need.activityId}|${need.skill}`} need={need} may={may} />
              ))}
            </ul>
            {may && <Add activities={found.activities} />}
          </section>
        )}
      </Loaded>
    </div>
  );
}

function Need({ need, may }: { readonly need: SkillNeedView; readonly may: boolean }) {
  const action = useAction(dropSkillNeed);
  const toasts = useToasts();
  return (
    <li>
      <div>
        <strong>{need.activityId}</strong> {need.activity} {words.need} <strong>{need.skill}</strong>
      </div>
      <div className="wl-small">
        {need.trained.length === 0 ? (
          <Severity tone="high" word={words.nobody} quiet />
        ) : (
          <span className="wl-muted">
            {words.trained(need.trained.join(', '))}
            {need.lastOn && `; ${words.lastOn(need.lastOn)}`}
          </span>
        )}{' '}
        {may && (
          <button
            type="button"
            className="wl-quiet"
            onClick={() =>
              action.mutate(
                { activityId: need.activityId, skill: need.skill },
                { onSuccess: () => toasts.done(words.dropped) },
              )
            }
          >
            {words.drop}
            <span className="wl-hidden">
              : {need.activityId} {need.skill}
            </span>
          </button>
        )}
      </div>
      {action.error && <ErrorState error={action.error} />}
    </li>
  );
}

function Add({
  activities,
}: {
  readonly activities: readonly { readonly id: string; readonly plain: string }[];
}) {
  const [activityId, setActivityId] = useState('');
  const [skill, setSkill] = useState('');
  const action = useAction(addSkillNeed);
  const toasts = useToasts();
  const chosen = activityId || activities[0]?.id || '';
  const send = () =>
    action.mutate(
      { activityId: chosen, skill: skill.trim() },
      {
        onSuccess: () => {
          toasts.done(words.added);
          setSkill('');
        },
      },
    );
  return (
    <div className="wl-columns">
      <NativeSelect
        label={words.activity}
        value={chosen}
        data={activities.map(({ id, plain }) => ({ value: id, label: `${id} ${plain}` }))}
        onChange={(event) => setActivityId(event.currentTarget.value)}
      />
      <TextInput
        label={words.skill}
        value={skill}
        maxLength={120}
        onChange={(event) => setSkill(event.currentTarget.value)}
      />
      <div>
        <Button
          variant="default"
          loading={action.isPending}
          disabled={!skill.trim() || !chosen}
          onClick={send}
        >
          {words.add}
        </Button>
      </div>
      {action.error && <ErrorState error={action.error} />}
    </div>
  );
}
