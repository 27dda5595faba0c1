// The frame around every page behind sign-in: header, navigation, banner, palette.

import {
  IconApi,
  IconBell,
  IconBuildingHospital,
  IconChevronDown,
  IconKeyboard,
  IconLayoutGrid,
  IconLogout,
  IconUsers,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { signOut } from '../../rooms/people/contract.ts';
import { callEndpoint } from '../../ui/api.ts';
import { ClockProvider } from '../../ui/clock.tsx';
import { Go } from '../../ui/Go.tsx';
import { KeyHelp } from '../../ui/KeyHelp.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { type Choice, Menu } from '../../ui/Menu.tsx';
import { Navigation } from '../../ui/Navigation.tsx';
import { type Hit, Palette } from '../../ui/Palette.tsx';
import { initialsOf } from '../../ui/Person.tsx';
import type { WebPage } from '../../ui/page.ts';
import { Shell } from '../../ui/Shell.tsx';
import { ScopeProvider, useScope } from '../../ui/scope.tsx';
import { ThemeToggle } from '../../ui/ThemeToggle.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { useGo } from '../../ui/url.ts';
import { rooms } from './rooms.ts';
import { may, type SignedIn, SignedInOnly } from './session.tsx';
import { words } from './words.ts';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

const isFor = (nav: NonNullable<WebPage['nav']>, who: SignedIn) =>
  nav.profiles?.includes(who.account.profile) ?? true;

/** Everything behind sign-in. */
export function Layout() {
  return <SignedInOnly>{(who) => <Frame who={who} />}</SignedInOnly>;
}

function Frame({ who }: { readonly who: SignedIn }) {
  const sites = useMemo(
    () => who.sites.map((site) => ({ id: String(site.id), label: site.name })),
    [who.sites],
  );
  return (
    <ClockProvider zone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <ScopeProvider all={sites}>
        <Inside who={who} />
      </ScopeProvider>
    </ClockProvider>
  );
}

function Inside({ who }: { readonly who: SignedIn }) {
  const [finding, setFinding] = useState(false);
  useKeys('Everywhere', [{ key: 'mod+k', label: 'Search everything', run: () => setFinding(true) }]);
  const pages = useMemo(
    () =>
      rooms
        .flatMap((room) => room.pages)
        .flatMap((page) =>
          page.nav && may(who, page.permission) && isFor(page.nav, who)
            ? [{ to: page.path, ...page.nav, useCount: page.nav.useCount }]
            : [],
        )
        .sort((a, b) => a.order - b.order),
    [who],
  );
  const hits: Hit[] = pages.map(({ to, label }) => ({ key: to, kind: 'Pages', title: label, to }));
  const find = useCallback(
    async (text: string, signal: AbortSignal) => {
      const open = rooms.flatMap(({ search }) => (search && may(who, search.permission) ? [search] : []));
      return (await Promise.all(open.map((search) => search.find(text, signal)))).flat();
    },
    [who],
  );
  return (
    <Shell
      name={words.name}
      site={<SiteSwitch />}
      banner={who.demo && <DemoBanner who={who} />}
      onSearch={() => setFinding(true)}
      searchHint={words.searchHint}
      tools={
        <>
          <ThemeToggle />
          <AccountMenu who={who} />
        </>
      }
      navigation={<Navigation pages={pages} />}
    >
      <Outlet />
      <Palette
        open={finding}
        onClose={() => setFinding(false)}
        pages={hits}
        search={find}
        hint={words.searchHint}
      />
      <KeyHelp />
    </Shell>
  );
}

function SiteSwitch() {
  const { all, chosen, choose } = useScope();
  if (all.length < 2) return null;
  const label = chosen?.label ?? words.allSites;
  return (
    <Menu
      label={`Site: ${label}`}
      button={
        <>
          <IconBuildingHospital {...icon} />
          <span className="wl-site wl-clip">{label}</span>
          <IconChevronDown {...icon} size={14} />
        </>
      }
      choices={[
        { key: '', label: words.allSites, chosen: !chosen, run: () => choose(null) },
        ...all.map((site) => ({
          key: site.id,
          label: site.label,
          chosen: site.id === chosen?.id,
          run: () => choose(site.id),
        })),
      ]}
    />
  );
}

function DemoBanner({ who }: { readonly who: SignedIn }) {
  return (
    <div className="wl-banner wl-no-print">
      <strong>{words.layout.demo}.</strong>
      {who.person && <span>{words.layout.you(who.person.name, who.person.title ?? '')}</span>}
      <Go to="/step-into">{words.layout.change}</Go>
    </div>
  );
}

function AccountMenu({ who }: { readonly who: SignedIn }) {
  const queries = useQueryClient();
  const toasts = useToasts();
  const go = useGo();
  const name = who.person?.name ?? who.account.login;
  const leave = async () => {
    try {
      await callEndpoint(signOut, {});
      queries.clear();
      go(who.demo ? '/step-into' : '/sign-in');
    } catch (error) {
      toasts.refused(error);
    }
  };
  const pressHelp = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }));
  const choices: Choice[] = [
    ...(who.demo
      ? [{ key: 'step', label: words.layout.change, icon: <IconUsers {...icon} />, to: '/step-into' }]
      : []),
    { key: 'notices', label: words.layout.notices, icon: <IconBell {...icon} />, to: '/my-notices' },
    { key: 'keys', label: words.layout.keys, hint: '?', icon: <IconKeyboard {...icon} />, run: pressHelp },
    { key: 'api', label: words.layout.api, icon: <IconApi {...icon} />, to: '/api-docs' },
    { key: 'style', label: words.layout.style, icon: <IconLayoutGrid {...icon} />, to: '/style' },
    { key: 'out', label: words.layout.signOut, icon: <IconLogout {...icon} />, run: () => void leave() },
  ];
  return (
    <Menu
      label={`${initialsOf(name)}, account of ${name}`}
      button={
        <span className="wl-person__face" aria-hidden="true">
          {initialsOf(name)}
        </span>
      }
      choices={choices.map((choice, i) => (i === 0 ? { ...choice, group: name } : choice))}
    />
  );
}
