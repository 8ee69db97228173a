import { teams as api } from '../api.mjs';
import { emptyChat, messageList } from '../frame.mjs';
import { thread } from '../thread.mjs';
import { messageView } from './message.mjs';

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

/** What a person sees in Teams: one chat with the bot. */
export function teamsWindow({ person, pane, line, theme, onAct, onNew }) {
  const first = person.name.split(' ')[0];
  const list = messageList(`Messages of ${person.name}`);
  const talk = thread({
    list,
    zone: person.zone,
    draw: (message) =>
      messageView({
        message,
        person,
        theme,
        async act(press) {
          onAct();
          talk.show((await api.press(person.id, message.id, press)).messages);
        },
      }),
    empty: () => emptyChat({ lead: leadFor(person), tries: TRIES[person.id] ?? ANYBODY, send }),
    onNew,
  });
  line.before(list);
  line.is({
    place: person.id,
    label: `Write as ${person.name}`,
    hint: `Write as ${first}, for example: my roles`,
    button: `Send as ${person.name}`,
  });
  pane.setAttribute('aria-label', `Chat of ${person.name}`);

  async function send(words) {
    onAct();
    const error = await talk.during(async () => talk.show((await api.say(person.id, words)).messages));
    if (error?.unsent && list.isConnected) line.takeBack(words);
  }

  return {
    send,
    load: async () => talk.load(await api.messages(person.id)),
    /** A message is new, changed or gone. */
    changed({ id, message }) {
      if (message) talk.show([message]);
      else talk.remove(id);
    },
    viewed() {},
    typing: talk.typing,
    redraw: talk.redraw,
    place: talk.place,
    focus: line.focus,
    leave: () => list.remove(),
  };
}

function leadFor({ name, installed }) {
  const hint = installed ? '' : ' Writing adds the app to Teams first.';
  return `${name.split(' ')[0]} has written nothing yet.${hint} Try one of these:`;
}
