import type { Call, Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { lambdaCaller } from './functions.ts';
import { type Ran, type RoleCredentials, runFunction } from './run-function.ts';
import { findFunction, type LambdaFunction, lambdaState } from './state.ts';

/** Name of the task that calls a function with an event that nobody waits for, for `SandboxContext.schedule`. */
export const eventTask = 'lambda:event';

/** An event that waits for its function. */
export interface WaitingEvent {
  readonly arn: string;
  readonly payload: string;
  readonly requestId: string;
  readonly arrivedAt: string;
  readonly attempt: number;
}

/** Waits before the second and the third call: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const waits = [60_000, 120_000];

/**
 * Calls of functions, at once or later.
 * @param endpoint where the functions reach the sandbox.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function invokeOperations(endpoint: () => string): Service['operations'] {
  return {
    Invoke: async (call, sandbox) => {
      const found = findFunction(call, sandbox);
      const payload = payloadOf(call);
      const { InvocationType: type = 'RequestResponse' } = call.input as { InvocationType?: string };
      if (type === 'DryRun') return { StatusCode: 204 };
      if (found.reservedConcurrency === 0) {
        throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      }
      if (type === 'Event') {
        const now = sandbox.clock.now();
        const event: WaitingEvent = {
          arn: found.arn,
          payload,
          requestId: call.id,
          arrivedAt: now.toISOString(),
          attempt: 1,
        };
        sandbox.schedule(now, eventTask, event);
        return { StatusCode: 202 };
      }
      const ran = await run(found, payload, call.id, sandbox, endpoint());
      return {
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
        Payload: Buffer.from(ran.payload),
        ...(ran.functionError === undefined ? {} : { FunctionError: ran.functionError }),
      };
    },
  };
}

function payloadOf({ input }: Call): string {
  const { Payload: payload = '{}' } = input as { Payload?: Uint8Array | string };
  const text = typeof payload === 'string' ? payload : Buffer.from(payload).toString();
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json');
  }
}

/** Calls a function with an event that nobody waits for; again when it fails, and at last tells its destination. */
export async function callWithEvent(
  event: WaitingEvent,
  sandbox: SandboxContext,
  endpoint: string,
): Promise<void> {
  const found = lambdaState(sandbox)[event.arn];
  if (!found) return;
  const { MaximumRetryAttempts: retries = 2, MaximumEventAgeInSeconds: age = 21_600 } =
    found.eventInvokeConfig ?? {};
  const ran = await run(found, event.payload, event.requestId, sandbox, endpoint);
  if (ran.functionError === undefined) return;
  const now = sandbox.clock.now().getTime();
  const wait = waits[event.attempt - 1];
  const isTooOld = wait !== undefined && now + wait > Date.parse(event.arrivedAt) + age * 1000;
  if (wait !== undefined && event.attempt <= retries && !isTooOld) {
    sandbox.schedule(new Date(now + wait), eventTask, { ...event, attempt: event.attempt + 1 });
    return;
  }
  await tellOfFailure(found, event, ran, isTooOld ? 'EventAgeExceeded' : 'RetriesExhausted', sandbox);
}

async function run(
  found: LambdaFunction,
  payload: string,
  requestId: string,
  sandbox: SandboxContext,
  endpoint: string,
): Promise<Ran> {
  const { Credentials: credentials } = (await sandbox.call(
    lambdaCaller(found.accountId, found.arn),
    found.region,
    'sts',
    'AssumeRole',
    { RoleArn: found.settings.Role, RoleSessionName: found.name.slice(0, 64) },
  )) as unknown as { Credentials: RoleCredentials };
  const ran = await runFunction(found, payload, requestId, credentials, endpoint);
  await writeLog(found, requestId, ran, sandbox);
  return ran;
}

/** The function's role, as which Lambda writes its log and tells its destinations. */
function roleCaller({ settings, name }: LambdaFunction): Caller {
  const [, , , , accountId = '', ...rest] = settings.Role.split(':');
  const session = name.slice(0, 64);
  return {
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${rest.join(':').split('/').at(-1)}/${session}`,
    kind: 'assumed-role',
    roleArn: settings.Role,
    sessionName: session,
  };
}

/** What the function wrote; a role that may not write logs loses them, as on AWS. */
async function writeLog(
  found: LambdaFunction,
  requestId: string,
  { log }: Ran,
  sandbox: SandboxContext,
): Promise<void> {
  const caller = roleCaller(found);
  const now = sandbox.clock.now();
  const stream = {
    logGroupName: found.settings.LoggingConfig?.LogGroup ?? `/aws/lambda/${found.name}`,
    logStreamName: `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${requestId.replaceAll('-', '')}`,
  };
  const lines = [
    `START RequestId: ${requestId} Version: $LATEST`,
    ...log.split('\n'),
    `END RequestId: ${requestId}`,
  ];
  const logEvents = lines
    .filter((line) => line !== '')
    .map((message) => ({ timestamp: now.getTime(), message }));
  try {
    await sandbox.call(caller, found.region, 'logs', 'CreateLogStream', stream);
    await sandbox.call(caller, found.region, 'logs', 'PutLogEvents', { ...stream, logEvents });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
async function tellOfFailure(
  found: LambdaFunction,
  event: WaitingEvent,
  ran: Ran,
  condition: string,
  sandbox: SandboxContext,
): Promise<void> {
  const destination = found.eventInvokeConfig?.DestinationConfig?.OnFailure?.Destination;
  if (destination === undefined || destination === '') return;
  const record = JSON.stringify({
    version: '1.0',
    timestamp: sandbox.clock.now().toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: `${found.arn}:$LATEST`,
      condition,
      approximateInvokeCount: event.attempt,
    },
    requestPayload: JSON.parse(event.payload) as unknown,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: ran.functionError },
    responsePayload: JSON.parse(ran.payload) as unknown,
  });
  const [, , kind, region = '', accountId = '', name = ''] = destination.split(':');
  const caller = roleCaller(found);
  try {
    if (kind === 'sqs') {
      const QueueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
      await sandbox.call(caller, region, 'sqs', 'SendMessage', { QueueUrl, MessageBody: record });
    } else if (kind === 'sns') {
      await sandbox.call(caller, region, 'sns', 'Publish', { TopicArn: destination, Message: record });
    }
  } catch (error) {
    // A destination that does not let the role in loses the event, as on AWS.
    if (!(error instanceof AwsError)) throw error;
  }
}
