import { EventBridge, type RuleState } from '@aws-sdk/client-eventbridge';
import type { EventRuleArgs, EventRuleState } from '@pulumi/aws/cloudwatch/eventRule.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagList, tagMap } from '../../core/tags.ts';
import { changeEventTags } from './event-tags.ts';

const PUT = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html';
const MISSING = 'ResourceNotFoundException';

/** A rule of an event bus. Id and import id: its name, or `bus/name` on a bus of one's own. */
export const eventRule = defineResource<EventRuleArgs, EventRuleState>({
  token: 'aws:cloudwatch/eventRule:EventRule',
  properties: {
    description: {},
    eventBusName: { default: 'default', replaces: PUT },
    eventPattern: { json: 'document' },
    forceDestroy: { default: false, writeOnly: true },
    isEnabled: { unsupported: 'deprecated in the real provider; use state' },
    name: { computed: true, replaces: PUT, autoname: { maxLength: 64, prefixProperty: 'namePrefix' } },
    namePrefix: { replaces: PUT, writeOnly: true },
    region: { computed: true, replaces: PUT },
    roleArn: {},
    scheduleExpression: {},
    state: { default: 'ENABLED' },
    tags: {},
  },
  computed: { arn: true },
  validate: ({ eventPattern, scheduleExpression }) =>
    eventPattern || scheduleExpression
      ? undefined
      : { property: 'eventPattern', reason: 'give eventPattern or scheduleExpression' },
  async create(inputs, context) {
    await put(inputs, context, true);
    const bus = inputs.eventBusName ?? 'default';
    return bus === 'default' ? (inputs.name as string) : `${bus}/${inputs.name}`;
  },
  async read(id, context) {
    const { bus, rule } = parts(id);
    const events = context.client(EventBridge);
    const found = await orMissing(events.describeRule({ Name: rule, EventBusName: bus }), MISSING);
    if (!found?.Arn) return undefined;
    const { Tags } = await events.listTagsForResource({ ResourceARN: found.Arn });
    return {
      arn: found.Arn,
      description: found.Description,
      eventBusName: bus,
      eventPattern: found.EventPattern,
      name: rule,
      roleArn: found.RoleArn,
      scheduleExpression: found.ScheduleExpression,
      state: found.State,
      tags: tagMap(Tags),
    };
  },
  async update(_id, inputs, context) {
    await put(inputs, context, false);
    if (!context.changed('tags')) return;
    const bus = inputs.eventBusName === 'default' ? '' : `${inputs.eventBusName}/`;
    const arn = `arn:${context.partition}:events:${context.region}:${context.accountId}:rule/${bus}${inputs.name}`;
    await changeEventTags(context.client(EventBridge), arn, context.old.tags, inputs.tags);
  },
  async delete(id, context) {
    const { bus, rule } = parts(id);
    const events = context.client(EventBridge);
    if (context.old.forceDestroy) await removeTargets(events, bus, rule);
    // Targets that are being removed are in the way for a moment.
    await orMissing(
      context.retry(
        () => events.deleteRule({ Name: rule, EventBusName: bus, Force: context.old.forceDestroy }),
        (error) => isError(error, 'ValidationException', /target/i),
        30_000,
      ),
      MISSING,
    );
  },
});

/** Splits `[bus/]rule`; a bus given by ARN has slashes of its own. */
export function parts(id: string): { bus: string; rule: string } {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? { bus: 'default', rule: id } : { bus: id.slice(0, slash), rule: id.slice(slash + 1) };
}

async function put(inputs: Inputs<EventRuleArgs>, context: ResourceContext, isNew: boolean): Promise<void> {
  const events = context.client(EventBridge);
  await context.retry(
    () =>
      events.putRule({
        Name: inputs.name,
        Description: inputs.description,
        EventBusName: inputs.eventBusName,
        EventPattern: inputs.eventPattern,
        RoleArn: inputs.roleArn,
        ScheduleExpression: inputs.scheduleExpression,
        State: inputs.state as RuleState,
        // PutRule refuses tags for a rule that exists.
        ...(isNew ? { Tags: tagList(inputs.tags) } : {}),
      }),
    (error) => isError(error, 'ValidationException', /cannot be assumed by principal/i),
  );
}

async function removeTargets(events: EventBridge, bus: string, rule: string): Promise<void> {
  const answer = await orMissing(events.listTargetsByRule({ Rule: rule, EventBusName: bus }), MISSING);
  const Ids = (answer?.Targets ?? []).map(({ Id }) => Id as string);
  if (Ids.length > 0) await events.removeTargets({ Rule: rule, EventBusName: bus, Ids, Force: true });
}
