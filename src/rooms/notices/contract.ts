// The endpoints of notices: what I am told and how; the ways out; the messages that went through them.
export * from './contract/channels.ts';
export * from './contract/messages.ts';
export * from './contract/mine.ts';
