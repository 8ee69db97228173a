import { timeIn } from '../clock.mjs';
import { face, initials, make } from '../dom.mjs';
import { sheet } from './blocks/sheet.mjs';
import { menuButton } from './menu.mjs';
import { BOT, readable } from './words.mjs';

const DOTS = 'M4 10h.01M10 10h.01M16 10h.01';

/**
 * One message of Slack. `update` draws it again and keeps what is being typed in it; `act(press)` and
 * `ask(actionId, query)` call the sandbox, `request()` takes the shortcut on it.
 */
export function slackMessage({ message, person, people, names, act, ask, request }) {
  const element = make('article', { cls: 'post', tabindex: -1 });
  const said = make('div', { cls: 'post-said' });
  const worked = sheet({
    names,
    act,
    ask,
    whole: said,
    onLost: () => element.focus({ preventScroll: true }),
  });
  const writer = people.find(({ id }) => id === message.from);
  const name = writer?.name ?? (message.from === 'bot' ? BOT.name : 'Slack');
  const at = timeIn(person.zone, message.at);
  let shown;

  function draw(next) {
    shown = next;
    const { text = '', card, ephemeral } = shown;
    const parts = [head()];
    if (ephemeral) parts.unshift(make('p', { cls: 'post-private', text: 'Only visible to you' }));
    if (card) worked.show(card.blocks);
    else parts.push(make('p', { cls: 'sk-text', text: readable(text, names) }));
    // What stays in place keeps the keyboard.
    for (const old of [...said.children]) if (old !== worked.element || !card) old.remove();
    said.prepend(...parts);
    if (card && worked.element.parentNode !== said) said.append(worked.element);
  }

  function head() {
    const parts = [make('b', { text: name })];
    if (message.from === 'bot') parts.push(make('span', { cls: 'post-app', text: 'APP' }));
    parts.push(make('span', { text: at }));
    const changed = shown.changedAt && timeIn(person.zone, shown.changedAt);
    if (changed && changed !== at) parts.push(make('span', { cls: 'changed', text: `changed ${changed}` }));
    return make('p', { cls: 'post-from', children: parts });
  }

  element.append(portrait(writer, people, message.from), said);
  draw(message);
  const alone = message.ephemeral ? ', only visible to you' : '';
  element.setAttribute('aria-label', `${name}, ${at}${alone}`);
  // Nobody can act on what one person alone sees.
  if (!message.ephemeral)
    element.append(
      menuButton({
        name: `More actions, ${name}, ${at}`,
        title: 'More actions',
        drawing: DOTS,
        cls: 'post-more',
        entries: [{ words: 'Request access from this', pick: request }],
      }),
    );
  return {
    element,
    at: message.at,
    update(next) {
      const same = JSON.stringify([next.text, next.card]) === JSON.stringify([shown.text, shown.card]);
      if (!same) draw(next);
      return !same;
    },
    redraw() {},
  };
}

function portrait(writer, people, from) {
  if (writer) return face(initials(writer.name), { index: people.indexOf(writer) });
  return from === 'bot' ? face('pb', { bot: true }) : face('S');
}
