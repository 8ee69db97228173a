import { subjectWords } from '../../../bot/phrases/places.js';
import type { ChainView } from '../../../bot/views/views.js';
import { rowPress, standing } from '../buttons.js';
import { bold, line, told } from '../lines.js';
import type { Line, Row, Run, Sheet } from '../sheet.js';
import { rowDetail, rowTitle, spoken } from '../subject.js';
import type { Voice } from '../voice.js';

type Option = ChainView['options'][number];

/** What was asked for is not the reader's own, and comes with a group: the membership is offered first. */
export function chain(view: ChainView, voice: Voice): Sheet {
  const { chains, choices } = voice.phrases;
  const { roles, discard } = standing(voice);
  const { duration, justification, options } = view;
  const second = options.some((option) => option.second);
  return {
    summary: chains.title,
    strip: {
      style: 'accent',
      title: chains.title,
      line: [{ text: second ? chains.firstOfTwo : chains.first }],
    },
    lead: options.map((option) => sentence(option, voice)),
    groups: [{ rows: options.map((option, index) => rowOf(option, index, duration, voice)) }],
    ...(justification
      ? { place: line(choices.reason<Run>({ text: told(justification), dim: true }), { dim: true }) }
      : {}),
    buttons: [roles, discard],
  };
}

function sentence({ wanted, membership, second }: Option, { phrases }: Voice): Line {
  const what = subjectWords(wanted, phrases).map((word) =>
    typeof word === 'string' ? word : bold(word.name),
  );
  const group = bold(membership.place.name);
  const { comesWith, mayActivate } = phrases.chains;
  return line((second ? mayActivate<Run> : comesWith<Run>)(what, group));
}

function rowOf({ membership }: Option, index: number, duration: string | undefined, voice: Voice): Row {
  const { buttons, tooltips } = voice.phrases;
  const item = String(index + 1);
  const length: Line = duration ? [{ text: voice.length(duration) }] : [];
  return {
    first: rowTitle(membership, voice),
    second: rowDetail(membership, voice, 'short', length),
    button: rowPress('activate.choose', buttons.activate, item, tooltips.activate(spoken(membership, voice))),
  };
}
