import { dress, frame, grow, tellFresh } from './frame.mjs';
import { slackWindow } from './slack/window.mjs';
import { teamsWindow } from './teams/window.mjs';

const WINDOWS = { teams: teamsWindow, slack: slackWindow };

/** Half-written lines, by place; they outlive a change of the person in a chat. */
const drafts = new Map();

/** One chat of the page: a person, what they see in Teams or in Slack, and a line to write in. */
export function chatPane({ number, people, theme, onPerson, onNew, onAct }) {
  const parts = frame(number, people);
  const line = writingLine(parts, (words) => void seen.send(words));
  const { pane, who, choice } = parts;
  let person;
  let platform;
  let seen;
  let fresh = 0;

  async function become(next, wanted = platformOf(next)) {
    seen?.leave();
    person = next;
    platform = person.platforms.includes(wanted) ? wanted : 'teams';
    fresh = 0;
    dress(parts, { person, people, platform });
    pane.classList.toggle('slack', platform === 'slack');
    seen = WINDOWS[platform]({ number, person, people, pane, line, theme, onAct, onNew });
    onPerson();
    await seen.load();
  }

  /** What comes where the person is not looked at is counted on the switch. */
  function elsewhere({ person: id, platform: other, message }) {
    if (id !== person?.id || message?.from !== 'bot' || message.changedAt !== undefined) return;
    fresh += 1;
    tellFresh(choice, other, fresh);
  }

  const isMine = (change) => change.person === person?.id && (change.platform ?? 'teams') === platform;
  who.onchange = () => void become(people[who.selectedIndex]);
  choice?.addEventListener('change', ({ target }) => {
    keepPlatform(person, target.value);
    void become(person, target.value);
  });
  return {
    pane,
    become,
    load: () => seen.load(),
    person: () => person,
    platform: () => platform,
    place: () => seen.place(),
    focus: () => seen.focus(),
    redraw: () => seen.redraw(),
    /** A message of somebody is new, changed or gone. */
    changed: (change) => (isMine(change) ? seen.changed(change) : elsewhere(change)),
    /** Somebody's modals and home page are others. */
    viewed: (change) => isMine(change) && seen.viewed(change.views),
    typing: (change) => isMine(change) && seen.typing(),
  };
}

const PLATFORMS = 'platforms';

function kept() {
  try {
    return JSON.parse(localStorage.getItem(PLATFORMS)) ?? {};
  } catch {
    return {};
  }
}

/** Where that person was looked at last. */
const platformOf = ({ id }) => kept()[id] ?? 'teams';
const keepPlatform = ({ id }, platform) =>
  localStorage.setItem(PLATFORMS, JSON.stringify({ ...kept(), [id]: platform }));

/** The line below a chat. Enter sends what is written in it. */
function writingLine({ text, send, line, form }, onSend) {
  let here;
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
    write('');
    onSend(words);
  };
  const write = (words) => {
    text.value = words;
    grow(text);
  };
  return {
    /** The element below whose beginning more can stand. */
    element: line,
    form,
    before: (element) => form.before(element),
    focus: () => text.focus(),
    /** Writes into another place from now on. */
    is({ place, label, hint, button }) {
      if (here !== undefined) drafts.set(here, text.value);
      here = place;
      write(drafts.get(place) ?? '');
      text.setAttribute('aria-label', label);
      text.placeholder = hint;
      send.setAttribute('aria-label', button);
    },
    /** Words that never left come back. */
    takeBack(words) {
      if (text.value === '') write(words);
    },
  };
}
