import type { Log } from '../../../bot/ports.js';
import type { View } from '../../../bot/views/views.js';
import type { ModalView } from '../../../cards/blocks.js';
import type { Workspace } from '../identity.js';
import type { Sdk } from '../install/sdk.js';
import { saidBySlack, toMessengerError } from './failures.js';

/** Questions and short words stand in a window; what goes on after it is closed stands in the direct message. */
const IN_MODAL = new Set<View['name']>([
  'activation-form',
  'several-form',
  'several-unclear',
  'choice',
  'said',
]);
/** Where something can still be missing, the window stays open. */
export const isForm = ({ name }: View): boolean => name === 'activation-form' || name === 'several-form';
export const fitsModal = ({ name }: View): boolean => IN_MODAL.has(name);

/** Windows, by the external ids that we give them. */
export interface Modals {
  /** Answers with what the window showed then, by Slack's word; `undefined`: it is not open. Good for one use, within 3 s. */
  open(of: Workspace, trigger: string, view: ModalView): Promise<{ hash: string } | undefined>;
  /** `hash`: only while it still shows that. Throws MessengerError; `gone`: it was closed. */
  update(of: Workspace, externalId: string, view: ModalView, hash?: string): Promise<void>;
}

type Opened = Parameters<Awaited<ReturnType<Sdk['client']>>['views']['open']>[0]['view'];

export function modals({ client }: Sdk, log: Log): Modals {
  return {
    async open(of, trigger, view) {
      try {
        const answer = await (await client(of)).views.open({ trigger_id: trigger, view: view as Opened });
        return { hash: answer.view?.hash ?? '' };
      } catch (error) {
        log.warn('slack.noWindow', { code: saidBySlack(error) ?? 'failed' });
        return undefined;
      }
    },
    async update(of, externalId, view, hash) {
      try {
        const shown = { external_id: externalId, view: view as Opened, ...(hash ? { hash } : {}) };
        await (await client(of)).views.update(shown);
      } catch (error) {
        throw toMessengerError(error);
      }
    },
  };
}
