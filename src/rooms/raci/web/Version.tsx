import { useState } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { usePart } from '../../../ui/url.ts';
import { me } from '../../people/contract.ts';
import { oneVersion, type VersionView } from '../contract.ts';
import { CellStory } from './CellStory.tsx';
import { rowsOf } from './cell-text.ts';
import { DraftLint } from './DraftLint.tsx';
import { words } from './draft-words.ts';
import { EditBar } from './EditBar.tsx';
import { EditGrid } from './EditGrid.tsx';
import { Exports } from './Exports.tsx';
import type { Spot } from './matrix.ts';
import { StateMark } from './StateMark.tsx';
import { useDraft } from './use-draft.ts';
import { VersionActs } from './VersionActs.tsx';
import './raci.css';

const say = words.version;

/** One version or draft: a draft is edited here, everything else is read. */
export function Version() {
  const query = useEndpoint(oneVersion, { versionId: Number(usePart('id')) });
  return (
    <div className="wl-page">
      <Loaded query={query} what={say.loading}>
        {(version) => <Whole key={version.id} version={version} />}
      </Loaded>
    </div>
  );
}

function Whole({ version }: { readonly version: VersionView }) {
  const permissions = useEndpoint(me, {}).data?.permissions ?? [];
  const editing = useDraft(version);
  const draft = version.may.edit === null ? editing : null;
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [story, setStory] = useState(false);
  const rows = rowsOf(version);
  const onStory = () => setStory(true);
  const goTo = (activityId: string) => {
    const row = rows.findIndex((one) => one.id === activityId);
    if (row < 0) return;
    setSpot({ row, column: spot.column });
    const at = document.querySelector<HTMLElement>(`[data-spot="${row}-${spot.column}"]`);
    at?.scrollIntoView({ block: 'center' });
    at?.focus({ preventScroll: true });
  };
  return (
    <>
      <Head version={version} />
      <VersionActs version={version} mayWrite={permissions.includes('raci.write')} />
      <p className="wl-small wl-muted wl-no-print">{draft ? words.edit.help : words.edit.readHelp}</p>
      <div className="wl-edit-frame">
        <EditGrid version={version} draft={draft} spot={spot} onSpot={setSpot} onStory={onStory} />
        <EditBar version={version} draft={draft} spot={spot} onStory={onStory} />
      </div>
      <DraftLint lines={version.lint} draft={draft} onGo={goTo} />
      <CellStory
        version={version}
        activity={rows[spot.row]}
        role={version.matrix.roles[spot.column]}
        open={story}
        onClose={() => setStory(false)}
      />
    </>
  );
}

function Head({ version }: { readonly version: VersionView }) {
  const isOpen = version.state === 'draft' || version.state === 'proposed' || version.state === 'signed';
  return (
    <header className="wl-stack wl-raci-head">
      <div>
        <Go to="/raci/versions">{say.back}</Go>
      </div>
      <div className="wl-page__head">
        <h1>{say.name(version.number, version.title)}</h1>
        <StateMark state={version.state} />
        <Exports versionId={version.id} />
      </div>
      <p className="wl-muted">
        {version.basedOn === null ? say.draftAlone : say.draftOf(numberWords(version.basedOn))}
        {version.createdBy && ` ${say.madeBy(version.createdBy)}`}
        {version.proposedBy && `. ${say.proposedBy(version.proposedBy)}`}
        {version.signedBy && `, ${say.signedBy(version.signedBy)}`}.{' '}
        {version.inForceFrom ? (
          <>
            {say.inForceFrom} <When at={version.inForceFrom} />.
          </>
        ) : (
          version.state === 'proposed' && `${say.atOnce}.`
        )}
      </p>
      {version.reason && (
        <p>
          <strong>{say.why}:</strong> {version.reason}
        </p>
      )}
      {isOpen && version.basedOn !== null && !version.isBasedOnInForce && (
        <p className="wl-gap">{say.behind(numberWords(version.inForceNumber))}</p>
      )}
      {version.state === 'draft' && version.may.edit !== null && (
        <p className="wl-small wl-muted">{version.may.edit}</p>
      )}
    </header>
  );
}
