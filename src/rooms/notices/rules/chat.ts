// The same things as a post for a chat room. Each chat has its own marks: what people wrote is escaped for it.
import { caseUrl, countWords, grouped, type Line, lineGroup, plain, whenWords } from './compose.ts';
import { say } from './words.ts';

/** More lines than this are counted: a chat room is not a list. */
export const POSTED = 10;

type Of = { readonly baseUrl: string | null; readonly zone: string; readonly key: string };

const rest = (l: Line, zone: string): string =>
  [
    l.place,
    ...(l.outcome === 'immediate' && lineGroup(l.kind) !== 'read' ? [say.atOnce] : []),
    ...(l.dueAt === null ? [] : [say.due(whenWords(l.dueAt, zone))]),
    ...(l.to.length > 0 && lineGroup(l.kind) !== 'read' ? [say.waitsFor(l.to.slice(0, 3).join(', '))] : []),
  ].join(' · ');

/** What Slack takes. `&`, `<` and `>` are its only marks in plain text; links are made by us alone.
 *  @source Slack API, "Formatting text for app surfaces", escaping text */
export function slackPost(lines: readonly Line[], of: Of): object {
  const safe = (text: string) =>
    plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const body = parts(lines, of, {
    head: (text) => `*${safe(text)}*`,
    line: (l, url) => {
      const no = url === null ? `W-${l.chainId}` : `<${url}|W-${l.chainId}>`;
      return `${no} ${safe(l.text)} (${safe(rest(l, of.zone))})`;
    },
    foot: safe,
  });
  // Links and pictures in what people wrote are not unfolded, names in it call nobody.
  return { text: body.join('\n'), mrkdwn: true, unfurl_links: false, unfurl_media: false, link_names: false };
}

/** What a Teams webhook takes: an Adaptive Card. Its text knows some Markdown, so that is escaped.
 *  @source Microsoft, "Create Incoming Webhooks"; Adaptive Cards 1.4, TextBlock */
export function teamsPost(lines: readonly Line[], of: Of): object {
  const safe = teamsText;
  const body = parts(lines, of, {
    head: (text) => `**${safe(text)}**`,
    line: (l, url) => {
      const no = url === null ? `W-${l.chainId}` : `[W-${l.chainId}](${url})`;
      return `${no} ${safe(l.text)} (${safe(rest(l, of.zone))})`;
    },
    foot: safe,
  });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: body.map((text) => ({ type: 'TextBlock', text, wrap: true })),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

/** Marks that begin links, emphasis and code are escaped; angle brackets, which begin links too, are replaced. */
const teamsText = (text: string): string =>
  plain(text)
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replaceAll('<', '‹')
    .replaceAll('>', '›');

function parts(
  lines: readonly Line[],
  of: Of,
  as: {
    head: (text: string) => string;
    line: (l: Line, url: string | null) => string;
    foot: (text: string) => string;
  },
): string[] {
  const ordered = grouped(lines).flatMap((g) => g.lines);
  const shown = ordered.slice(0, POSTED);
  const more = ordered.length - shown.length;
  return [
    as.head(countWords(lines)),
    ...shown.map((l) => as.line(l, caseUrl(of.baseUrl, l.chainId))),
    ...(more > 0 ? [as.foot(say.more(more))] : []),
    // A post that arrives twice is known by it.
    as.foot(say.number(of.key)),
  ];
}

/** A post that says one sentence: tests. */
export const onePost = (kind: 'slack' | 'teams', text: string, key: string): object => {
  const line = `${plain(text)} (${say.number(key)})`;
  return kind === 'slack'
    ? { text: line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') }
    : {
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            contentUrl: null,
            content: {
              $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
              type: 'AdaptiveCard',
              version: '1.4',
              body: [{ type: 'TextBlock', text: teamsText(line), wrap: true }],
            },
          },
        ],
      };
};
