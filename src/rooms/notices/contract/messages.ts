// The log of messages: which left when through which way out, and what the other end said.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { ChainId, ChannelId, MessageId, PersonId } from '../../../kernel/ids.ts';
import { csvOf, PageInput, pageOf } from '../../../kernel/page.ts';
import { Instant } from '../../../kernel/time.ts';
import { ChannelKind } from '../model.ts';

const permission = 'notices.manage';
export const MessageState = z.enum(['gathering', 'queued', 'sending', 'sent', 'dead', 'dropped']);
export const MessageRow = z.object({
  id: MessageId,
  channelId: ChannelId,
  channel: z.string(),
  kind: ChannelKind,
  person: z.string().nullable(),
  lane: z.enum(['at_once', 'digest', 'test', 'trouble']),
  state: MessageState,
  madeAt: Instant,
  leaveAt: Instant,
  endedAt: Instant.nullable(),
  attempts: z.number().int(),
  inIt: z.number().int(),
  told: z.number().int(),
  says: z.string().nullable(),
});
export type MessageRow = z.infer<typeof MessageRow>;

const Filter = z.object({
  state: csvOf(MessageState),
  channel: csvOf(z.coerce.number().int().positive()),
  lane: csvOf(z.enum(['at_once', 'digest', 'test', 'trouble'])),
});
export const messages = endpoint({
  method: 'GET',
  path: '/messages',
  permission,
  summary: 'Messages, filtered, sorted and counted by facet',
  input: PageInput.extend(Filter.shape),
  output: pageOf(MessageRow),
});
export const messagesFile = endpoint({
  method: 'GET',
  path: '/messages.csv',
  permission,
  produces: 'text/csv',
  summary: 'Exactly the messages shown, as CSV',
  input: PageInput.extend(Filter.shape),
  output: z.string(),
});

export const MessageDetail = MessageRow.extend({
  key: z.string(),
  giveUpAt: Instant,
  personId: PersonId.nullable(),
  mayReplay: z.boolean(),
  attemptList: z.array(
    z.object({ at: Instant, isOk: z.boolean(), says: z.string(), tookMs: z.number().int() }),
  ),
  /** What is in it, by case; not in words, which belong to those who take part. */
  items: z.array(
    z.object({
      thing: z.string(),
      kind: z.string(),
      chainId: ChainId,
      leftOut: z.enum(['read', 'over', 'no_access']).nullable(),
    }),
  ),
});
export type MessageDetail = z.infer<typeof MessageDetail>;
export const oneMessage = endpoint({
  method: 'GET',
  path: '/messages/:messageId',
  permission,
  summary: 'One message: what is in it, every attempt and what came back',
  input: z.object({ messageId: MessageId }),
  output: MessageDetail,
});
export const replayMessage = endpoint({
  method: 'POST',
  path: '/messages/:messageId/send-again',
  permission,
  summary: 'Send a message again that was put aside, or that a webhook lost, under the same id',
  input: z.object({ messageId: MessageId }),
  output: MessageDetail,
});
