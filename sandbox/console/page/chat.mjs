import * as api from './api.mjs';
import { now } from './clock.mjs';
import { make } from './dom.mjs';
import { busyLine, dress, emptyChat, follower, frame, grow, markDays } from './frame.mjs';
import { messageView } from './message.mjs';

/** Half-written lines, by person; they outlive a change of the person in a chat. */
const drafts = new Map();
const TYPING_MS = 5000;

/** One chat of the page: a person, what they see, and a line to write in. */
export function chatPane({ number, people, theme, onPerson, onNew, onAct }) {
  const parts = frame(number, people);
  const scroll = follower(parts.list);
  const chat = {
    parts,
    scroll,
    people,
    theme,
    onPerson,
    onNew,
    onAct,
    views: new Map(),
    waiting: 0,
    typingUntil: 0,
  };
  listenToLine(chat);
  parts.who.onchange = () => become(chat, people[parts.who.selectedIndex]);
  return {
    pane: parts.pane,
    person: () => chat.person,
    become: (person) => become(chat, person),
    load: () => load(chat),
    loading: () => chat.loading === true,
    place: scroll.place,
    focus: () => parts.text.focus(),
    /** A message of somebody is new, changed or gone. */
    changed({ platform, person, id, message }) {
      if (platform === 'slack' || person !== chat.person?.id) return;
      if (message) show(chat, [message], chat.person);
      else remove(chat, id);
    },
    typing({ person }) {
      if (person !== chat.person?.id) return;
      chat.typingUntil = Date.now() + TYPING_MS;
      furnish(chat);
      setTimeout(() => furnish(chat), TYPING_MS + 100);
    },
    redraw() {
      for (const view of chat.views.values()) view.redraw();
      scroll.place();
    },
  };
}

function become(chat, person) {
  const { parts, people, views, scroll } = chat;
  if (chat.person) drafts.set(chat.person.id, parts.text.value);
  chat.person = person;
  chat.waiting = 0;
  views.clear();
  parts.list.replaceChildren();
  dress(parts, person, people.indexOf(person));
  parts.text.value = drafts.get(person.id) ?? '';
  grow(parts.text);
  scroll.follow();
  chat.onPerson();
  return load(chat);
}

async function load(chat) {
  const owner = chat.person;
  const messages = await api.messages(owner.id);
  if (owner !== chat.person) return;
  calm(chat);
  const present = new Set(messages.map((message) => message.id));
  for (const id of [...chat.views.keys()]) if (!present.has(id)) remove(chat, id);
  chat.loading = true;
  show(chat, messages, owner);
  chat.loading = false;
}

/** Shows messages that are new or changed, unless the chat has become another person's meanwhile. */
function show(chat, messages, owner) {
  if (owner !== chat.person) return;
  for (const message of messages) {
    const known = chat.views.get(message.id);
    if (known) known.update(message);
    else add(chat, message, owner);
  }
  furnish(chat);
}

function add(chat, message, owner) {
  const { parts, views, theme } = chat;
  const act = async (press) => {
    chat.onAct();
    show(chat, (await api.press(owner.id, message.id, press)).messages, owner);
  };
  const view = messageView({ message, person: owner, theme, act });
  const later = put(views, message.id, view);
  parts.list.insertBefore(view.element, later?.element ?? parts.list.querySelector(':scope > .busy'));
  if (message.from === 'bot') chat.typingUntil = 0;
  chat.onNew(message);
}

/** Answers and events overtake each other: a message stands where its time puts it. Gives the one that follows it. */
function put(views, id, view) {
  const later = [...views].filter(([, one]) => one.at > view.at);
  views.set(id, view);
  for (const [other, one] of later) {
    views.delete(other);
    views.set(other, one);
  }
  return later[0]?.[1];
}

function remove(chat, id) {
  const element = chat.views.get(id)?.element;
  if (element?.previousElementSibling?.matches('.day')) element.previousElementSibling.remove();
  element?.remove();
  chat.views.delete(id);
  furnish(chat);
}

/** What stands between and below the messages. */
function furnish(chat) {
  const { parts, views, person, scroll } = chat;
  const empty = views.size === 0 && chat.waiting === 0;
  const busy = chat.waiting > 0 || Date.now() < chat.typingUntil;
  keep(parts.list, '.empty', empty && (() => emptyChat(person, (words) => send(chat, words))));
  keep(parts.list, '.busy', busy && busyLine);
  markDays(views, { zone: person.zone, now: now() });
  scroll.place();
}

/** Has one such element at the end of the list, or none. */
function keep(list, selector, makeIt) {
  const there = list.querySelector(`:scope > ${selector}`);
  if (!makeIt) there?.remove();
  else if (!there) list.append(makeIt());
}

async function send(chat, words) {
  const owner = chat.person;
  chat.onAct();
  calm(chat);
  chat.scroll.follow();
  chat.waiting += 1;
  furnish(chat);
  try {
    show(chat, (await api.say(owner.id, words)).messages, owner);
  } catch (error) {
    failed(chat, { owner, words, error });
  } finally {
    if (owner === chat.person) {
      chat.waiting = Math.max(0, chat.waiting - 1);
      furnish(chat);
    }
  }
}

/** Tells what went wrong; words that never left come back to the line. */
function failed(chat, { owner, words, error }) {
  if (owner !== chat.person) return;
  chat.parts.list.append(make('p', { cls: 'trouble', role: 'alert', text: error.message }));
  if (!error.unsent || chat.parts.text.value !== '') return;
  chat.parts.text.value = words;
  grow(chat.parts.text);
}

/** Takes back what was said of earlier trouble. */
function calm(chat) {
  for (const line of chat.parts.list.querySelectorAll(':scope > .trouble')) line.remove();
}

function listenToLine(chat) {
  const { text, form } = chat.parts;
  text.oninput = () => grow(text);
  text.onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (words === '') return;
    text.value = '';
    grow(text);
    void send(chat, words);
  };
}
