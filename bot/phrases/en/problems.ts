/** Faults in words. Each has its three sentences: what happened, why, what you can do. Nothing here holds a name. */
export const problems = {
  notActivated: 'Not activated',
  rules: {
    expiration: {
      happened: (asked: string | undefined) =>
        asked ? `You asked for ${asked}.` : 'You asked for longer than is allowed.',
      why: (allowed: string | undefined) =>
        allowed ? `This role's settings allow at most ${allowed}.` : "This role's settings allow less.",
      canDo: (allowed: string | undefined) => (allowed ? `Ask for ${allowed}.` : 'Ask for less time.'),
    },
    justification: {
      title: 'A reason is needed',
      happened: 'PIM refused it without a reason.',
      why: "This role's settings ask for a reason.",
      canDo: 'Write it here.',
    },
    ticketing: {
      title: 'A ticket is needed',
      happened: 'PIM refused it without a ticket number.',
      why: "This role's settings ask for a ticket number.",
      canDo: 'Write it here.',
    },
    both: {
      title: 'A ticket and a reason are needed',
      happened: 'PIM refused it without a ticket number and a reason.',
    },
    eligibility: {
      happened: 'PIM finds no role of yours here that can be activated.',
      why: 'The role ended, was taken away, or does not cover this place.',
      canDo: 'Look at what you have, or ask a PIM administrator.',
    },
    stepUp: {
      title: 'A second factor is needed',
      happened: 'PIM refused your sign-in for this role.',
      why: 'A second factor is asked for, and your sign-in shows none.',
      canDo:
        'I have no page yet where you can show one: activate this role in the portal, which asks for it.',
      canDoHere: "Confirm it's you; your request is kept and goes on by itself.",
    },
    authenticationContext: {
      title: 'A stronger sign-in is needed',
      happened: 'PIM refused your sign-in for this role.',
      why: "This role's settings ask for a stronger sign-in than yours: an authentication context.",
      canDo: 'I have no page yet for such a sign-in: activate this role in the portal, which asks for it.',
    },
    approval: {
      happened: 'PIM refused to activate it at once.',
      why: "This role's settings ask for approval.",
      canDo: 'Ask again: it then goes to the approvers.',
    },
    unknown: {
      happened: 'PIM refused it by a rule of this role.',
      why: 'I have no words for that rule.',
      canDo: 'Change what you ask for, or ask a PIM administrator.',
    },
    several: 'PIM refused it for several reasons.',
    allOfIt: 'Change what you ask for.',
  },
  consentNeeded: {
    title: 'Consent is missing',
    happened: 'Nothing was sent.',
    why: 'Your organization has not allowed me to act for its people.',
    canDo: 'Ask an administrator to give consent, then write it again.',
  },
  alreadyActive: {
    title: 'Already active',
    happened: (until: string | undefined) =>
      until ? `You have this role here, until ${until}.` : 'You have this role here.',
    why: 'PIM keeps one at a time.',
    canDo: 'Use it, or look at it under your roles.',
  },
  alreadyPending: {
    title: 'One is already waiting',
    happened: 'Nothing new was sent.',
    why: (since: string | undefined) =>
      since
        ? `PIM takes one request at a time for a role and place; yours of ${since} waits.`
        : 'PIM takes one request at a time for a role and place; yours waits.',
    canDo: 'Look at it, or write "cancel my request" to withdraw it.',
  },
  tooShort: {
    title: (at: string | undefined) => (at ? `Release set for ${at}` : 'Not released yet'),
    happened: 'You asked to release it early.',
    why: 'PIM keeps a role for its first 5 minutes.',
    canDo: (at: string | undefined) =>
      at ? `Nothing, I release it at ${at}.` : 'Release it again when 5 minutes are over.',
  },
  notActive: {
    title: 'Nothing to release',
    happened: 'Nothing was released.',
    why: (at: string | undefined) => (at ? `This role ended ${at}.` : 'This role is not active.'),
    canDo: 'Look at what is active.',
  },
  notCancellable: {
    title: 'Nothing to cancel',
    happened: 'Nothing changed.',
    why: 'PIM withdraws a request only until it is decided or over.',
    canDo: 'Look at what is open.',
  },
  alreadyDecided: {
    title: 'Already decided',
    happened: 'Your decision was not taken.',
    why: 'Another came first, and the first decision counts.',
    canDo: 'Nothing for this one. See what else waits for you.',
  },
  notAllowed: {
    title: 'Not allowed',
    happened: 'It was refused before PIM looked at it.',
    why: 'Your sign-in has no right to do this here.',
    canDo: 'Choose another place; I never choose a wider one for you.',
  },
  notFound: {
    title: 'Not found',
    happened: 'Nothing was sent.',
    why: 'PIM does not know this role or place, or does not show it to you.',
    canDo: 'Look at what you have, and write its name as it stands there.',
  },
  throttled: {
    title: 'PIM asks to wait',
    happened: (at: string | undefined) => (at ? 'Nothing was accepted yet.' : 'Nothing was sent.'),
    why: 'It has too many requests.',
    canDo: (at: string | undefined) =>
      at ? `Nothing, I try again at ${at} under the same number.` : 'Ask again in a minute.',
  },
  unavailable: {
    title: 'PIM did not answer',
    happened: (at: string | undefined) => (at ? 'Nothing was accepted yet.' : 'Nothing was sent.'),
    why: 'The service could not be reached, or gave no usable answer.',
    canDo: (at: string | undefined) =>
      at ? `Nothing, I try again at ${at} under the same number.` : 'Ask again in a minute.',
  },
  unclear: {
    title: 'Outcome unknown, checking',
    happened: 'The request left, and no answer came back.',
    why: 'The line broke; it may or may not have arrived.',
    canDo: (at: string | undefined) =>
      at
        ? `Nothing, I look it up and send nothing twice; by ${at} I ask you.`
        : 'Nothing, I look it up and send nothing twice.',
  },
  refused: {
    title: 'Not accepted',
    happened: 'PIM refused it.',
    why: 'It gave a reason that I have no words for.',
    canDo: 'Ask again, or ask a PIM administrator.',
  },
  nobodyCanApprove: {
    title: 'Nobody can approve this',
    happened: 'Nothing was sent.',
    why: 'It needs approval, and nobody who may give it can be found: none is named, the group is empty, or it is you alone.',
    canDo: 'Ask a PIM administrator to add an approver.',
  },
  deadlinePassed: {
    title: 'Not sent in time',
    happened: 'PIM did not accept it within 5 minutes, and it is not active.',
    why: 'I send nothing later than 5 minutes after you asked.',
    canDo: 'Ask again.',
  },
  noEligibility: {
    title: 'No role of yours fits',
    happened: 'Nothing was sent.',
    why: 'PIM shows no such role of yours to activate.',
    canDo: 'Look at what you have, or ask a PIM administrator.',
  },
  alreadyHeld: {
    title: 'You have it already',
    happened: (until: string | undefined) =>
      until ? `Nothing is to be activated, you have it until ${until}.` : 'Nothing is to be activated.',
    why: 'It was given to you directly, or comes with a group that you are in.',
    canDo: 'Use it. Where it does not work yet, sign in to the portal or the CLI again.',
  },
  withoutActivation: {
    title: 'Nothing to release',
    happened: 'Nothing was released.',
    why: 'You have it without an activation: it was given to you directly, or comes with a group that you are in.',
    canDo: 'Ask a PIM administrator to take it away.',
  },
  nothingActive: {
    title: 'Nothing to release',
    happened: 'Nothing was released.',
    why: 'No active role of yours fits.',
    canDo: 'Look at what is active.',
  },
  nothingPending: {
    title: 'Nothing to cancel',
    happened: 'Nothing changed.',
    why: 'No open request of yours fits.',
    canDo: 'Look at what is open.',
  },
  nothingExpiring: {
    title: 'Nothing to extend',
    happened: 'Nothing was sent.',
    why: 'Nothing of yours fits that ends, or has ended.',
    canDo: 'Look at what you have.',
  },
  internal: {
    title: 'This went wrong here',
    happened: 'I could not finish it.',
    why: "The fault is mine, not PIM's.",
    canDo: 'Look under your requests whether something was sent, then ask again.',
  },
};
