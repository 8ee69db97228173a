import type { Frame, View, ViewName } from '../../bot/views/views.js';
import type { Sheet } from './sheet.js';
import { activationForm } from './views/activation-form.js';
import { approvalDecided, approvalOpen } from './views/approval.js';
import { chain } from './views/chain.js';
import { choice } from './views/choice.js';
import { extension, notExtended } from './views/extension.js';
import { home } from './views/home.js';
import { approvals, myRequests } from './views/lists.js';
import { myRoles } from './views/my-roles.js';
import { hello, help, misunderstood, refusal, sayingSheet, signIn } from './views/notices.js';
import { problem } from './views/problem.js';
import { severalForm, severalUnclear } from './views/several/form.js';
import { several } from './views/several/results.js';
import { active, ending, releasing, scheduled, sending, unknown, waiting } from './views/status-open.js';
import { cancelled, denied, ended, failed, timedOut } from './views/status-over.js';
import { type Voice, voiceFor } from './voice.js';

type Preparing = { [N in ViewName]: (view: Extract<View, { name: N }>, voice: Voice) => Sheet };

const preparing: Preparing = {
  help,
  hello,
  misunderstood,
  'activation-form': activationForm,
  'several-form': severalForm,
  'several-unclear': severalUnclear,
  several,
  choice,
  chain,
  'status-sending': sending,
  'status-waiting': waiting,
  'status-scheduled': scheduled,
  'status-active': active,
  'status-ending': ending,
  'status-releasing': releasing,
  'status-ended': ended,
  'status-denied': denied,
  'status-cancelled': cancelled,
  'status-timed-out': timedOut,
  'status-failed': failed,
  'status-unknown': unknown,
  'approval-open': approvalOpen,
  'approval-decided': approvalDecided,
  extension,
  'not-extended': notExtended,
  'my-roles': myRoles,
  'my-requests': myRequests,
  approvals,
  home,
  refusal,
  problem,
  'sign-in': signIn,
  said: sayingSheet,
};

/** What a view says to its reader. `canConfirm`: the drawing will hold a link to sign in. */
export function sheetOf(view: View, frame: Frame, canConfirm = false): Sheet {
  const prepare = preparing[view.name] as (view: View, voice: Voice) => Sheet;
  return prepare(view, voiceFor(frame, canConfirm));
}
