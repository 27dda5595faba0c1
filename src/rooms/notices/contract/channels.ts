// The ways out, for whoever looks after them. Addresses and secrets go in and never come out again.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { ChannelId, PersonId, SiteId } from '../../../kernel/ids.ts';
import { AccountProfile } from '../../../kernel/permission.ts';
import { Instant } from '../../../kernel/time.ts';
import { ChannelKind, Choice, ThingKind } from '../model.ts';

const permission = 'notices.manage';

export const ChannelView = z.object({
  id: ChannelId,
  kind: ChannelKind,
  name: z.string(),
  /** All of its address that is ever shown. */
  host: z.string(),
  kinds: z.array(z.string()),
  site: z.object({ id: SiteId, name: z.string() }).nullable(),
  owner: z.object({ id: PersonId, name: z.string() }).nullable(),
  state: z.enum(['on', 'paused']),
  failingSince: Instant.nullable(),
  nextTryAt: Instant.nullable(),
  lastError: z.string().nullable(),
  lastSentAt: Instant.nullable(),
  waiting: z.number().int(),
  dead: z.number().int(),
  sent: z.number().int(),
  version: z.number().int(),
});
export type ChannelView = z.infer<typeof ChannelView>;

const Standard = z.object({ profile: AccountProfile, choice: Choice, isChanged: z.boolean() });
export const Channels = z.object({
  channels: z.array(ChannelView),
  /** The mail server as set for this installation; null where none is. Its password is not here. */
  smtp: z
    .object({
      host: z.string(),
      port: z.number().int(),
      tls: z.string(),
      from: z.string(),
      hasUser: z.boolean(),
    })
    .nullable(),
  baseUrl: z.string().nullable(),
  standards: z.array(Standard),
  /** Who could not be told by e-mail in the last 30 days, and why. */
  unreached: z.array(
    z.object({
      personId: PersonId,
      name: z.string(),
      why: z.enum(['no_account', 'no_address']),
      things: z.number().int(),
    }),
  ),
  /** Who may see to a way out. */
  people: z.array(z.object({ id: PersonId, name: z.string() })),
  sites: z.array(z.object({ id: SiteId, name: z.string() })),
});
export type Channels = z.infer<typeof Channels>;

export const channels = endpoint({
  method: 'GET',
  path: '/channels',
  permission,
  summary: 'The ways out: how they do, who sees to them, whom they do not reach',
  input: z.object({}),
  output: Channels,
});
/** How many ways out fail and how many messages were put aside: shown beside the page in the navigation. */
export const channelTrouble = endpoint({
  method: 'GET',
  path: '/channels/trouble',
  permission,
  summary: 'How many ways out fail, and how many messages were put aside',
  input: z.object({}),
  output: z.object({ failing: z.number().int(), dead: z.number().int() }),
});

const name = z.string().trim().min(1).max(100);
const address = z.string().trim().min(1).max(2000);
const kinds = z.array(ThingKind).min(1, 'choose at least one thing it hears').max(20);
export const addChannel = endpoint({
  method: 'POST',
  path: '/channels/add',
  permission,
  summary: 'Add a webhook, a Teams or a Slack room; the secret of a webhook is shown once',
  input: z.object({
    kind: z.enum(['webhook', 'teams', 'slack']),
    name,
    address,
    kinds,
    siteId: SiteId.nullable(),
    ownerPersonId: PersonId,
  }),
  output: z.object({ id: ChannelId, secret: z.string().nullable() }),
});
export const changeChannel = endpoint({
  method: 'POST',
  path: '/channels/:channelId/change',
  permission,
  summary: 'Change a way out; an address that is left out stays as it is',
  input: z.object({
    channelId: ChannelId,
    version: z.number().int(),
    name: name.optional(),
    address: address.optional(),
    kinds: kinds.optional(),
    siteId: SiteId.nullable().optional(),
    ownerPersonId: PersonId.optional(),
    state: z.enum(['on', 'paused']).optional(),
  }),
  output: Channels,
});
export const removeChannel = endpoint({
  method: 'POST',
  path: '/channels/:channelId/remove',
  permission,
  summary: 'Remove a webhook or chat; what waits for it is put aside',
  input: z.object({ channelId: ChannelId, version: z.number().int() }),
  output: Channels,
});
export const newChannelSecret = endpoint({
  method: 'POST',
  path: '/channels/:channelId/new-secret',
  permission,
  summary: 'A new secret for a webhook, shown once; the old one ends now',
  input: z.object({ channelId: ChannelId }),
  output: z.object({ secret: z.string() }),
});
export const testChannel = endpoint({
  method: 'POST',
  path: '/channels/:channelId/test',
  permission,
  summary: 'Send a test message now: by e-mail to yourself alone',
  input: z.object({ channelId: ChannelId }),
  output: z.object({ ok: z.boolean(), says: z.string() }),
});
export const replayChannel = endpoint({
  method: 'POST',
  path: '/channels/:channelId/send-again',
  permission,
  summary: 'Send everything again that was put aside on this way out',
  input: z.object({ channelId: ChannelId }),
  output: z.object({ again: z.number().int() }),
});
export const changeStandard = endpoint({
  method: 'POST',
  path: '/notice-standards/change',
  permission,
  summary: 'What is standard for a kind of account: digest hour, quiet hours, what comes at once',
  input: z.object({ profile: AccountProfile, choice: Choice }),
  output: Channels,
});
