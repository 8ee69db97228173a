import { identityId } from '../../../adapters/slack/identity.js';
import { toIncoming } from '../../../adapters/slack/receive/surfaces.js';
import { readBody } from '../../../adapters/slack/receive/wire.js';
import { type House, openHouse } from './house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const CARD = 'AAAAAAAAAAAAAAAAAAAAAA';
const button = {
  type: 'block_actions',
  actions: [{ action_id: 'role.release', block_id: 'b', value: JSON.stringify({ id: CARD, v: 1 }) }],
};

describe('who acts, and where the app is', () => {
  const inOrg = { team: { id: 'T1' }, enterprise: { id: 'E1' } };

  it.each([
    ['a workspace', { user: { id: 'UANA', team_id: 'T1' } }, 'slack:T1:UANA'],
    ['an organisation', { ...inOrg, user: { id: 'WANA', team_id: 'E1' } }, 'slack:E1:WANA'],
    ['an organisation, by the workspace', { ...inOrg, user: { id: 'WANA', team_id: 'T1' } }, 'slack:E1:WANA'],
    ['somewhere else', { user: { id: 'UANA', team_id: 'T9' } }, 'slack:T9:UANA'],
    [
      'somewhere else, in a channel of an organisation',
      { ...inOrg, user: { id: 'UANA', team_id: 'T9' } },
      'slack:T9:UANA',
    ],
  ])('someone of %s', (_, who, id) => {
    const body = readBody({
      ...button,
      team: { id: 'T1' },
      trigger_id: '1',
      ...who,
    });
    const incoming = body && toIncoming(body);
    const act = incoming?.kind === 'act' ? incoming.act : undefined;
    expect(act && identityId(act.identity)).toBe(id);
    expect(act?.workspace.team).toBe('T1');
  });

  it('the workspace of an event is where the app is, not where its writer is', () => {
    const authorizations = [{ team_id: 'T1', enterprise_id: null, is_enterprise_install: false }];
    const event = {
      type: 'app_mention',
      user: 'UX',
      user_team: 'T9',
      channel: 'C1',
      text: 'my roles',
      ts: '1.1',
    };
    const body = readBody({ type: 'event_callback', team_id: 'T9', event_id: 'Ev1', authorizations, event });
    const incoming = body && toIncoming(body);
    expect(incoming).toMatchObject({
      act: { workspace: { team: 'T1' }, identity: { team: 'T9', user: 'UX' } },
    });
  });

  it('someone from somewhere else is told nothing and does nothing; the event is not delivered again', async () => {
    const event = {
      type: 'app_mention',
      user: 'UANA',
      user_team: 'T9',
      channel: 'C1',
      text: 'my roles',
      ts: '1.1',
    };
    house.answers['chat.postEphemeral'] = { ok: false, error: 'user_not_in_channel' };
    expect((await house.event(event)).status).toBe(200);
    expect(house.turns).toEqual([]);
  });
});
