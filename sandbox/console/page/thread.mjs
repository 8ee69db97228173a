import { now } from './clock.mjs';
import { make } from './dom.mjs';
import { busyLine, follower, markDays } from './frame.mjs';

const TYPING_MS = 5000;

/**
 * The messages of one place in their list, each where its time puts it, and what stands between and below them.
 * `draw(message)` gives a message's view, `empty()` what is there while there is none; `onNew(message)` is called for
 * what comes while the list is on the page.
 */
export function thread({ list, zone, draw, empty, onNew }) {
  const views = new Map();
  const scroll = follower(list);
  let waiting = 0;
  let typingUntil = 0;
  let loading = false;

  function show(messages) {
    for (const message of messages) {
      const known = views.get(message.id);
      if (known) known.update(message);
      else add(message);
    }
    furnish();
  }

  function add(message) {
    const view = draw(message);
    const later = put(views, message.id, view);
    list.insertBefore(view.element, later?.element ?? list.querySelector(':scope > .busy'));
    if (message.from === 'bot') typingUntil = 0;
    if (!loading && list.isConnected) onNew(message);
  }

  function remove(id) {
    const element = views.get(id)?.element;
    if (element?.previousElementSibling?.matches('.day')) element.previousElementSibling.remove();
    element?.remove();
    views.delete(id);
    furnish();
  }

  function furnish() {
    const busy = waiting > 0 || Date.now() < typingUntil;
    keep(list, '.empty', views.size === 0 && waiting === 0 && empty);
    keep(list, '.busy', busy && busyLine);
    markDays(views, { zone, now: now() });
    scroll.place();
  }

  /** Takes back what was said of earlier trouble. */
  function calm() {
    for (const line of list.querySelectorAll(':scope > .trouble')) line.remove();
  }

  return {
    show,
    remove,
    place: scroll.place,
    /** These are all messages there are. */
    load(messages) {
      calm();
      const present = new Set(messages.map((message) => message.id));
      for (const id of [...views.keys()]) if (!present.has(id)) remove(id);
      loading = true;
      show(messages);
      loading = false;
    },
    /** Shows that the bot is at work until `work` is done; gives the error when it fails, which is told here. */
    async during(work) {
      calm();
      scroll.follow();
      waiting += 1;
      furnish();
      try {
        await work();
        return undefined;
      } catch (error) {
        list.append(make('p', { cls: 'trouble', role: 'alert', text: error.message }));
        return error;
      } finally {
        waiting -= 1;
        furnish();
      }
    },
    /** Shows the same; what fails is for the caller to tell. */
    async waits(work) {
      waiting += 1;
      furnish();
      try {
        return await work();
      } finally {
        waiting -= 1;
        furnish();
      }
    },
    typing() {
      typingUntil = Date.now() + TYPING_MS;
      furnish();
      setTimeout(furnish, TYPING_MS + 100);
    },
    redraw() {
      for (const view of views.values()) view.redraw();
      scroll.place();
    },
  };
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

/** Has one such element at the end of the list, or none. */
function keep(list, selector, makeIt) {
  const there = list.querySelector(`:scope > ${selector}`);
  if (!makeIt) there?.remove();
  else if (!there) list.append(makeIt());
}
