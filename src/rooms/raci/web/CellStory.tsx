import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../ui/Dialog.tsx';
import { When } from '../../../ui/Due.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { cell, comment, type CellStory as Story, type VersionView } from '../contract.ts';
import { words } from './draft-words.ts';
import type { Activity, Role } from './matrix.ts';

const say = words.story;
type Props = {
  readonly version: VersionView;
  readonly activity: Activity | undefined;
  readonly role: Role | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** What one cell was over time, and what people said about it. */
export function CellStory({ version, activity, role, open, onClose }: Props) {
  if (!activity || !role) return null;
  return (
    <Dialog open={open} as="wide" title={say.title(role.plain, activity.plain)} onClose={onClose}>
      <Inside version={version} activityId={activity.id} role={role.code} />
    </Dialog>
  );
}

type OfCell = { readonly version: VersionView; readonly activityId: string; readonly role: string };

function Inside({ version, activityId, role }: OfCell) {
  const query = useEndpoint(cell, { activityId, role });
  return (
    <Loaded query={query} what={say.loading}>
      {(story) => (
        <div className="wl-stack">
          <h3>{say.remarks}</h3>
          <Remarks story={story} />
          <Say version={version} activityId={activityId} role={role} />
          <h3>{say.history}</h3>
          <History story={story} />
        </div>
      )}
    </Loaded>
  );
}

function Remarks({ story }: { readonly story: Story }) {
  if (story.comments.length === 0) return <p className="wl-muted">{say.noRemarks}</p>;
  return (
    <ul className="wl-stack">
      {story.comments.map((one) => (
        <li key={one.id}>
          <span className="wl-muted wl-small">
            {one.by}, <When at={one.at} />
          </span>
          <p className="wl-edit__remark">{one.text}</p>
        </li>
      ))}
    </ul>
  );
}

function Say({ version, activityId, role }: OfCell) {
  const [text, setText] = useState('');
  const send = useAction(comment);
  const done = async () => {
    if (text.trim() === '' || send.isPending) return;
    await send.mutateAsync({ activityId, role, versionId: version.id, text: text.trim() });
    setText('');
  };
  return (
    <div className="wl-stack">
      <Textarea
        label={say.say}
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {send.error && <ErrorState error={send.error} />}
      <div>
        <Button
          variant="default"
          loading={send.isPending}
          disabled={text.trim() === ''}
          onClick={() => void done().catch(() => undefined)}
        >
          {say.send}
        </Button>
      </div>
    </div>
  );
}

function History({ story }: { readonly story: Story }) {
  return (
    <ol className="wl-stack">
      {story.history.map((one) => (
        <li key={`${one.versionId}|${one.at}|${one.after}`} className="wl-line">
          <span className="wl-mono">{one.after || say.none}</span>
          <span>{one.before === null ? say.first : say.was(one.before || say.none)}</span>
          <span className="wl-muted">
            {one.number === null ? say.inDraft(one.title) : say.version(String(one.number))}
            {one.by.length > 0 && `, ${say.by(one.by.join(', '))}`}, <When at={one.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
