import { pieces } from '../words.js';

/** What an approver reads. */
export const approvals = {
  pending: {
    approve: 'Your approval is on its way. Until PIM takes it, your next press counts instead.',
    deny: 'Your denial is on its way. Until PIM takes it, your next press counts instead.',
  },
  yourDecision: 'Your decision',
  summary: 'A decision is asked of you',
  asksFor: <T>(who: T, role: T, place: T) => pieces`${who} asks for ${role} on ${place}`,
  asksForOf: <T>(who: T, role: T, group: T) => pieces`${who} asks for ${role} of ${group}`,
  asksForAlone: <T>(who: T, role: T) => pieces`${who} asks for ${role}`,
  askedFor: <T>(who: T, role: T, place: T) => pieces`${who} asked for ${role} on ${place}`,
  askedForOf: <T>(who: T, role: T, group: T) => pieces`${who} asked for ${role} of ${group}`,
  askedForAlone: <T>(who: T, role: T) => pieces`${who} asked for ${role}`,
  ifYouApproveNow: (length: string, end: string) => `${length}, until ${end} if you approve now`,
  noReason: 'None given',
  worthKnowing: 'Worth knowing',
  fullControl: 'Full control',
  fullControlText: <T>(role: T) => pieces`${role} can give roles to others here`,
  longestTime: 'Longest time',
  longestTimeText: (length: string) => `${length} is the most this role allows`,
  production: 'Production',
  productionText: 'What is changed here is in use',
  reasonForDecision: 'Reason for your decision',
  writeReason: 'Write a reason. The requester reads it.',
  firstCounts: 'The first decision counts.',
  decided: {
    approved: 'Approved',
    denied: 'Denied',
    cancelled: 'Withdrawn',
    timedOut: 'Nobody decided in time',
    decided: 'Decided elsewhere',
  },
  byAt: <T>(who: T, at: string) => pieces`By ${who} ${at}. Nothing is left to do.`,
  overAt: (at: string) => `It ended ${at}. Nothing is left to do.`,
};
