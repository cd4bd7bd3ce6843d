import { EventBridge } from '@aws-sdk/client-eventbridge';
import type { GetEventBusArgs, GetEventBusResult } from '@pulumi/aws/cloudwatch/getEventBus.js';
import { defineFunction } from '../core/function.ts';

/** An event bus of the account by name. */
export const getEventBus = defineFunction<GetEventBusArgs, GetEventBusResult>({
  token: 'aws:cloudwatch/getEventBus:getEventBus',
  args: { name: true, region: true },
  async invoke({ name }, context) {
    const found = await context.client(EventBridge).describeEventBus({ Name: name });
    return {
      arn: found.Arn ?? '',
      deadLetterConfigs: found.DeadLetterConfig?.Arn ? [{ arn: found.DeadLetterConfig.Arn }] : [],
      description: found.Description ?? '',
      id: name,
      kmsKeyIdentifier: found.KmsKeyIdentifier ?? '',
      logConfigs: found.LogConfig
        ? [{ includeDetail: found.LogConfig.IncludeDetail ?? '', level: found.LogConfig.Level ?? '' }]
        : [],
      name,
      region: context.region,
    };
  },
});
