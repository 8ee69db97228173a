import { slack as api } from '../api.mjs';
import { messageList } from '../frame.mjs';
import { thread } from '../thread.mjs';
import { emptyChannel, emptyDirect } from './empty.mjs';
import { homePage } from './home.mjs';
import { menuButton } from './menu.mjs';
import { slackMessage } from './message.mjs';
import { modalLayer } from './modal.mjs';
import { placeTabs } from './places.mjs';
import { namesOf, saidIn } from './words.mjs';

const BOLT = 'M11 2.500 4.500 11.500h4.500L8 17.500l7-9.500h-4.500z';
const GENERAL = 'C0GENERAL';
const HOME = 'home';

/** What a person sees in Slack: the bot's home page, the direct message with it, channels, and what opens over them. */
export function slackWindow({ person, people, pane, line, onAct, onNew }) {
  const { id: me, name, zone } = person;
  const first = name.split(' ')[0];
  const direct = `D0${me.toUpperCase()}`;
  const names = namesOf(people);
  const talks = new Map();
  const tabs = placeTabs({ label: `Slack of ${name}`, onPick: picked });
  const ask = (sheet, actionId, query) => api.options(me, sheet, { actionId, query });
  const home = homePage({
    label: `Home of ${name}`,
    names,
    act: actInView,
    ask,
    async open() {
      onAct();
      take(await api.home(me));
    },
  });
  const modal = modalLayer({ pane, names, act: actInView, ask, under, line: focus });
  const shortcuts = menuButton({
    name: `Shortcuts of ${name}`,
    title: 'Shortcuts',
    drawing: BOLT,
    cls: 'shortcuts',
    entries: [{ words: 'Activate a role', pick: () => shortcut(tabs.shown(), { shortcut: 'activate' }) }],
  });

  const labelOf = (place) => (place === direct ? 'Direct message' : `#${names.channel(place)}`);
  function talkIn(place) {
    const known = talks.get(place);
    if (known) return known;
    const words = labelOf(place);
    const list = messageList(place === direct ? `Direct message of ${name}` : `${words}, as ${name} sees it`);
    const talk = thread({
      list,
      zone,
      draw: messageFrom,
      empty: () => (place === direct ? emptyDirect(person, send) : emptyChannel(words, send)),
      onNew(message) {
        if (message.from !== me) tabs.came(place);
        onNew(message);
      },
    });
    talks.set(place, { ...talk, list });
    line.before(list);
    tabs.add({ id: place, words, panel: list });
    return talks.get(place);
  }

  const messageFrom = (message) =>
    slackMessage({
      message,
      person,
      people,
      names,
      async act(press) {
        onAct();
        return take(await api.press(me, { messageId: message.id }, press));
      },
      ask: (actionId, query) => ask({ messageId: message.id }, actionId, query),
      request: () => shortcut(message.conversation, { shortcut: 'message', message: message.id }),
    });

  /** What comes of it may be a message, which is on its way while the view is closed already. */
  async function actInView(view, press) {
    onAct();
    const work = () => api.press(me, view, press);
    return take(await (press.action === 'close' ? work() : talkIn(direct).waits(work)));
  }

  /** Views are told as they change, in their order; answers may be late. */
  function take(answer) {
    for (const message of answer.messages) talkIn(message.conversation).show([message]);
    return answer;
  }

  function viewed(views) {
    home.show(views.find(({ type }) => type === 'home'));
    modal.show(views.find(({ type }) => type === 'modal'));
  }

  function picked(place) {
    line.form.hidden = place === HOME;
    if (place === HOME) return void home.open();
    talkIn(place).place();
    const channel = place === direct ? '' : ` in ${labelOf(place)}`;
    line.is({
      place: `${me} ${place}`,
      label: `Write as ${name}${channel}`,
      hint: channel ? `Write as ${first}${channel}` : `Write as ${first}, for example: /pim my roles`,
      button: `Send as ${name}`,
    });
  }

  async function send(words) {
    const place = tabs.shown();
    onAct();
    const error = await talkIn(place).during(async () =>
      take(await api.say(me, { ...saidIn(words), conversation: place })),
    );
    if (error?.unsent && place === tabs.shown() && tabs.element.isConnected) line.takeBack(words);
  }

  const shortcut = (place, taken) =>
    talkIn(place).during(async () => {
      onAct();
      take(await api.shortcut(me, taken));
    });

  function under() {
    return [tabs.element, home.element, ...[...talks.values()].map(({ list }) => list), line.form];
  }

  function focus() {
    if (modal.isOpen()) modal.focus();
    else if (tabs.shown() === HOME) home.element.focus();
    else line.focus();
  }

  pane.setAttribute('aria-label', `Slack of ${name}`);
  line.before(tabs.element);
  line.before(home.element);
  line.element.prepend(shortcuts);
  tabs.add({ id: HOME, words: 'Home', panel: home.element });
  for (const place of [direct, GENERAL]) talkIn(place);
  tabs.pick(direct);

  return {
    send,
    viewed,
    focus,
    async load() {
      const [messages, views] = await Promise.all([api.messages(me), api.views(me)]);
      for (const { conversation } of messages) talkIn(conversation);
      for (const [place, talk] of talks)
        talk.load(messages.filter(({ conversation }) => conversation === place));
      viewed(views);
    },
    /** A message is new, changed or gone. */
    changed({ id, message }) {
      if (message) talkIn(message.conversation).show([message]);
      else talkIn(id.split('/')[0]).remove(id);
    },
    typing() {},
    redraw() {},
    place: () => talks.get(tabs.shown())?.place(),
    leave() {
      for (const part of [...under(), shortcuts]) if (part !== line.form) part.remove();
      modal.remove();
      line.form.hidden = false;
      line.form.inert = false;
    },
  };
}
