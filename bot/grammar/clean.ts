import { opening } from './words/en.js';

/**
 * The text as a person sees it: without control characters, zero-width and bidi marks and lone surrogates,
 * which could make a name look like another, and without the mark-up of mentions.
 */
export function clean(text: string): string {
  let seen = '';
  for (const character of text) seen += visible(character);
  return withoutMentions(seen.replaceAll('&nbsp;', ' ')).normalize('NFC').trim();
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return '\n';
  if (code === 0x09 || code === 0xa0 || code === 0x3000) return ' ';
  return hidden(code) ? '' : character;
}

/** Unicode's format and control characters that chats let through: https://www.unicode.org/reports/tr9/ */
function hidden(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0xad ||
    code === 0x61c ||
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfeff ||
    (code >= 0xe0000 && code <= 0xe007f)
  );
}

/**
 * Teams writes a mention as `<at>name</at>`, Slack as `<@U123>`. The bot's own and a leading one are dropped, of others the name stays.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
function withoutMentions(text: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const mention = mentionAt(text, at);
    if (!mention) {
      result += text[at];
      at += 1;
      continue;
    }
    const own = result.trim() === '' || opening.bot.includes(mention.name.trim().toLowerCase());
    result += own ? ' ' : mention.name;
    at = mention.end;
  }
  return result;
}

function mentionAt(text: string, at: number): { name: string; end: number } | undefined {
  if (text[at] !== '<') return undefined;
  if (text.startsWith('<@', at)) {
    const close = text.indexOf('>', at);
    return close < 0 ? undefined : { name: text.slice(at + 1, close), end: close + 1 };
  }
  if (text.slice(at, at + 3).toLowerCase() !== '<at') return undefined;
  const open = text.indexOf('>', at);
  const close = open < 0 ? -1 : text.indexOf('</at>', open);
  return close < 0 ? undefined : { name: text.slice(open + 1, close), end: close + 5 };
}
