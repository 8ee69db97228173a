import type { Documented } from './cases.js';
import { GROUPS, type World } from './world.js';

const REQUEST = 'graph.privilegedAccessGroupAssignmentScheduleRequest';
const ELIGIBILITY_REQUEST = 'graph.privilegedAccessGroupEligibilityScheduleRequest';
const PERSON = '3cce9d87-3986-4f19-8335-7ed075408ca2';
const GROUP = '2b5ed229-4072-478d-9504-a047ebd4b07d';

const idOf = (body: unknown) => (body as { id: string }).id;
const isMember = async (world: World) => {
  await world.member('printer-team');
  return { [PERSON]: world.oid('ana'), [GROUP]: world.oid('printer-team') };
};
const isEligible = (world: World) => ({ [PERSON]: world.oid('eva'), [GROUP]: world.oid('printer-team') });

/** PIM for groups. */
export const groupCases: Readonly<Record<string, Documented>> = {
  'groups.assignmentScheduleRequests/create-adminAssign': {
    given: (world) => ({
      [PERSON]: world.oid('ana'),
      '68e55cce-cf7e-4a2d-9046-3e4e75c4bfa7': world.oid('printer-team'),
      '2022-12-08T07:43:00.000Z': world.now(),
    }),
    type: REQUEST,
    // Where the page says type, it means context.
    except: ['@odata.type'],
  },
  'groups.assignmentScheduleRequests/get': {
    given: async (world) => ({ '34e963f6-150f-cf79-678c-6fcaf978bb49': await world.member('printer-team') }),
    type: REQUEST,
  },
  'groups.assignmentScheduleRequests/filterByCurrentUser-principal-pendingApproval': {
    as: 'ana',
    async given(world) {
      await world.waitingMember();
      return { 'd5f0ad2e-6b34-401b-b6da-0c8fc2c5a3fc': world.oid('break-glass-operators') };
    },
    type: REQUEST,
    // The page misspells two names.
    except: ['.createdDateTIme', '.completedDateTIme'],
  },
  'groups.assignmentScheduleRequests/cancel': {
    as: 'ana',
    given: async (world) => ({ 'f4b57a8c-da56-4ae0-8aef-65c3a043dab4': await world.waitingMember() }),
  },
  'groups.assignmentSchedules/list': {
    given: isMember,
    type: 'graph.privilegedAccessGroupAssignmentSchedule',
  },
  'groups.assignmentScheduleInstances/filterByCurrentUser-principal': {
    as: 'ana',
    given: isMember,
    type: 'graph.privilegedAccessGroupAssignmentScheduleInstance',
    // The page's context lacks a letter.
    except: ['@odata.context'],
  },
  'groups.assignmentScheduleInstances/get': {
    async given(world) {
      await world.member('printer-team');
      const filter = `$filter=groupId eq '${world.oid('printer-team')}'`;
      const { body } = await world.send('ada', 'GET', `${GROUPS}/assignmentScheduleInstances?${filter}`);
      const [first] = (body as { value: { id: string }[] }).value;
      return { '48fe5560-de56-2750-ae7c-2bbf1da9e452': first?.id ?? '' };
    },
    type: 'graph.privilegedAccessGroupAssignmentScheduleInstance',
  },
  'groups.eligibilityScheduleRequests/create-adminExtend': {
    given: (world) => ({
      ...isEligible(world),
      '2023-02-06T19:25:00.000Z': world.now(),
      '2023-02-07T20:56:00.000Z': world.inDays(365),
    }),
    type: ELIGIBILITY_REQUEST,
  },
  'groups.eligibilityScheduleRequests/get-adminRemove-revoked': {
    async given(world) {
      const { body } = await world.send('ada', 'POST', `${GROUPS}/eligibilityScheduleRequests`, {
        accessId: 'member',
        action: 'adminRemove',
        groupId: world.oid('printer-team'),
        principalId: world.oid('eva'),
      });
      return { '534b3d4d-3ba0-8429-3568-5e9cce6c2cbd': idOf(body) };
    },
    type: ELIGIBILITY_REQUEST,
  },
  'groups.eligibilityScheduleRequests/filterByCurrentUser-principal': {
    as: 'eva',
    given: () => ({}),
    type: ELIGIBILITY_REQUEST,
    // The page's context is that of one thing.
    except: ['@odata.context'],
  },
  'groups.eligibilitySchedules/list-select': {
    given: isEligible,
    type: 'graph.privilegedAccessGroupEligibilitySchedule',
  },
  'groups.eligibilityScheduleInstances/list': {
    given: isEligible,
    type: 'graph.privilegedAccessGroupEligibilityScheduleInstance',
  },
};
