import { Instant } from '../../kernel/time.ts';
import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import { frontPage, ledgerCheck, search } from './service/front-page.ts';

const at = (text: string | null): Instant | null => (text === null ? null : Instant.parse(text));

export const routes = [
  route(contract.frontPage, frontPage),
  route(contract.search, search),
  route(contract.ledger, async (ctx) => {
    const { firstAt, lastAt, ...check } = await ledgerCheck(ctx);
    return { ...check, firstAt: at(firstAt), lastAt: at(lastAt) };
  }),
];
