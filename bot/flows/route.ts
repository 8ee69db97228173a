import { type About, CARD_DAY, type CardRecord, cardKey } from '../cards.js';
import type { ActivateIntent, Intent, Named } from '../grammar/intents.js';
import { parse } from '../grammar/parse.js';
import { readPerson } from '../people.js';
import { sentenceToTry } from '../phrases/phrases.js';
import type { Stored } from '../state.js';
import type { Message, Press } from '../turn.js';
import type { View } from '../views/views.js';
import { cancel, cancelPressed, check } from './account/cancel.js';
import { extend, extendPressed } from './account/extend.js';
import { showHome } from './account/home.js';
import { mute } from './account/mute.js';
import { keep, release, releasePressed } from './account/release.js';
import { pageRequests, showRequests, showStatus } from './account/requests.js';
import { pageRoles, searchRoles, showRoles } from './account/roles.js';
import { again, retry, start } from './activating/again.js';
import { activate } from './activating/ask.js';
import { choose, searchChoice } from './activating/choose.js';
import { discard, edit, LONGEST_REASON, submitForm } from './activating/form.js';
import { approve, deny } from './approving/decide.js';
import { openApproval, pageApprovals, showApprovals } from './approving/list.js';
import { type Outcome, type PressFlow, type PressScene, refuse, type Scene, say } from './flow.js';
import { wordsFor } from './glance.js';
import { activateSeveral } from './several/ask.js';
import { discardSeveral, editSeveral, submitSeveralForm } from './several/form.js';
import { retryFailed } from './several/results.js';

/** From what a person did to what the bot does. */
export async function route(scene: Scene): Promise<Outcome> {
  const { message } = scene.turn;
  switch (message.kind) {
    case 'text':
      return hear(scene, message);
    case 'press':
      return pressed(scene, message);
    case 'hello':
      return say({ name: 'hello' });
    case 'home':
      return showHome(scene);
  }
}

function hear(scene: Scene, { text, reason }: Message & { kind: 'text' }): Promise<Outcome> {
  const intent = parse(text, { now: scene.turn.at, zone: scene.turn.zone });
  if (reason === undefined || intent.kind !== 'activate') return follow(scene, intent, text);
  const justification = reason.slice(0, LONGEST_REASON);
  const lists = intent.lists?.map((list) => ({ ...list, justification }));
  return activateAny(scene, { ...intent, justification, bare: true, ...(lists ? { lists } : {}) });
}

const activateAny = (scene: Scene, intent: ActivateIntent): Promise<Outcome> =>
  intent.lists ? activateSeveral(scene, { ...intent, lists: intent.lists }) : activate(scene, intent);

async function follow(scene: Scene, intent: Intent, wrote: string): Promise<Outcome> {
  switch (intent.kind) {
    case 'activate':
      return activateAny(scene, intent);
    case 'release':
      return release(scene, intent);
    case 'extend':
      return extend(scene, intent);
    case 'roles':
      return showRoles(scene, intent.query ? { query: intent.query } : {});
    case 'requests':
      return showRequests(scene);
    case 'status':
      return showStatus(scene, intent);
    case 'cancel':
      return cancel(scene, intent);
    case 'approvals':
      return showApprovals(scene);
    case 'mute':
    case 'unmute':
      return mute(scene, intent.kind === 'mute');
    case 'help':
    case 'misunderstood':
      return say(wordsFor(intent, wrote));
  }
}

/** On an operation's card the same buttons mean a new attempt, on a form's card the form itself. */
const byAbout =
  (flows: Partial<Record<About['kind'], PressFlow>>): PressFlow =>
  (scene) =>
    (flows[scene.card.record.about.kind] ?? (async () => refuse({ kind: 'done' })))(scene);

/** They take nothing from their card, which may not even be kept. */
const CARDLESS: Record<string, (scene: Scene, press: Press) => Promise<Outcome>> = {
  'roles.show': (scene) => showRoles(scene),
  'requests.show': (scene) => showRequests(scene),
  'approvals.show': (scene) => showApprovals(scene),
  'help.show': async () => say({ name: 'help' }),
  'help.try': tryExample,
};

/** They take names from their card: safe however old it is. */
const FRESH: Record<string, PressFlow> = { 'activate.again': again };

const ACTIONS: Record<string, PressFlow> = {
  ...FRESH,
  'activate.submit': byAbout({ draft: submitForm, drafts: submitSeveralForm, operation: retry }),
  'activate.edit': byAbout({ draft: edit, drafts: editSeveral, operation: again }),
  'activate.discard': (scene) =>
    (scene.card.record.about.kind === 'drafts' ? discardSeveral : discard)(scene),
  'activate.retry': retryFailed,
  'activate.choose': choose,
  'activate.search': searchChoice,
  'activate.start': start,
  'release.choose': releasePressed,
  'role.release': releasePressed,
  'role.keep': keep,
  'role.extend': extendPressed,
  'extend.choose': extendPressed,
  'cancel.choose': cancelPressed,
  'request.cancel': cancelPressed,
  'request.check': check,
  'approval.approve': approve,
  'approval.deny': deny,
  'approval.show': openApproval,
  'roles.search': searchRoles,
  'roles.page': pageRoles,
  'requests.page': pageRequests,
  'approvals.page': pageApprovals,
};

async function pressed(scene: Scene, press: Press): Promise<Outcome> {
  const { ports, as, now } = scene;
  const cardless = Object.hasOwn(CARDLESS, press.action) ? CARDLESS[press.action] : undefined;
  if (cardless) return cardless(scene, press);
  const stored = press.card ? await ports.state.read<CardRecord>(cardKey(as.tenant, press.card)) : undefined;
  if (!stored) return refuse({ kind: 'expired' });
  const record = stored.value;
  if (record.owner.oid !== as.oid) return notTheirs(scene, record);
  const flow = Object.hasOwn(ACTIONS, press.action) ? ACTIONS[press.action] : undefined;
  if (!flow) return refuse({ kind: 'done' });
  if (now - record.at > CARD_DAY && !Object.hasOwn(FRESH, press.action))
    return expired({ key: press.card, ...stored });
  const { about } = record;
  if (about.kind === 'rows' && (record.stale || press.version !== record.shown))
    return refuse({ kind: 'done' });
  return flow(pressScene(scene, press, stored));
}

function pressScene(scene: Scene, press: Press, { value, version }: Stored<CardRecord>): PressScene {
  const { about } = value;
  const row = press.item ?? '';
  const item = about.kind === 'rows' && Object.hasOwn(about.items, row) ? about.items[row] : undefined;
  return { ...scene, press, card: { id: press.card, record: value, version }, ...(item ? { item } : {}) };
}

async function notTheirs({ as, ports }: Scene, { about, owner }: CardRecord): Promise<Outcome> {
  if (about.kind === 'approval') {
    return refuse({ kind: about.request.requester.oid === as.oid ? 'ownRequest' : 'notApprover' });
  }
  const name = (await readPerson(ports.state, owner))?.name;
  return refuse({ kind: 'notYours', ...(name ? { owner: name } : {}) });
}

/** Nothing was sent; the same role and place can be asked for anew. An old form says so itself, in its own place. */
function expired({ key, value, version }: { key: string; value: CardRecord; version: number }): Outcome {
  const { view, about, at } = value;
  const names = about.kind === 'approval' ? undefined : namesIn(view);
  const old = ['draft', 'drafts', 'rows'].includes(about.kind);
  return {
    replies: [
      {
        view: { name: 'refusal', reason: { kind: 'expired', since: at } },
        about: names ? { kind: 'names', names } : { kind: 'nothing' },
        ...(old ? { into: { id: key, version } } : {}),
      },
    ],
  };
}

function namesIn(view: View): Named | undefined {
  if ('facts' in view) return { role: view.facts.subject.role, scope: view.facts.subject.place.name };
  if ('subject' in view && view.subject) return { role: view.subject.role, scope: view.subject.place.name };
  return 'typed' in view ? view.typed : undefined;
}

/** An example only shows what there is: nothing is sent, ended or withdrawn by trying it. */
async function tryExample(scene: Scene, { item = '' }: Press): Promise<Outcome> {
  const text = sentenceToTry(scene.turn.locale, item);
  if (!text) return refuse({ kind: 'done' });
  const intent = parse(text, { now: scene.turn.at, zone: scene.turn.zone });
  if (intent.kind === 'activate') return activateAny(scene, { ...intent, bare: true });
  if (intent.kind === 'release' || intent.kind === 'extend') return showRoles(scene);
  return intent.kind === 'cancel' ? showRequests(scene) : follow(scene, intent, text);
}
