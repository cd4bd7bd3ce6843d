import type { Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import type { Arrival } from './arrive.ts';
import { admitsAccount, busPolicy } from './bus-policy.ts';
import type { Rule, Target } from './buses.ts';
import { arrivalTask, type Place } from './event.ts';
import { inputFor } from './input.ts';

const service = 'events.amazonaws.com';

/**
 * Brings an event to one target: another bus, a topic, a queue, a function or a log group; each asks its policy first. Targets of
 * other kinds take nothing here. What is refused goes to the target's dead-letter queue, if there is one.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
export async function sendToTarget(
  sandbox: SandboxContext,
  arrival: Arrival,
  rule: Rule,
  target: Target,
): Promise<void> {
  try {
    await send(sandbox, arrival, rule, target);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    await sendToDeadLetters(sandbox, arrival, rule, target, error);
  }
}

async function send(sandbox: SandboxContext, arrival: Arrival, rule: Rule, target: Target): Promise<void> {
  const [, , kind = '', region = '', accountId = '', ...rest] = target.Arn.split(':');
  const name = rest.join(':');
  const caller = ruleCaller(arrival.place.accountId, rule);
  const input = inputFor(target, arrival.event);
  if (kind === 'events' && name.startsWith('event-bus/')) {
    return forward(sandbox, arrival, rule, target, {
      accountId,
      region,
      bus: name.slice('event-bus/'.length),
    });
  }
  if (kind === 'sns') {
    await sandbox.call(caller, region, 'sns', 'Publish', { TopicArn: target.Arn, Message: input });
  } else if (kind === 'sqs') {
    await sandbox.call(caller, region, 'sqs', 'SendMessage', {
      QueueUrl: queueUrl(region, accountId, name),
      MessageBody: input,
      ...(target.SqsParameters?.MessageGroupId
        ? { MessageGroupId: target.SqsParameters.MessageGroupId }
        : {}),
    });
  } else if (kind === 'lambda') {
    await sandbox.call(caller, region, 'lambda', 'Invoke', {
      FunctionName: target.Arn,
      InvocationType: 'Event',
      Payload: Buffer.from(input),
    });
  } else if (kind === 'logs') {
    const stream = {
      logGroupName: name.replace(/^log-group:/, '').replace(/:\*$/, ''),
      logStreamName: arrival.event.id,
    };
    await sandbox.call(caller, region, 'logs', 'CreateLogStream', stream);
    const timestamp = Date.parse(arrival.event.time);
    await sandbox.call(caller, region, 'logs', 'PutLogEvents', {
      ...stream,
      logEvents: [{ timestamp, message: input }],
    });
  }
}

/**
 * To another bus. One of another account or region admits the rule's role or, without a role, the account by its number:
 * "if that account granted permission to your account through an organization instead of directly by the account ID, you must
 * specify a RoleArn". https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
 */
async function forward(
  sandbox: SandboxContext,
  { event, place, passed = [] }: Arrival,
  rule: Rule,
  target: Target,
  to: Place,
): Promise<void> {
  // An event that came from another account goes no further than the account it came to.
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
  const isForeign = passed.some((before) => before.accountId !== place.accountId);
  if (isForeign && to.accountId !== place.accountId) return;
  if (to.accountId === place.accountId && to.region === place.region && to.bus === place.bus) return;
  if (target.RoleArn !== undefined) await requireRole(sandbox, place, rule, target.RoleArn, target.Arn);
  else if (to.region !== place.region) throw refused(`a bus of another region needs a role: ${target.Arn}`);
  else if (
    to.accountId !== place.accountId &&
    !admitsAccount(busPolicy(sandbox, target.Arn), place.accountId, target.Arn)
  ) {
    throw refused(`the policy of ${target.Arn} does not admit account ${place.accountId}`);
  }
  sandbox.schedule(sandbox.clock.now(), arrivalTask, { event, place: to, passed: [...passed, place] });
}

async function requireRole(
  sandbox: SandboxContext,
  place: Place,
  rule: Rule,
  roleArn: string,
  busArn: string,
): Promise<void> {
  const assumed = await sandbox.authorize(
    ruleCaller(place.accountId, rule),
    place.region,
    'sts',
    'AssumeRole',
    {
      RoleArn: roleArn,
      RoleSessionName: 'events',
    },
  );
  if (!assumed.allowed) throw refused(assumed.message);
  const accountId = roleArn.split(':')[4] ?? '';
  const session: Caller = {
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleArn.split('/').at(-1)}/events`,
    kind: 'assumed-role',
    roleArn,
    sessionName: 'events',
  };
  const region = busArn.split(':')[3] ?? place.region;
  const decision = await sandbox.authorize(session, region, 'events', 'PutEvents', {
    Entries: [{ EventBusName: busArn }],
  });
  if (!decision.allowed) throw refused(decision.message);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
async function sendToDeadLetters(
  sandbox: SandboxContext,
  { event, place }: Arrival,
  rule: Rule,
  target: Target,
  error: AwsError,
): Promise<void> {
  const arn = target.DeadLetterConfig?.Arn;
  if (arn === undefined) return;
  const [, , , region = '', accountId = '', name = ''] = arn.split(':');
  const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
  try {
    await sandbox.call(ruleCaller(place.accountId, rule), region, 'sqs', 'SendMessage', {
      QueueUrl: queueUrl(region, accountId, name),
      MessageBody: JSON.stringify(event),
      MessageAttributes: {
        RULE_ARN: attribute(rule.arn),
        TARGET_ARN: attribute(target.Arn),
        ERROR_CODE: attribute('NO_PERMISSIONS'),
        ERROR_MESSAGE: attribute(error.message.slice(0, 1024)),
      },
    });
  } catch (lost) {
    // A dead-letter queue that does not let EventBridge in loses the event, as on AWS.
    if (!(lost instanceof AwsError)) throw lost;
  }
}

const refused = (reason: string) => new AwsError('AccessDeniedException', reason);

const ruleCaller = (accountId: string, rule: Rule): Caller => ({
  accountId,
  arn: service,
  kind: 'service',
  servicePrincipal: service,
  sourceArn: rule.arn,
});

const queueUrl = (region: string, accountId: string, name: string) =>
  `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
