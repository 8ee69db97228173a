import { type Pieces, pieces } from '../words.js';

/** What an approver reads. */
export const approvals = {
  posted: 'Waiting for a decision',
  inTheirChats: 'Approvers decide in their own chat with me.',
  pending: {
    approve: 'Your approval is on its way. Until PIM takes it, your next press counts instead.',
    deny: 'Your denial is on its way. Until PIM takes it, your next press counts instead.',
  },
  yourDecision: 'Your decision',
  summary: 'A decision is asked of you',
  /** `what`: the role and its place, as a title. */
  asksFor: <T>(who: T, what: Pieces<T>): Pieces<T> => [...pieces`${who} asks for `, ...what],
  askedFor: <T>(who: T, what: Pieces<T>): Pieces<T> => [...pieces`${who} asked for `, ...what],
  ifYouApproveNow: (length: string, end: string) => `${length}, until ${end} if you approve now`,
  noReason: 'None given',
  worthKnowing: 'Worth knowing',
  fullControl: 'Full control',
  fullControlText: <T>(role: T) => pieces`${role} can give roles to others here`,
  fullControlOfGroup: <T>(role: T) => pieces`${role} can add others to this group`,
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
