import * as api from './api.mjs';
import { $, tell } from './dom.mjs';

let ahead = 0;

/** The tenant's time, ms since epoch. */
export const now = () => Date.now() + ahead;

const shown = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

const formats = new Map();
/** Hours and minutes, as a clock on the wall of that time zone shows them. */
export function timeIn(zone, at) {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
  formats.set(zone, format);
  return format.format(at);
}

export function setOffset(offset) {
  ahead = offset;
  show();
}

function show() {
  $('#now').textContent = shown.format(now());
}

/** The buttons advance the clock; `passed` is called when all that fell due is done. */
export function startClock({ passed }) {
  const buttons = [...document.querySelectorAll('[data-step]')];
  const rest = (resting) => {
    $('.clock').setAttribute('aria-busy', String(resting));
    for (const button of buttons) button.disabled = resting;
  };
  for (const button of buttons)
    button.onclick = async () => {
      rest(true);
      try {
        setOffset((await api.advance(button.dataset.step)).offset);
        tell(`It is now ${$('#now').textContent}`);
        passed();
      } catch (error) {
        tell(error.message);
      } finally {
        rest(false);
        button.focus();
      }
    };
  show();
  setInterval(show, 1000);
}
