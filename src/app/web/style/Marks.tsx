import {
  Button,
  Checkbox,
  PasswordInput,
  SegmentedControl,
  Switch,
  Tabs,
  Textarea,
  TextInput,
} from '@mantine/core';
import { Bar } from '../../../ui/Bar.tsx';
import { Due, When } from '../../../ui/Due.tsx';
import { LineChart } from '../../../ui/LineChart.tsx';
import { Person } from '../../../ui/Person.tsx';
import { RaciLetter } from '../../../ui/RaciLetter.tsx';
import { Reasons } from '../../../ui/Reasons.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import { Stat } from '../../../ui/Stat.tsx';
import { Tip } from '../../../ui/Tip.tsx';
import { levels, reasons, weeks } from './sample.ts';

const dues = [
  '2026-11-24T14:00:00Z',
  '2026-11-27T14:00:00Z',
  '2026-12-18',
  '2026-11-24T04:00:00Z',
  '2026-11-17T09:00:00Z',
];

/** Small things: levels, letters, people, times, numbers, charts, controls. */
export function Marks() {
  return (
    <>
      <section className="wl-card wl-columns wl-columns--close" aria-label="Front page">
        <Stat label="Open risks" value={1284} to="/style" note="0 without an accountable" reasons={reasons} />
        <Stat label="Waits for your decision" value={2} to="/style" note="oldest 3 d" />
        <Stat label="Closed this week" value={77} unit="cases" note="31 new" />
        <Stat label="Exposure from the wire" value={null} note="no capture was read yet" reasons={reasons} />
      </section>
      <div className="wl-columns">
        <section className="wl-card">
          <LineChart
            title="Is risk going down?"
            series={[
              { label: 'Open', points: weeks.map(({ on, open }) => ({ on, value: open })) },
              { label: 'Late', points: weeks.map(({ on, late }) => ({ on, value: late })) },
            ]}
            target={{ label: 'Target', value: 900 }}
          />
        </section>
        <section className="wl-card wl-stack">
          <h2>Who has held the ball, last 30 days?</h2>
          <Bar
            title="Share of court time by party, last 30 days"
            unit="hours"
            share
            rows={[
              { label: 'Biomed', value: 4120, to: '/style' },
              { label: 'Maker', value: 2730, to: '/style' },
              { label: 'Network', value: 1490, to: '/style' },
              { label: 'Clinical engineering', value: 910, to: '/style' },
              { label: 'Nursing', value: 60, to: '/style' },
            ]}
          />
        </section>
      </div>
      <div className="wl-columns">
        <section className="wl-card wl-stack">
          <h2>Levels</h2>
          <div className="wl-line">
            {levels.map((level) => (
              <Severity key={level.word} {...level} />
            ))}
            <Severity tone="calm" word="Informed" />
            <Severity tone="good" word="Verified" />
          </div>
          <div className="wl-line">
            {levels.map((level) => (
              <Severity key={level.word} {...level} quiet />
            ))}
            <Severity tone="calm" word="Informed" quiet />
            <Severity tone="good" word="Verified" quiet />
          </div>
          <div className="wl-line">
            Decided out-of-cycle <Reasons reasons={reasons} title="Decided out-of-cycle" />
          </div>
        </section>
        <section className="wl-card wl-stack">
          <h2>Letters and people</h2>
          <div className="wl-line">
            <RaciLetter letter="R" active />
            <RaciLetter letter="A" />
            <RaciLetter letter="C" />
            <RaciLetter letter="I" />
            <RaciLetter letter="R" conditional />
            <RaciLetter letter={null} />
          </div>
          <div className="wl-line">
            <Person name="Maria van der Berg" title="Biomed technician" to="/style" />
            <Person name="Dr. Kwame Osei" title="Clinical engineering" away="until 3 Dec" />
            <Person name="Network team" kind="team" />
            <Person name="BD" title="manufacturer" kind="outside" />
            <Person name="J. Moreau" faceOnly />
          </div>
        </section>
        <section className="wl-card wl-stack">
          <h2>Times</h2>
          <ul className="wl-stack">
            {dues.map((at) => (
              <li key={at}>
                <Due at={at} />
              </li>
            ))}
            <li>
              <Due at={null} />
            </li>
            <li>
              seen <When at="2026-11-23T15:08:00Z" />
            </li>
          </ul>
        </section>
      </div>
      <section className="wl-card wl-columns" aria-label="Controls">
        <div className="wl-stack">
          <h2>Controls</h2>
          <div className="wl-line">
            <Button>Yes, with conditions</Button>
            <Button variant="default">No, because</Button>
            <Button variant="light">Not mine</Button>
            <Button variant="subtle">Go back</Button>
            <Button disabled>Sign off</Button>
            <Button loading>Sending</Button>
            <Tip text="Shown while hovered or focused">
              <Button variant="default">With a tip</Button>
            </Tip>
          </div>
          <div className="wl-line">
            <Checkbox label="Re-observed" defaultChecked />
            <Switch label="Told on paper" defaultChecked />
          </div>
          <SegmentedControl aria-label="View" data={['Letters', 'People', 'Load', 'Gaps']} />
        </div>
        <div className="wl-stack">
          <TextInput label="Tag" description="As it is on the device" placeholder="0041877" />
          <TextInput label="Version" error="12.3 is not a version that BD ever named." defaultValue="12.3" />
        </div>
        <div className="wl-stack">
          <PasswordInput label="Password" defaultValue="secret" />
          <Textarea label="Note" rows={2} />
          <Tabs defaultValue="risks">
            <Tabs.List>
              <Tabs.Tab value="risks">Risks 4</Tabs.Tab>
              <Tabs.Tab value="work">Work 2</Tabs.Tab>
              <Tabs.Tab value="owners">Owners</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="risks">Four risks.</Tabs.Panel>
          </Tabs>
        </div>
      </section>
    </>
  );
}
