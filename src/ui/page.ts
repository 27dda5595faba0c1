import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { AccountProfile, Permission } from '../kernel/permission.ts';
import type { Hit } from './Palette.tsx';

/**
 * One page of a room as a plain value. A room exports `pages: readonly WebPage[]` from its `web/index.ts`;
 * the shell makes routes and navigation of them. `load` is a dynamic import, so a page costs nothing until it is opened.
 */
export type WebPage = {
  /** Below the root; `$id` marks a part, e.g. `/devices/$id`. */
  readonly path: `/${string}`;
  readonly title: string;
  readonly permission: Permission;
  readonly load: () => Promise<ComponentType>;
  /** Shape of the URL's search part. Values that do not fit are left out, the rest is kept. */
  readonly search?: z.ZodObject;
  /** Present: the page stands in the navigation, by `order`; the first four are in the bar of a phone. */
  readonly nav?: {
    readonly label: string;
    readonly icon: Icon;
    readonly order: number;
    /** Further pages that belong here: on them this one is marked. */
    readonly also?: readonly string[];
    /** Given: only these profiles find it there; others reach it by links and search. */
    readonly profiles?: readonly AccountProfile[];
    /** A hook that says how much waits there. */
    readonly useCount?: () => number;
  };
};

/** What a room gives to the shell: its pages, and what Ctrl K finds in it. */
export type WebRoom = {
  readonly pages: readonly WebPage[];
  readonly search?: {
    readonly permission: Permission;
    readonly find: (text: string, signal: AbortSignal) => Promise<readonly Hit[]>;
  };
};
