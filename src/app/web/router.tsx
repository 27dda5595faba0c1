import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { type ComponentType, useEffect } from 'react';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import type { WebPage } from '../../ui/page.ts';
import { fitSearch, parseSearch, stringifySearch } from '../../ui/url.ts';
import { Layout } from './Layout.tsx';
import { Lost } from './Lost.tsx';
import { rooms } from './rooms.ts';
import { may, useMe } from './session.tsx';
import { words } from './words.ts';

/** A page's component that is fetched when it is first opened; `load` gives the component itself. */
const lazy = (load: () => Promise<ComponentType>) =>
  lazyRouteComponent(() => load().then((Page) => ({ Page })), 'Page');

function Titled({ title, page: Page }: { readonly title: string; readonly page: ComponentType }) {
  useEffect(() => {
    document.title = title ? `${title} · ${words.name}` : words.name;
  }, [title]);
  return <Page />;
}

function Guarded({ page, inside: Inside }: { readonly page: WebPage; readonly inside: ComponentType }) {
  const who = useMe().data;
  if (who && !may(who, page.permission))
    return (
      <EmptyState page title={words.layout.closed}>
        {words.layout.closedWhy}
      </EmptyState>
    );
  return <Titled title={page.title} page={Inside} />;
}

const root = createRootRoute({ component: Outlet });
const app = createRoute({ getParentRoute: () => root, id: 'app', component: Layout });

const open = (path: string, title: string, load: () => Promise<ComponentType>) => {
  const Page = lazy(load);
  return createRoute({
    getParentRoute: () => root,
    path,
    component: () => <Titled title={title} page={Page} />,
  });
};

const closed = (page: WebPage) => {
  const Page = lazy(page.load);
  const { search } = page;
  return createRoute({
    getParentRoute: () => app,
    path: page.path,
    component: () => <Guarded page={page} inside={Page} />,
    ...(search ? { validateSearch: (raw: Record<string, unknown>) => fitSearch(search, raw) } : {}),
  });
};

const ofRooms = rooms.flatMap((room) => room.pages);
const home: WebPage = {
  path: '/',
  title: '',
  permission: 'signed_in',
  load: () => import('./Home.tsx').then(({ Home }) => Home),
};
const pages = ofRooms.some((page) => page.path === '/') ? ofRooms : [home, ...ofRooms];

const tree = root.addChildren([
  app.addChildren([
    ...pages.map(closed),
    createRoute({ getParentRoute: () => app, path: '$', component: Lost }),
  ]),
  open('/sign-in', words.signIn.title, () => import('./SignIn.tsx').then(({ SignIn }) => SignIn)),
  open('/welcome', '', () => import('./Welcome.tsx').then(({ Welcome }) => Welcome)),
  open('/step-into', words.stepInto.title, () => import('./StepInto.tsx').then(({ StepInto }) => StepInto)),
  open('/style', words.layout.style, () => import('./style/Style.tsx').then(({ Style }) => Style)),
]);

/** The router over all rooms' pages and the shell's own. */
export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    parseSearch: (text) => parseSearch(text),
    stringifySearch,
    scrollRestoration: true,
    defaultPendingMs: 150,
    defaultPendingComponent: () => (
      <div className="wl-page">
        <LoadingState what="the page" />
      </div>
    ),
    defaultErrorComponent: ({ error, reset }) => (
      <div className="wl-page">
        <ErrorState error={error} onRetry={reset} />
      </div>
    ),
    defaultNotFoundComponent: Lost,
  });
