import { Button } from '@mantine/core';
import { useState } from 'react';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { useUrlSearch } from '../../../ui/url.ts';
import { channels } from '../contract.ts';
import { ChannelDialog } from './ChannelDialog.tsx';
import { MessageLog } from './MessageLog.tsx';
import { Standards } from './Standards.tsx';
import { Ways } from './Ways.tsx';
import { words } from './words.ts';
import './notices.css';

const say = words.admin;
const tabs = ['ways', 'log', 'standards'] as const;

/** How messages leave the house, for whoever looks after that. */
export function Messages() {
  const [search] = useUrlSearch();
  const tab = tabs.find((one) => one === search['view']) ?? 'ways';
  const query = useEndpoint(channels, {}, { everySeconds: 30 });
  const [adds, setAdds] = useState(false);
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{say.title}</h1>
        <nav className="wl-line" aria-label={say.tabs.label}>
          {tabs.map((one) => (
            <Go
              key={one}
              to={one === 'ways' ? '/messages' : `/messages?view=${one}`}
              className="wl-quiet"
              aria-current={one === tab ? 'page' : undefined}
            >
              {say.tabs[one]}
            </Go>
          ))}
        </nav>
        {tab === 'ways' && (
          <Button disabled={!query.data} onClick={() => setAdds(true)}>
            {say.add}
          </Button>
        )}
      </div>
      {tab === 'log' ? (
        <MessageLog />
      ) : (
        <Loaded query={query} what={say.loading}>
          {(found) => (
            <>
              {tab === 'ways' ? <Ways found={found} /> : <Standards found={found} />}
              {adds && <ChannelDialog found={found} channel={null} onClose={() => setAdds(false)} />}
            </>
          )}
        </Loaded>
      )}
    </div>
  );
}
