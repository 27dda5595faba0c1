import { Go } from '../../../ui/Go.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { places } from '../../people/contract.ts';
import type { ImportKind } from '../contract.ts';
import { words } from './words.ts';

type Props = { readonly done: ReadonlySet<ImportKind>; readonly may: boolean };

/** What to import in which order, with what is done already. There until people, devices and roles have come in. */
export function FirstSteps({ done, may }: Props) {
  const sites = useEndpoint(places, {}).data;
  const steps = [
    {
      key: 'places',
      title: words.first.places,
      text: words.first.placesText,
      done: sites?.some((site) => site.wards.length > 0) ?? false,
      go: words.first.go.places,
      to: '/imports/new',
    },
    {
      key: 'people',
      title: words.first.people,
      text: words.first.peopleText,
      done: done.has('people'),
      go: words.first.go.people,
      to: '/imports/new',
    },
    {
      key: 'devices',
      title: words.first.devices,
      text: words.first.devicesText,
      done: done.has('devices'),
      go: words.first.go.devices,
      to: '/imports/new',
    },
    {
      key: 'intel',
      title: words.first.intel,
      text: words.first.intelText,
      done: false,
      go: words.first.go.intel,
      to: '/feeds',
    },
    {
      key: 'roles',
      title: words.first.roles,
      text: words.first.rolesText,
      done: done.has('staffing'),
      go: words.first.go.roles,
      to: '/imports/new',
    },
  ];
  const next = steps.find((step) => !step.done)?.key;
  return (
    <section className="wl-card wl-stack" aria-label={words.first.title}>
      <h2>{words.first.title}</h2>
      <p className="wl-muted">{words.first.lead}</p>
      <ol className="wl-first">
        {steps.map((step, i) => (
          <li key={step.key} aria-current={step.key === next ? 'step' : undefined}>
            <span className="wl-first__no" aria-hidden="true">
              {i + 1}
            </span>
            <div>
              <strong>{step.title}</strong>
              <div className="wl-muted wl-small">{step.text}</div>
            </div>
            <span className="wl-first__go">
              {step.done && <Severity tone="good" word={words.first.done} quiet />}
              {!step.done && (may || step.to === '/feeds') && (
                <Go to={step.to} className="wl-quiet wl-quiet--edged">
                  {step.go}
                </Go>
              )}
            </span>
          </li>
        ))}
      </ol>
      {!may && <p className="wl-muted">{words.first.readOnly}</p>}
    </section>
  );
}
