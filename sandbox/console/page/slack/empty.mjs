import { emptyChat } from '../frame.mjs';

const TRIES = {
  ana: [
    '/pim activate Contributor on rg-x',
    '/pim my roles',
    'activate Owner on rg-payments for 1h because INC-7',
  ],
  ben: ['/pim approvals', '/pim my roles', 'help'],
  cleo: ['/pim approvals', '/pim my roles', 'help'],
  dev: ['/pim activate Contributor on rg-web', '/pim my roles', 'help'],
  eva: ['/pim activate Contributor on rg-y', '/pim my roles', 'help'],
};
const ANYBODY = ['/pim help', '/pim my roles', 'activate Owner on rg-payments for 1h because INC-7'];
const CHANNEL = ['@pim-bot my roles', '/pim my roles', 'rg-web is down since 9, see INC-9'];

/** What stands in the direct message with the bot while it is empty. */
export const emptyDirect = ({ id, name }, send) =>
  emptyChat({
    lead: `${name.split(' ')[0]} has written nothing yet. A line that begins with /pim is a command, any other is a message. Try one of these:`,
    tries: TRIES[id] ?? ANYBODY,
    send,
  });

export const emptyChannel = (name, send) =>
  emptyChat({
    lead: `Nobody has written in ${name} yet. pim-bot hears what mentions it, and answers in private. Try one of these:`,
    tries: CHANNEL,
    send,
  });
