import { pieces } from '../words.js';

/** One request of the reader's own, from its sending to its end. */
export const status = {
  sending: 'On its way',
  sendingLine: 'PIM has not answered yet. This card changes by itself.',
  nextTry: (time: string) => `Next try at ${time}. This card changes by itself.`,
  waiting: 'Waiting for approval',
  leftToDecide: (left: string, end: string) => `${left} left to decide, until ${end}`,
  whoCanDecide: 'Who can decide',
  told: <T>(who: T, at: string | undefined, group: T | undefined) => [
    who,
    ...(at ? [`, ${at}`] : []),
    ...(group === undefined ? [] : pieces`, through ${group}`),
  ],
  byMail: <T>(who: T) => pieces`${who}, gets PIM's e-mail`,
  toldSome: (told: number, total: number) => `Told ${told} of ${total}.`,
  approversUnknown: 'PIM does not say who can decide. It sends them e-mail.',
  scheduled: 'Set to start',
  scheduledLine: (start: string, end: string) => `Starts ${start}, until ${end}`,
  active: 'Active',
  left: (left: string, end: string) => `${left} left, until ${end}`,
  until: (end: string) => `Until ${end}`,
  since: (length: string, start: string) => `${length}, since ${start}`,
  approvedBy: <T>(who: T, at: string, after: string) => pieces`${who}, ${at}, ${after} after you asked`,
  inForce: (at: string) => `${at}, the role is in force`,
  ending: 'Ends soon',
  againExplained:
    'PIM cannot lengthen a running role. Activate again takes your answers now and starts it once this one has ended: a short time without it.',
  againNeedsApproval:
    'PIM cannot lengthen a running role. This one needs approval again, so ask once it has ended.',
  releaseSet: (time: string) => `Release set for ${time}`,
  releaseAsked: (at: string) => `You asked to release it ${at}.`,
  releaseLine: 'Until then the role is in force',
  keepsFiveMinutes: 'PIM keeps a role for its first 5 minutes.',
  iRelease: (at: string) => `Nothing, I release it ${at}.`,
  releaseOnItsWay: 'Release is on its way',
  releaseOnItsWayLine: (at: string) => `You asked ${at}. PIM has not confirmed it yet.`,
  ended: (at: string) => `Ended ${at}`,
  ran: (length: string) => `It ran its full ${length}`,
  released: 'You released it',
  removed: 'It was taken away before its end',
  denied: 'Denied',
  by: <T>(who: T, at: string) => pieces`By ${who} ${at}`,
  byAnApprover: 'By an approver',
  cancelled: 'Cancelled',
  cancelledLine: (at: string) => `Withdrawn ${at}, nothing was activated`,
  timedOut: 'Nobody decided',
  timedOutLine: (at: string) => `PIM closed the request ${at}, nothing was activated`,
  failed: 'Not activated',
  failedLine: (at: string) => `PIM refused it ${at}`,
  notSentLine: (at: string) => `It came to nothing ${at}`,
  secondLine: (at: string) => `A second one was refused ${at}`,
  unknown: 'Outcome unknown, checking',
  looks: (next: string, last: string | undefined) =>
    last ? `Next look at ${next}, last look ${last}` : `Next look at ${next}`,
  unknownHappened: (sent: string) =>
    `The request left at ${sent}. No answer came back, so it may or may not be active.`,
  unknownIDo: 'I look for it in PIM under its own number. PIM takes a number once.',
  unknownYou: (deadline: string) =>
    `Nothing. This card changes by itself. If it is not there, I send it again under the same number, until ${deadline} at the latest.`,
  foot: (reference: string, asOf: string) => `Request ${reference}. As of ${asOf}.`,
  footUnread: (reference: string, asOf: string) =>
    `Request ${reference}. As of ${asOf}: to look again I need a new sign-in of yours. Write "my roles" to sign in.`,
  asOf: (asOf: string) => `As of ${asOf}.`,
};

/** Help for a role that PIM shows but a tool does not know yet. Commands are not words: they stay as they are. */
export const tools = {
  lead: {
    azure: 'A tool that was signed in before needs a new sign-in.',
    entra: 'What you signed in to before does not have the role yet: it is in the next sign-in.',
    group: 'Apps may take some minutes to see who is in a group, and then need a new sign-in.',
  },
  portal: 'Portal',
  portalText: {
    azure: 'Reload the page',
    entra: 'Reload the page; if that is not enough, sign out and in again',
    group: 'Sign out and in again',
  },
  apps: 'Apps',
  appsText: 'Wait some minutes, then sign out and in again',
  azureCli: 'Azure CLI',
  azureCliText: ['az account clear', 'az login'],
  kubectl: 'kubectl',
  kubectlText: ['kubelogin remove-tokens'],
  powerShell: 'PowerShell',
  powerShellText: ['Disconnect-MgGraph', 'Connect-MgGraph'],
};
