import { EventBridge } from '@aws-sdk/client-eventbridge';
import type { EventBusArgs, EventBusState } from '@pulumi/aws/cloudwatch/eventBus.js';
import { defineResource, type Inputs } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagList, tagMap } from '../../core/tags.ts';
import { changeEventTags } from './event-tags.ts';

const CREATE = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html';

/** An event bus. Id and import id: its name. */
export const eventBus = defineResource<EventBusArgs, EventBusState>({
  token: 'aws:cloudwatch/eventBus:EventBus',
  properties: {
    deadLetterConfig: {},
    description: {},
    eventSourceName: { replaces: CREATE, writeOnly: true },
    kmsKeyIdentifier: {},
    logConfig: { unsupported: 'logs of event buses' },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 256 } },
    region: { computed: true, replaces: CREATE },
    tags: {},
  },
  computed: { arn: true },
  async create(inputs, context) {
    await context.client(EventBridge).createEventBus({
      ...settings(inputs),
      EventSourceName: inputs.eventSourceName,
      Tags: tagList(inputs.tags),
    });
    return inputs.name as string;
  },
  async read(id, context) {
    const events = context.client(EventBridge);
    const found = await orMissing(events.describeEventBus({ Name: id }), 'ResourceNotFoundException');
    if (!found) return undefined;
    const { Tags } = await events.listTagsForResource({ ResourceARN: found.Arn });
    return {
      arn: found.Arn,
      ...(found.DeadLetterConfig?.Arn ? { deadLetterConfig: { arn: found.DeadLetterConfig.Arn } } : {}),
      description: found.Description,
      kmsKeyIdentifier: found.KmsKeyIdentifier,
      name: found.Name,
      tags: tagMap(Tags),
    };
  },
  async update(id, inputs, context) {
    const events = context.client(EventBridge);
    if (context.changed('deadLetterConfig', 'description', 'kmsKeyIdentifier'))
      await events.updateEventBus(settings(inputs));
    if (!context.changed('tags')) return;
    const arn = `arn:${context.partition}:events:${context.region}:${context.accountId}:event-bus/${id}`;
    await changeEventTags(events, arn, context.old.tags, inputs.tags);
  },
  async delete(id, context) {
    await orMissing(context.client(EventBridge).deleteEventBus({ Name: id }), 'ResourceNotFoundException');
  },
});

function settings(inputs: Inputs<EventBusArgs>) {
  return {
    Name: inputs.name,
    Description: inputs.description,
    KmsKeyIdentifier: inputs.kmsKeyIdentifier,
    DeadLetterConfig: inputs.deadLetterConfig && { Arn: inputs.deadLetterConfig.arn },
  };
}
