// The log of messages, and sending one again.
import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { MessageId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { audit } from '../../../platform/ledger.ts';
import { everyRow, listOf } from '../../../platform/list.ts';
import { csvLine } from '../../../platform/tabular/guard.ts';
import { transact } from '../../../platform/transact.ts';
import type * as contract from '../contract.ts';
import { giveUpAt } from '../rules/retry.ts';
import * as log from '../store/log.ts';
import { revive } from '../store/messages.ts';

const words = {
  state: {
    gathering: 'Gathers',
    queued: 'Waits',
    sending: 'Is being sent',
    sent: 'Sent',
    dead: 'Put aside',
    dropped: 'Not sent',
  },
  lane: { at_once: 'At once', digest: 'Summary', test: 'Test', trouble: 'Word about a way out' },
};
const wordsOf = async (ctx: Ctx) => {
  const all = await ctx.db.selectFrom('notices.channel').select(['id', 'name']).execute();
  return { ...words, channel: Object.fromEntries(all.map((c) => [String(c.id), c.name])) };
};

type Input = z.output<(typeof contract.messages)['input']>;

/** Messages, a page. */
export async function messages(ctx: Ctx, input: Input) {
  return listOf<contract.MessageRow>(ctx.db, log.messageList(input, await wordsOf(ctx)), input);
}

/** The messages shown, as a file. */
export async function messagesFile(ctx: Ctx, input: Input): Promise<FileAnswer> {
  const named = await wordsOf(ctx);
  const spec = log.messageList(input, named);
  async function* lines(): AsyncGenerator<string> {
    yield csvLine([
      'message',
      'way out',
      'to',
      'lane',
      'state',
      'made',
      'leaves',
      'ended',
      'attempts',
      'things',
      'told',
      'says',
    ]);
    for await (const r of everyRow<contract.MessageRow>(ctx.db, spec, input.sort))
      yield csvLine([
        String(r.id),
        r.channel,
        r.person ?? '',
        words.lane[r.lane],
        words.state[r.state],
        r.madeAt,
        r.leaveAt,
        r.endedAt ?? '',
        String(r.attempts),
        String(r.inIt),
        String(r.told),
        r.says ?? '',
      ]);
  }
  return { fileName: `messages-${ctx.today()}.csv`, chunks: lines() };
}

/** One message. @throws AppError `not_found`. */
export async function oneMessage(ctx: Ctx, id: MessageId): Promise<contract.MessageDetail> {
  const [found, attemptList, items] = await Promise.all([
    log.message(ctx.db, id),
    log.attempts(ctx.db, id),
    log.itemsOf(ctx.db, id),
  ]);
  if (!found) throw new AppError('not_found', 'No such message.', { id });
  const { isRemoved, hasBody, ...row } = found;
  const isDead = row.state === 'dead' && row.lane !== 'test';
  const isLost = row.state === 'sent' && row.lane === 'at_once' && row.kind === 'webhook' && hasBody;
  return { ...row, mayReplay: !isRemoved && (isDead || isLost), attemptList, items };
}

/** Sends again under the same id what was put aside, or what a webhook lost; who may be told is asked anew.
 *  @throws AppError `not_found`, `unprocessable`. */
export const replayMessage = (ctx: Ctx, id: MessageId): Promise<contract.MessageDetail> =>
  transact(ctx, async (ctx) => {
    const { mayReplay, channelId } = await oneMessage(ctx, id);
    const at = ctx.now();
    const again = mayReplay ? await revive(ctx.db, { messageId: id }, at, giveUpAt(at)) : [];
    if (again.length === 0)
      throw new AppError(
        'unprocessable',
        'Only what was put aside, or sent to a webhook, can be sent again.',
      );
    audit(ctx, 'notices.sent_again', { kind: 'message', id }, { channel: channelId });
    return oneMessage(ctx, id);
  });
