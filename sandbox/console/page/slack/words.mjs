/** What the bot is called in Slack, and its account there. */
export const BOT = { name: 'pim-bot', user: 'U0PIM' };

/** Names of people and channels, by the ids that Slack has for them. */
export function namesOf(people) {
  const users = new Map(people.map(({ id, name }) => [`U0${id.toUpperCase()}`, name]));
  users.set(BOT.user, BOT.name);
  return {
    user: (id) => users.get(id) ?? id,
    channel: (id) => id.slice(2).toLowerCase(),
  };
}

/** A text as Slack keeps it, as people read it: only words, nothing in it becomes a link or a format. */
export function readable(text, names) {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${names.user(id)}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (_, id, name) => `#${name || names.channel(id)}`)
    .replace(/<!(\w+)(?:\^[^|>]*)?(?:\|([^>]*))?>/g, (_, what, label) => label ?? `@${what}`)
    .replace(/<([a-z]+:[^|>]+)(?:\|([^>]*))?>/g, (_, url, label) => label ?? url)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const COMMAND = /^\/(\S*)\s*([\s\S]*)$/;
const MENTION = /^@pim(?:-bot)?\b[,:]?\s*([\s\S]+)$/i;

/** What a written line asks of Slack. Throws an Error, `unsent`, for a command that nobody has. */
export function saidIn(line) {
  const [, command, rest = ''] = COMMAND.exec(line) ?? [];
  if (command?.toLowerCase() === 'pim') return { via: 'command', text: rest };
  if (command !== undefined)
    throw Object.assign(new Error(`/${command} is not a command here. There is /pim.`), { unsent: true });
  const [, mentioned] = MENTION.exec(line) ?? [];
  return mentioned ? { via: 'mention', text: mentioned } : { via: 'message', text: line };
}
