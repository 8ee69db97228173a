import type { CommandName, Misunderstanding } from '../../grammar/intents.js';
import type { Saying } from '../../views/views.js';
import { pieces } from '../words.js';

/** The sentences that help offers to try; `item` is what the press carries. Both the card and the flow read them here. */
const sentences = [
  {
    item: '1',
    says: 'activate Contributor on rg-x for 2h',
    does: 'Asks for what is missing, then starts it',
  },
  { item: '2', says: 'my roles', does: 'What is active and what you may activate' },
  { item: '3', says: 'release Contributor', does: 'Ends a role early' },
  { item: '4', says: 'my requests', does: 'What waits, for whom, until when' },
  { item: '5', says: 'approvals', does: 'What waits for your decision' },
  { item: '6', says: 'cancel my request', does: 'Takes back what is not decided yet' },
  {
    item: '7',
    says: 'extend Groups Administrator for 30 days',
    does: 'Asks an administrator for more time',
  },
];

const help = {
  title: 'What you can say',
  line: 'Word order is free',
  sentences,
  times: 'Times: 2h, 90 min, until 17:00, until tomorrow 9am. Reasons: because INC-7.',
};

const hello = {
  title: 'PIM in this chat',
  line: 'Write what you need, in your own words',
  about: 'I activate and release your roles and bring you what waits for your decision.',
  rights:
    'I hold no rights of my own: all I do in PIM, I do with your sign-in. PIM decides, and its log names you.',
  /** Items of the sentences to try. */
  items: ['1', '2', '5'],
};

const patterns: Record<CommandName, { pattern: string; example: string }> = {
  activate: {
    pattern: 'activate … on … for … because …',
    example: 'activate Contributor on rg-x for 2h because INC-7',
  },
  release: { pattern: 'release … on …', example: 'release Contributor on rg-x' },
  extend: {
    pattern: 'extend … for … because …',
    example: 'extend Groups Administrator for 30 days because INC-7',
  },
  roles: { pattern: 'my roles', example: 'my roles' },
  requests: { pattern: 'my requests', example: 'my requests' },
  status: { pattern: 'status of … on …', example: 'status of Contributor on rg-x' },
  cancel: { pattern: 'cancel my request for … on …', example: 'cancel my request for Contributor on rg-x' },
  approvals: { pattern: 'approvals', example: 'approvals' },
  mute: { pattern: 'mute approvals', example: 'mute approvals' },
  unmute: { pattern: 'unmute approvals', example: 'unmute approvals' },
  help: { pattern: 'help', example: 'help' },
};

const misunderstandings: Record<Misunderstanding, string | undefined> = {
  noCommand: undefined,
  badDuration: 'The length of time is not clear. Write it with its unit, such as 2h or 90 min.',
  twoDurations: 'It names two lengths of time. Write one.',
  pastTime: 'The time it names has passed. Write a later one, or the day too.',
  tooLong: 'It is too long. A reason has room for 500 characters.',
  twoCommands: 'It asks for two things. Write them one after the other.',
  tooMany: 'It names more than 20 roles. Write at most 20 in one sentence.',
  empty: 'It has no words.',
};

const misunderstood = {
  title: 'I did not understand that',
  unclear: 'One part of it is not clear',
  line: 'Nothing was sent',
  patterns,
  misunderstandings,
};

const signIn = {
  title: 'Sign in to go on',
  line: 'Then it goes on by itself',
  lineKept: 'What you asked is kept',
  strange: 'Sign in once',
  lineStrange: 'Then write it again, nothing is kept until then',
  lead: 'PIM must see you, not a bot',
  rights:
    "I hold no rights of my own. Everything I do in PIM, I do with your sign-in, and PIM's log names you.",
  goesOn: 'It goes on by itself',
};

const sayings: Record<Saying, string> = {
  working: 'Working on it.',
  discarded: 'Discarded. Nothing was sent.',
  answeredPrivately: 'I answered you privately.',
  answeredBeside: 'Nothing was sent. I wrote why in our direct messages.',
  notLinked:
    'Your account here is not linked to you in the directory yet, so I cannot act for you. Ask whoever runs this bot.',
  wentThrough: 'It has gone through.',
  muted:
    'Muted. I send you no requests to decide; you still find them under "approvals". Write "unmute approvals" to change that.',
  unmuted: 'I send you the requests that wait for your decision.',
  openChatFirst: 'Open a chat with me first: I answer privately.',
  guestRefused: 'You are a guest here. I act only for people of this organisation, in their own directory.',
  notTaken:
    'Not taken: I cannot keep a record right now, so nothing was sent. If no answer follows within a minute, write it again.',
  noRequests: 'You have no open requests.',
  noApprovals: 'Nothing waits for your decision.',
  noRoles: 'PIM shows no roles of yours, neither active nor to activate.',
};

/** Why a press did nothing: what happened, why, what you can do. */
const refusals = {
  expired: {
    title: 'This card is old',
    happened: 'Nothing was sent.',
    why: (since: string | undefined) =>
      since
        ? `It is from ${since}, and what it shows may have changed.`
        : 'What it shows may have changed since.',
    canDo: 'Start again with the same role and place.',
  },
  notYours: {
    title: 'This is not your request',
    happened: 'Nothing changed.',
    why: <T>(owner: T) => pieces`Only ${owner} may use this card.`,
    whyUnknown: 'This card is for another person.',
    canDo: 'See what waits for you.',
  },
  ownRequest: {
    title: 'This is your own request',
    happened: 'Nothing changed.',
    why: 'Nobody decides on their own request.',
    canDo: 'See what waits for you.',
  },
  notApprover: {
    title: 'This is not yours to decide',
    happened: 'Nothing changed.',
    why: 'PIM does not name you as an approver.',
    canDo: 'See what waits for you.',
  },
  done: {
    title: 'Already done',
    happened: 'Nothing was sent a second time.',
    why: 'It was pressed before, or is over.',
    canDo: 'Look at your requests: they show what became of it.',
  },
  incomplete: {
    title: 'Something is missing',
    happened: 'Nothing was sent.',
    why: (fields: string[]) => `The form asks for this: ${fields.join(', ')}.`,
    canDo: 'Fill it in on the form and press again.',
    fields: { justification: 'a reason', ticket: 'a ticket number', duration: 'how long' },
  },
  reasonNeeded: {
    title: 'A reason is needed',
    happened: 'Nothing was decided.',
    why: 'This decision needs one; the requester reads it.',
    canDo: 'Write it on the card and press again.',
  },
};

export const notices = { help, hello, misunderstood, signIn, sayings, refusals };
