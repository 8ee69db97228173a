import type { ExtensionView, NotExtended, NotExtendedView } from '../../bot/views/shapes/extension.js';
import type { View } from '../../bot/views/views.js';
import { each, facts, failures, problemCodes } from './story.js';
import { hour, minute, now, places, role, subjects } from './tenant.js';

const { rules, server } = failures;
const day = 24 * hour;
const groups = role('Groups Administrator', places.directory);

const wish = (more: Partial<ExtensionView> = {}): ExtensionView => ({
  name: 'extension',
  facts: facts(groups, { duration: 'PT720H' }),
  state: 'asked',
  held: 'assignment',
  end: now + 10 * day,
  until: now + 30 * day,
  ...more,
});

const not = (why: NotExtended, more: Partial<NotExtendedView> = {}): View => ({
  name: 'not-extended',
  why,
  subject: groups,
  ...more,
});

/** More time for what ends, in every state that looks different. */
export const extensionSamples: Record<string, View> = {
  'extension asked': wish(),
  'extension of an eligibility': wish({
    held: 'eligibility',
    facts: facts(role('Helpdesk Administrator', places.unit)),
  }),
  'extension renewed': wish({ end: now - day }),
  'extension sending': wish({ state: 'sending' }),
  'extension throttled': wish({ state: 'sending', problem: { code: 'throttled', at: now + minute } }),
  'extension unknown': wish({ state: 'unknown' }),
  'extension by time': wish({ state: 'failed', problem: { ...rules('ExpirationRule'), asked: 'PT720H' } }),
  ...each('extension failed', problemCodes, (code) => wish({ state: 'failed', problem: { code, server } })),
  ...each('not extended', ['running', 'lasting', 'administrator'] as NotExtended[], (why) => not(why)),
  'not extended, group': not('administrator', { subject: subjects.member }),
  'not extended, sooner': not('sooner', {
    held: 'assignment',
    end: now + 10 * day,
    said: { renew: false, duration: 'PT2H', justification: 'INC-7' },
  }),
  'not extended, reason missing': not('incomplete', {
    held: 'assignment',
    end: now + 10 * day,
    said: { renew: false, duration: 'PT720H' },
  }),
  'not extended, length missing': not('incomplete', {
    held: 'eligibility',
    end: now - day,
    said: { renew: true, justification: 'INC-7: the audit goes on' },
  }),
  'choice to extend': {
    name: 'choice',
    purpose: 'extend',
    near: true,
    typed: { role: 'Group Admin' },
    duration: 'PT720H',
    options: [groups, role('Helpdesk Administrator', places.unit)],
    total: 2,
  },
};
