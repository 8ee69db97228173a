import type { GraphAnswer, GraphCall } from './call.js';
import { dispatch } from './dispatch.js';
import { badRequest, errorBody, GraphError } from './errors.js';
import { GRAPH_ORIGIN } from './odata/listing.js';

const MOST = 20;
const WRITES = ['POST', 'PATCH', 'PUT'];

/** One request of a JSON batch: https://learn.microsoft.com/graph/json-batching */
interface Step {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  /** Ids of the requests that have to succeed before. */
  readonly dependsOn: readonly string[];
}

interface Answered {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

type Batched = Omit<GraphCall, 'method' | 'url' | 'names'>;

/** Answers up to twenty calls in one; each gets its own status. `url` of a request is relative to the version. */
export function runBatch(call: Batched): GraphAnswer {
  const steps = stepsOf(call.body);
  if (steps.length > MOST)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${MOST}.`);
  if (new Set(steps.map(({ id }) => id)).size < steps.length)
    throw badRequest('Request Id has to be unique in a batch.');
  const answers = new Map<string, Answered>();
  for (const step of inOrder(steps)) {
    const blocked = step.dependsOn.some((id) => (answers.get(id)?.status ?? 0) >= 400);
    answers.set(step.id, blocked ? refused(step, failedDependency()) : runStep(call, step));
  }
  return { status: 200, body: { responses: [...answers.values()] } };
}

/** Requests without dependencies stay in their order, all others come after what they depend on. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  const sorted: Step[] = [];
  const done = new Set<string>();
  for (let open = steps; open.length > 0; ) {
    const ready = open.filter(({ dependsOn }) => dependsOn.every((id) => done.has(id)));
    if (ready.length === 0)
      throw badRequest('The dependencies of the requests in a batch are unknown or go in circles.');
    for (const step of ready) done.add(step.id);
    sorted.push(...ready);
    open = open.filter(({ id }) => !done.has(id));
  }
  return sorted;
}

function runStep(call: Batched, step: Step): Answered {
  const { id, method, headers, body } = step;
  try {
    const url = new URL(`/${call.version}/${step.url.replace(/^\/+/, '')}`, GRAPH_ORIGIN);
    const eventual = headers.get('consistencylevel')?.toLowerCase() === 'eventual';
    const answer = dispatch({ ...call, method, url, eventual, body });
    const type = answer.body === undefined ? undefined : { 'Content-Type': 'application/json' };
    return { id, ...answer, headers: { ...type, ...answer.headers } };
  } catch (thrown) {
    if (!(thrown instanceof GraphError)) throw thrown;
    return refused(step, thrown);
  }
}

function refused({ id }: Step, error: GraphError): Answered {
  const headers = { 'Content-Type': 'application/json' };
  return { id, status: error.status, headers, body: errorBody(error, undefined) };
}

function failedDependency(): GraphError {
  return new GraphError(424, 'FailedDependency', 'A request that this one depends on has failed.');
}

function stepsOf(body: unknown): Step[] {
  const requests = (body as { requests?: unknown } | undefined)?.requests;
  if (!Array.isArray(requests) || requests.length === 0) throw malformed();
  return requests.map(stepOf);
}

/**
 * A request that writes needs a body and its type, even where the operation takes none; else the whole batch is refused:
 * https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2628
 */
function stepOf(request: unknown): Step {
  const { id, method, url, headers, body, dependsOn } = (request ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') throw malformed();
  const before = dependsOn ?? [];
  if (!Array.isArray(before) || before.some((each) => typeof each !== 'string')) throw malformed();
  const named = new Map(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const step = { id, method: method.toUpperCase(), url, headers: named, body, dependsOn: before };
  if (WRITES.includes(step.method) && (body === undefined || !named.has('content-type')))
    throw badRequest(`Write request id : ${id} does not contain Content-Type header or body.`, 'BadRequest');
  return step;
}

function malformed(): GraphError {
  return badRequest('Invalid batch payload format.');
}
