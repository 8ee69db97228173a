import { face, initials, make } from './dom.mjs';

const TRIES = {
  ana: [
    'my roles',
    'activate Contributor on rg-x for 2h',
    'activate Owner on rg-payments for 1h because INC-7',
  ],
  ben: ['approvals', 'my roles', 'help'],
  cleo: ['approvals', 'my roles', 'help'],
  dev: ['my roles', 'activate Contributor on rg-web for 1h because INC-7', 'help'],
  eva: ['my roles', 'activate Contributor on rg-y for 1h because INC-7', 'help'],
};
const ANYBODY = ['help', 'my roles', 'activate Owner on rg-payments for 1h because INC-7'];

/** The parts of one chat, still without a person. */
export function frame(number, people) {
  const who = make('select', { cls: 'who' });
  for (const { name, does } of people) who.append(make('option', { text: `${name}, ${does}` }));
  const caption = make('span', { cls: 'sr', text: `Person in chat ${number}` });
  const label = make('label', { cls: 'who-label', children: [caption, who] });
  const where = make('p', { cls: 'where' });
  const head = make('header', { children: [label, where] });
  const list = make('div', { cls: 'messages', role: 'log', tabindex: 0 });
  const text = make('textarea', { id: `write-${number}`, rows: 1 });
  const send = make('button', { text: 'Send' });
  const line = make('div', { cls: 'line', children: [text, send] });
  const form = make('form', { cls: 'compose', children: [line] });
  const pane = make('section', { cls: 'chat', id: `chat-${number}`, children: [head, list, form] });
  return { pane, head, who, where, list, text, send, form };
}

/** Makes them the chat of that person. */
export function dress({ pane, head, who, where, list, text, send }, person, index) {
  const first = person.name.split(' ')[0];
  who.selectedIndex = index;
  head.querySelector('.face')?.remove();
  head.prepend(face(initials(person.name), { index }));
  const city = person.zone.split('/').at(-1).replaceAll('_', ' ');
  where.replaceChildren(make('span', { cls: 'where-app', text: 'Teams' }), `${city} time`);
  pane.setAttribute('aria-label', `Chat of ${person.name}`);
  list.setAttribute('aria-label', `Messages of ${person.name}`);
  text.setAttribute('aria-label', `Write as ${person.name}`);
  text.placeholder = `Write as ${first}, for example: my roles`;
  send.setAttribute('aria-label', `Send as ${person.name}`);
}

/** What an empty chat shows: sentences that are sent on a click. */
export function emptyChat(person, send) {
  const first = person.name.split(' ')[0];
  const tries = (TRIES[person.id] ?? ANYBODY).map((words) => {
    const button = make('button', { type: 'button', text: words });
    button.onclick = () => send(words);
    return button;
  });
  const hint = person.installed ? '' : ' Writing adds the app to Teams first.';
  const lead = make('p', { text: `${first} has written nothing yet.${hint} Try one of these:` });
  return make('div', { cls: 'empty', children: [lead, make('div', { cls: 'tries', children: tries })] });
}

export function busyLine() {
  const dots = make('span', { cls: 'dots', children: [make('i'), make('i'), make('i')] });
  return make('p', { cls: 'busy', children: [face('pb', { bot: true }), 'pim-bot is working', dots] });
}

/** Keeps the date before the first message of each day, in the person's zone. What is right stays: additions are spoken. */
export function markDays(views, { zone, now }) {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  });
  const today = format.format(now);
  let before;
  for (const { at, element } of views.values()) {
    const day = format.format(at);
    const there = element.previousElementSibling?.matches('.day')
      ? element.previousElementSibling
      : undefined;
    const words = day === today ? 'Today' : day;
    if (day === before) there?.remove();
    else if (!there) element.before(make('p', { cls: 'day', text: words }));
    else if (there.textContent !== words) there.textContent = words;
    before = day;
  }
}

/** As high as what is written in it; the style sheet sets the most. */
export function grow(text) {
  text.style.height = 'auto';
  text.style.height = `${Math.max(36, text.scrollHeight + 2)}px`;
}

/**
 * Keeps the newest message in sight, from its beginning when all of it does not fit; not while its reader has
 * scrolled away.
 */
export function follower(list) {
  let following = true;
  let placedAt = 0;
  list.onscroll = () => {
    if (Math.abs(list.scrollTop - placedAt) < 2) return;
    following = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  };
  return {
    follow() {
      following = true;
    },
    place() {
      const last = [...list.children].findLast((child) => child.matches('article, .trouble'));
      if (!last || !following) return;
      const top = last.offsetTop - list.offsetTop;
      list.style.scrollBehavior = 'auto';
      list.scrollTop = list.scrollHeight - top > list.clientHeight ? top - 8 : list.scrollHeight;
      list.style.scrollBehavior = '';
      placedAt = list.scrollTop;
    },
  };
}
