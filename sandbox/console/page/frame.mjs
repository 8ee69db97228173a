import { face, initials, make } from './dom.mjs';

/** Where a person can be looked at, as people call it. */
const PLATFORMS = { teams: 'Teams', slack: 'Slack' };

/** The parts of one chat, still without a person. */
export function frame(number, people) {
  const who = make('select', { cls: 'who' });
  for (const { name, does } of people) who.append(make('option', { text: `${name}, ${does}` }));
  const caption = make('span', { cls: 'sr', text: `Person in chat ${number}` });
  const label = make('label', { cls: 'who-label', children: [caption, who] });
  const where = make('p', { cls: 'where' });
  const both = people.some(({ platforms }) => platforms.length > 1);
  const choice = both ? platformChoice(number) : undefined;
  const head = make('header', {
    cls: both ? 'both' : '',
    children: [label, where, ...(choice ? [choice] : [])],
  });
  const text = make('textarea', { id: `write-${number}`, rows: 1 });
  const send = make('button', { text: 'Send' });
  const line = make('div', { cls: 'line', children: [text, send] });
  const form = make('form', { cls: 'compose', children: [line] });
  const pane = make('section', { cls: 'chat', id: `chat-${number}`, children: [head, form] });
  return { pane, head, who, where, choice, text, send, line, form };
}

function platformChoice(number) {
  const of = ([value, words]) => {
    const radio = make('input', { type: 'radio', name: `platform-${number}`, value });
    return make('label', { children: [radio, make('span', { cls: 'platform-name', text: words })] });
  };
  const legend = make('legend', { cls: 'sr', text: `Chat ${number} is in` });
  return make('fieldset', { cls: 'platform', children: [legend, ...Object.entries(PLATFORMS).map(of)] });
}

/** Puts that person into the head of the chat, where they are looked at. */
export function dress({ head, who, where, choice }, { person, people, platform }) {
  const index = people.indexOf(person);
  who.selectedIndex = index;
  head.querySelector('.face')?.remove();
  head.prepend(face(initials(person.name), { index }));
  const time = `${person.zone.split('/').at(-1).replaceAll('_', ' ')} time`;
  if (!choice) return where.replaceChildren(make('span', { cls: 'where-app', text: 'Teams' }), time);
  // The switch takes the room, so what the person does stands below the name.
  for (const [i, { name, does }] of people.entries())
    who.options[i].text = i === index ? name : `${name}, ${does}`;
  where.textContent = `${person.does}, ${time}`;
  choice.hidden = person.platforms.length < 2;
  choice.querySelector(`[value=${platform}]`).checked = true;
  for (const other of Object.keys(PLATFORMS)) tellFresh(choice, other, 0);
}

/** So many messages came to the person there. */
export function tellFresh(choice, platform, count) {
  const words = choice?.querySelector(`[value=${platform}] + span`);
  const badge = make('span', { cls: 'new', text: `${count} new` });
  words?.replaceChildren(PLATFORMS[platform], ...(count > 0 ? [' ', badge] : []));
}

/** Where messages stand; what is added is spoken. */
export const messageList = (label) =>
  make('div', { cls: 'messages', role: 'log', tabindex: 0, 'aria-label': label });

/** What an empty chat shows: sentences that are sent on a click. */
export function emptyChat({ lead, tries, send }) {
  const buttons = tries.map((words) => {
    const button = make('button', { type: 'button', text: words });
    button.onclick = () => send(words);
    return button;
  });
  const children = [make('p', { text: lead }), make('div', { cls: 'tries', children: buttons })];
  return make('div', { cls: 'empty', children });
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
