import * as api from './api.mjs';
import { chatPane } from './chat.mjs';
import { setOffset, startClock } from './clock.mjs';
import { $ } from './dom.mjs';
import { startLog } from './log.mjs';
import { startTabs } from './tabs.mjs';
import { startTheme } from './theme.mjs';

const CHATS = 3;
const FIRST = ['ana', 'ben', 'cleo'];

const people = await api.people();
const nameOf = (oid) => people.find((person) => person.oid === oid)?.name.split(' ')[0] ?? 'somebody';
const log = startLog({ nameOf });
await log.load();
const theme = startTheme(() => {
  for (const chat of chats) chat.redraw();
});

let tabs;
const chats = Array.from({ length: CHATS }, (_, index) =>
  chatPane({
    number: index + 1,
    people,
    theme: theme.current,
    onPerson() {
      tabs?.name(index);
      localStorage.setItem('chats', JSON.stringify(chats.map(placeOf)));
    },
    onAct: log.mark,
    onNew(message) {
      if (message.from === 'bot') tabs?.came(index);
    },
  }),
);
$('.chats').append(...chats.map((chat) => chat.pane));

for (const [index, place] of remembered().entries()) {
  const [id, platform] = place.split('/');
  const person = people.find((one) => one.id === id) ?? people[index];
  await chats[index].become(person, platform);
}
tabs = startTabs(chats);
tabs.pick(0);
startClock({ passed: () => Promise.all(chats.map((chat) => chat.load())) });
$('.log').ontoggle = () => {
  for (const chat of chats) chat.place();
};

api.listen({
  message: (change) => {
    for (const chat of chats) chat.changed(change);
  },
  view: (change) => {
    for (const chat of chats) chat.viewed(change);
  },
  typing: (who) => {
    for (const chat of chats) chat.typing(who);
  },
  clock: ({ offset }) => setOffset(offset),
  upstream: log.called,
  joined: async () => {
    $('.lost').hidden = true;
    setOffset((await api.state()).clock.offset);
    await Promise.all([log.load(), ...chats.map((chat) => chat.load())]);
  },
  lost: () => {
    $('.lost').hidden = false;
  },
});

/** Who is looked at in a chat, and in what: 'ana/slack'. */
function placeOf(chat) {
  const person = chat.person();
  return person && `${person.id}/${chat.platform()}`;
}

function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem('chats'));
    return FIRST.map((id, index) => String(kept?.[index] ?? id));
  } catch {
    return FIRST;
  }
}
