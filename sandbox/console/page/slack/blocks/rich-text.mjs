import { make } from '../../dom.mjs';

/** A rich_text block. Its texts are texts: only what the bot made a link is one. */
export const richText = ({ elements }, names) =>
  make('div', { cls: 'sk-rich', children: elements.map((part) => PARTS[part.type]?.(part, names) ?? '') });

const runs = (elements, names) =>
  elements.map((element) => styled(RUNS[element.type]?.(element, names) ?? '', element.style));

const PARTS = {
  rich_text_section: ({ elements }, names) => make('p', { cls: 'sk-line', children: runs(elements, names) }),
  rich_text_quote: ({ elements }, names) =>
    make('blockquote', { cls: 'sk-quote', children: runs(elements, names) }),
  rich_text_preformatted: ({ elements }, names) =>
    make('pre', { cls: 'sk-code', children: runs(elements, names) }),
  rich_text_list: ({ style, indent = 0, offset = 0, elements }, names) => {
    const items = elements.map((item) => make('li', { children: runs(item.elements, names) }));
    const list = make(style === 'ordered' ? 'ol' : 'ul', { cls: 'sk-list', children: items });
    if (offset > 0) list.start = offset + 1;
    list.style.marginLeft = `${indent * 22}px`;
    return list;
  },
};

const RUNS = {
  text: ({ text }) => text,
  link: ({ url, text }) => link(url, text ?? url),
  user: ({ user_id }, names) => make('span', { cls: 'sk-name', text: `@${names.user(user_id)}` }),
  channel: ({ channel_id }, names) => make('span', { cls: 'sk-name', text: `#${names.channel(channel_id)}` }),
  broadcast: ({ range }) => make('span', { cls: 'sk-name', text: `@${range}` }),
  emoji: ({ name }) => `:${name}:`,
  date: ({ timestamp, fallback }) => fallback ?? new Date(timestamp * 1_000).toISOString(),
};

function link(url, text) {
  if (!/^https?:\/\//.test(url)) return text;
  return make('a', { href: url, target: '_blank', rel: 'noopener noreferrer', text });
}

const TAGS = { code: 'code', italic: 'em', strike: 's', underline: 'u', bold: 'strong' };

function styled(run, style = {}) {
  return Object.entries(TAGS).reduce(
    (inner, [name, tag]) => (style[name] ? make(tag, { children: [inner] }) : inner),
    run,
  );
}
