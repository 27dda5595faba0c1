import { IconDeviceHeartMonitor } from '@tabler/icons-react';
import type { WebPage } from '../../../../ui/page.ts';
import { words } from './words.ts';

/** The pages of devices: they compose what several rooms know, so they live in the last one. */
export const devicePages: readonly WebPage[] = [
  {
    path: '/devices',
    title: words.list.title,
    permission: 'inventory.read',
    load: () => import('./Devices.tsx').then(({ Devices }) => Devices),
    nav: { label: words.list.title, icon: IconDeviceHeartMonitor, order: 20 },
  },
  {
    path: '/devices/$id',
    title: words.list.device,
    permission: 'inventory.read',
    load: () => import('./Device.tsx').then(({ Device }) => Device),
  },
];
