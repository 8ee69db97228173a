import type { SeedPerson } from '../tenant/entities.js';
import { slackUserOf, TEAM } from './workspace.js';

/** People of the story whose Slack account is linked to nobody of the tenant. */
const STRANGERS = ['oli'];

/** Which Slack account belongs to whom, as if each had linked theirs. */
export function linksOf(
  people: readonly SeedPerson[],
): { team: string; user: string; oid: string; name: string }[] {
  return people
    .filter(({ id }) => !STRANGERS.includes(id))
    .map((person) => ({ team: TEAM.id, user: slackUserOf(person), oid: person.oid, name: person.name }));
}

/** Finds a Slack account, and whether it is linked. */
export function accountsOf(people: readonly SeedPerson[]) {
  const links = linksOf(people);
  return ({ team, user }: { team: string; user: string }) => {
    const person = team === TEAM.id ? people.find((one) => slackUserOf(one) === user) : undefined;
    return person && { name: person.name, linked: links.some((link) => link.user === user) };
  };
}
