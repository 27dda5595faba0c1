import { fileRoute, route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as channels from './service/channels.ts';
import * as messages from './service/messages.ts';
import * as mine from './service/mine.ts';

export const routes = [
  route(contract.myNotices, (ctx) => mine.myNotices(ctx)),
  route(contract.chooseNotices, mine.chooseNotices),
  route(contract.makeCalendar, (ctx) => mine.makeCalendar(ctx)),
  route(contract.revokeCalendar, (ctx) => mine.revokeCalendar(ctx)),
  fileRoute(contract.calendarFile, mine.calendarFile),
  route(contract.channels, (ctx) => channels.channelsView(ctx)),
  route(contract.channelTrouble, (ctx) => channels.trouble(ctx)),
  route(contract.addChannel, channels.addChannel),
  route(contract.changeChannel, channels.changeChannel),
  route(contract.removeChannel, channels.removeChannel),
  route(contract.newChannelSecret, channels.newChannelSecret),
  route(contract.testChannel, channels.testChannel),
  route(contract.replayChannel, channels.replayChannel),
  route(contract.changeStandard, channels.changeStandard),
  route(contract.messages, messages.messages),
  fileRoute(contract.messagesFile, messages.messagesFile),
  route(contract.oneMessage, (ctx, input) => messages.oneMessage(ctx, input.messageId)),
  route(contract.replayMessage, (ctx, input) => messages.replayMessage(ctx, input.messageId)),
];
