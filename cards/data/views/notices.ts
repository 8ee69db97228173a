import type { View } from '../../../bot/views/views.js';
import { press, rowPress, standing } from '../buttons.js';
import { fact } from '../facts.js';
import { bold, line, said, words } from '../lines.js';
import type { Row, Sheet } from '../sheet.js';
import type { Voice } from '../voice.js';

type Of<N extends View['name']> = Extract<View, { name: N }>;

export function help(_: Of<'help'>, voice: Voice): Sheet {
  const { help: words } = voice.phrases.notices;
  return {
    summary: words.title,
    strip: { style: 'emphasis', title: words.title, line: [{ text: words.line }] },
    groups: [{ rows: words.sentences.map((sentence) => tryRow(sentence, voice)) }],
    note: words.times,
  };
}

export function hello(_: Of<'hello'>, voice: Voice): Sheet {
  const { hello: greeting, help: offered } = voice.phrases.notices;
  const offers = offered.sentences.filter(({ item }) => greeting.items.includes(item));
  return {
    summary: greeting.title,
    strip: { style: 'emphasis', title: greeting.title, line: words(greeting.line) },
    lead: [words(greeting.about), words(greeting.rights)],
    groups: [{ rows: offers.map((sentence) => tryRow(sentence, voice)) }],
    buttons: [press('help.show', voice.phrases.buttons.allCommands)],
  };
}

function tryRow({ item, says, does }: { item: string; says: string; does: string }, voice: Voice): Row {
  const { buttons, tooltips } = voice.phrases;
  return {
    first: [{ text: says, bold: true }],
    second: [{ text: does, dim: true }],
    button: rowPress('help.try', buttons.tryIt, item, tooltips.tryIt(says)),
  };
}

export function misunderstood({ wrote, nearest, why }: Of<'misunderstood'>, voice: Voice): Sheet {
  const { labels, buttons, notices } = voice.phrases;
  const { line: nothingSent, patterns, misunderstandings } = notices.misunderstood;
  const title = why && misunderstandings[why] ? notices.misunderstood.unclear : notices.misunderstood.title;
  const near = nearest && patterns[nearest];
  const example = near?.example ?? patterns.activate.example;
  return {
    summary: title,
    strip: { style: 'emphasis', title, line: words(nothingSent) },
    facts: [
      ...fact(labels.youWrote, said(wrote)),
      ...fact(labels.why, why && misunderstandings[why]),
      ...(near && near.pattern !== near.example ? fact(labels.nearest, near.pattern) : []),
      ...fact(labels.example, [{ text: example, bold: true }]),
    ],
    buttons: [standing(voice).roles, press('help.show', buttons.allCommands)],
  };
}

export function signIn({ kept, stranger }: Of<'sign-in'>, voice: Voice): Sheet {
  const { labels, buttons, notices } = voice.phrases;
  const { line: then, lineKept, lineStrange, lead, rights, goesOn } = notices.signIn;
  const title = stranger ? notices.signIn.strange : notices.signIn.title;
  const what = kept ? lineKept : then;
  return {
    summary: title,
    strip: { style: 'accent', title, line: words(stranger ? lineStrange : what) },
    subject: [{ text: lead, bold: true, large: true }],
    lead: [words(rights)],
    facts: kept ? [...fact(labels.kept, said(kept)), ...fact(labels.after, goesOn)] : [],
    link: { title: buttons.signIn },
  };
}

/** A sentence without a card; drawn small where a card must be. */
export function sayingSheet({ saying }: Of<'said'>, { phrases }: Voice): Sheet {
  const sentence = phrases.notices.sayings[saying];
  return { summary: sentence.replace(/\.$/, ''), strip: { style: 'emphasis', title: sentence } };
}

/** A press that did nothing: nothing was sent, nothing changed. */
export function refusal({ reason }: Of<'refusal'>, voice: Voice): Sheet {
  const { refusals } = voice.phrases.notices;
  const { startAgain, approvals, requests } = standing(voice);
  const told = refusals[reason.kind];
  const ways: Record<typeof reason.kind, Sheet['buttons']> = {
    expired: [startAgain],
    notYours: [approvals],
    ownRequest: [approvals],
    notApprover: [approvals],
    done: [requests],
    incomplete: [],
    reasonNeeded: [],
  };
  const asks = reason.kind === 'incomplete' || reason.kind === 'reasonNeeded';
  return {
    summary: told.title,
    strip: {
      style: asks ? 'accent' : 'emphasis',
      title: told.title,
      line: words(told.happened.replace(/\.$/, '')),
    },
    explain: [
      { label: voice.phrases.labels.why, lines: [whyRefused(reason, voice)] },
      { label: voice.phrases.labels.whatYouCanDo, lines: [words(told.canDo)] },
    ],
    buttons: ways[reason.kind] ?? [],
  };
}

function whyRefused(reason: Of<'refusal'>['reason'], voice: Voice) {
  const { refusals } = voice.phrases.notices;
  switch (reason.kind) {
    case 'expired':
      return words(refusals.expired.why(reason.since === undefined ? undefined : voice.clock(reason.since)));
    case 'notYours':
      return reason.owner
        ? line(refusals.notYours.why(bold(reason.owner)))
        : words(refusals.notYours.whyUnknown);
    case 'incomplete':
      return words(refusals.incomplete.why(reason.fields.map((field) => refusals.incomplete.fields[field])));
    case 'ownRequest':
    case 'notApprover':
    case 'done':
    case 'reasonNeeded':
      return words(refusals[reason.kind].why);
  }
}
