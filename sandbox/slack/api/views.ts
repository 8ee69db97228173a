import { viewOf } from '../blocks/surfaces.js';
import { viewPayload } from '../interactions.js';
import { isJson, type Json, textOf } from '../json.js';
import { SlackError } from '../refusal.js';
import type { Method } from './call.js';

/** https://docs.slack.dev/reference/methods?family=views */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': {
    answer(args, { views, triggers }) {
      const body = viewOf(args.view, 'modal');
      return { view: viewPayload(views.open(triggers.exchange(args.trigger_id).person, body)) };
    },
  },
  'views.push': {
    answer(args, { views, triggers }) {
      const body = viewOf(args.view, 'modal');
      const { person, inModal } = triggers.exchange(args.trigger_id);
      if (!inModal) throw new SlackError('invalid_trigger_id');
      return { view: viewPayload(views.push(person, body)) };
    },
  },
  'views.update': {
    answer(args, { views }) {
      const which = named({ id: args.view_id, external: args.external_id, hash: args.hash });
      if (!which.id && !which.external) throw lacking('view_id');
      const body = viewOf(args.view, isJson(args.view) && args.view.type === 'home' ? 'home' : 'modal');
      return { view: viewPayload(views.update(which, body)) };
    },
  },
  'views.publish': {
    answer(args, { views, workspace }) {
      const person = workspace.byUser(String(args.user_id));
      if (!person) throw lacking('user_id');
      const body = viewOf(args.view, 'home');
      return { view: viewPayload(views.publish(person.id, body, textOf(args.hash))) };
    },
  },
};

const named = (args: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(args).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));

function lacking(field: string): SlackError {
  const messages = [`[ERROR] missing required field: ${field}`];
  return new SlackError('invalid_arguments', { response_metadata: { messages } });
}
