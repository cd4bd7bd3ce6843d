import { EventBridge, type Target } from '@aws-sdk/client-eventbridge';
import type { EventTargetArgs, EventTargetState } from '@pulumi/aws/cloudwatch/eventTarget.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { parts } from './event-rule.ts';

const PUT = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html';
const MISSING = 'ResourceNotFoundException';
const unsupported = (what: string) => ({ unsupported: `targets of ${what}` }) as const;

/** Where a rule's events go. Id: `rule-target`, with `bus-` before it on a bus of one's own; import id: `[bus/]rule/target`. */
export const eventTarget = defineResource<EventTargetArgs, EventTargetState>({
  token: 'aws:cloudwatch/eventTarget:EventTarget',
  properties: {
    appsyncTarget: unsupported('AppSync'),
    arn: { required: true },
    batchTarget: unsupported('Batch'),
    deadLetterConfig: {},
    ecsTarget: unsupported('ECS'),
    eventBusName: { default: 'default', replaces: PUT },
    forceDestroy: { default: false, writeOnly: true },
    httpTarget: unsupported('API Gateway and API destinations'),
    input: {},
    inputPath: {},
    inputTransformer: {},
    kinesisTarget: unsupported('Kinesis'),
    redshiftTarget: unsupported('Redshift'),
    region: { computed: true, replaces: PUT },
    retryPolicy: {},
    roleArn: {},
    rule: { required: true, replaces: PUT },
    runCommandTargets: unsupported('Run Command'),
    sagemakerPipelineTarget: unsupported('SageMaker'),
    sqsTarget: {},
    targetId: { computed: true, replaces: PUT, autoname: { maxLength: 64 } },
  },
  computed: {},
  importing(importId) {
    const slash = importId.lastIndexOf('/');
    if (slash < 0)
      throw new Error(`"${importId}" is not the id of an event target: import it as [<bus>/]<rule>/<target>`);
    const { bus, rule } = parts(importId.slice(0, slash));
    const targetId = importId.slice(slash + 1);
    return { id: idOf(bus, rule, targetId), known: { eventBusName: bus, rule, targetId } };
  },
  async create(inputs, context) {
    await put(inputs, context);
    const { bus, rule, target } = keyOf(inputs);
    return idOf(bus, rule, target);
  },
  async read(_id, context, known) {
    const key = keyOf(known as Inputs<EventTargetArgs>);
    const found = await find(key, context);
    if (!found) return undefined;
    const transformer = found.InputTransformer;
    return {
      arn: found.Arn,
      ...(found.DeadLetterConfig?.Arn ? { deadLetterConfig: { arn: found.DeadLetterConfig.Arn } } : {}),
      eventBusName: key.bus,
      input: found.Input,
      inputPath: found.InputPath,
      ...(transformer?.InputTemplate
        ? {
            inputTransformer: {
              inputTemplate: transformer.InputTemplate,
              inputPaths: transformer.InputPathsMap ?? {},
            },
          }
        : {}),
      ...(found.RetryPolicy
        ? {
            retryPolicy: {
              maximumEventAgeInSeconds: found.RetryPolicy.MaximumEventAgeInSeconds,
              maximumRetryAttempts: found.RetryPolicy.MaximumRetryAttempts,
            },
          }
        : {}),
      roleArn: found.RoleArn,
      rule: key.rule,
      ...(found.SqsParameters ? { sqsTarget: { messageGroupId: found.SqsParameters.MessageGroupId } } : {}),
      targetId: key.target,
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(_id, context) {
    const { bus, rule, target } = keyOf(context.old);
    const Force = context.old.forceDestroy;
    const answer = await orMissing(
      context.client(EventBridge).removeTargets({ Rule: rule, EventBusName: bus, Ids: [target], Force }),
      MISSING,
    );
    refuseFailed(answer?.FailedEntries, 'remove');
  },
});

const idOf = (bus: string, rule: string, target: string) =>
  `${bus === 'default' ? '' : `${bus}-`}${rule}-${target}`;

interface Key {
  readonly bus: string;
  readonly rule: string;
  readonly target: string;
}

function keyOf(inputs: Inputs<EventTargetArgs>): Key {
  return { bus: inputs.eventBusName ?? 'default', rule: inputs.rule, target: inputs.targetId as string };
}

async function find({ bus, rule, target }: Key, context: ResourceContext): Promise<Target | undefined> {
  let NextToken: string | undefined;
  do {
    const question = context
      .client(EventBridge)
      .listTargetsByRule({ Rule: rule, EventBusName: bus, NextToken });
    const page = await orMissing(question, MISSING);
    const found = page?.Targets?.find(({ Id }) => Id === target);
    if (found) return found;
    NextToken = page?.NextToken;
  } while (NextToken);
  return undefined;
}

async function put(inputs: Inputs<EventTargetArgs>, context: ResourceContext): Promise<void> {
  const { bus, rule, target } = keyOf(inputs);
  const transformer = inputs.inputTransformer;
  const entry: Target = {
    Id: target,
    Arn: inputs.arn,
    RoleArn: inputs.roleArn,
    Input: inputs.input,
    InputPath: inputs.inputPath,
    InputTransformer: transformer && {
      InputTemplate: transformer.inputTemplate,
      InputPathsMap: transformer.inputPaths,
    },
    DeadLetterConfig: inputs.deadLetterConfig && { Arn: inputs.deadLetterConfig.arn },
    RetryPolicy: inputs.retryPolicy && {
      MaximumEventAgeInSeconds: inputs.retryPolicy.maximumEventAgeInSeconds,
      MaximumRetryAttempts: inputs.retryPolicy.maximumRetryAttempts,
    },
    SqsParameters: inputs.sqsTarget && { MessageGroupId: inputs.sqsTarget.messageGroupId },
  };
  const events = context.client(EventBridge);
  const answer = await context.retry(
    () => events.putTargets({ Rule: rule, EventBusName: bus, Targets: [entry] }),
    (error) => isError(error, MISSING),
    30_000,
  );
  refuseFailed(answer.FailedEntries, 'add');
}

/** EventBridge answers what it did not do in a list, not as an error. */
function refuseFailed(
  entries:
    | readonly {
        TargetId?: string | undefined;
        ErrorCode?: string | undefined;
        ErrorMessage?: string | undefined;
      }[]
    | undefined,
  what: string,
): void {
  const [first] = entries ?? [];
  if (first)
    throw new Error(
      `EventBridge did not ${what} target ${first.TargetId}: ${first.ErrorCode} ${first.ErrorMessage}`,
    );
}
