import type { View } from '../../../bot/views/views.js';
import type { ModalView } from '../../../cards/blocks.js';
import type { Workspace } from '../identity.js';
import type { Sdk } from '../install/sdk.js';
import { toMessengerError } from './failures.js';

/** Questions and short words stand in a window; what goes on after it is closed stands in the direct message. */
const IN_MODAL = new Set<View['name']>(['activation-form', 'choice', 'said']);
export const fitsModal = ({ name }: View): boolean => IN_MODAL.has(name);

/** Windows, by the external ids that we give them. Throws MessengerError; `gone`: it was closed. */
export interface Modals {
  /** True: it is open. A trigger is good for one window, within 3 s. */
  open(of: Workspace, trigger: string, view: ModalView): Promise<boolean>;
  update(of: Workspace, externalId: string, view: ModalView): Promise<void>;
}

type Opened = Parameters<Awaited<ReturnType<Sdk['client']>>['views']['open']>[0]['view'];

export function modals({ client }: Sdk): Modals {
  return {
    async open(of, trigger, view) {
      try {
        await (await client(of)).views.open({ trigger_id: trigger, view: view as Opened });
        return true;
      } catch {
        return false;
      }
    },
    async update(of, externalId, view) {
      try {
        await (await client(of)).views.update({ external_id: externalId, view: view as Opened });
      } catch (error) {
        throw toMessengerError(error);
      }
    },
  };
}
