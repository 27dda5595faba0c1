import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { KeysProvider } from '../../ui/keys.tsx';
import { createQueries } from '../../ui/query.ts';
import { Theme } from '../../ui/theme.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { makeRouter } from './router.tsx';
import './doors.css';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no element with the id root.');

createRoot(element).render(
  <StrictMode>
    <Theme>
      <QueryClientProvider client={createQueries()}>
        <KeysProvider>
          <Toasts>
            <RouterProvider router={makeRouter()} />
          </Toasts>
        </KeysProvider>
      </QueryClientProvider>
    </Theme>
  </StrictMode>,
);
