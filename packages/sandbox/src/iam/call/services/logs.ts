import { type Scope, type ServiceRules, text } from '../rules.ts';

/**
 * Operations on a log group are asked on `…:log-group:NAME:log-stream:`, which `…:log-group:NAME:*` covers and
 * the bare ARN does not; tagging alone is asked on the bare ARN.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html, `arn` and `logGroupArn`
 */
export const logs: ServiceRules = {
  prefix: 'logs',
  hasResourcePolicies: true,
  arns: {
    'log-group': (scope) =>
      groups(scope).map((arn) => (/Tag/.test(scope.call.operation) ? arn : `${arn}:log-stream:`)),
    'log-stream': (scope) => {
      const stream = text(scope.call, 'logStreamName');
      return stream === undefined ? [] : groups(scope).map((arn) => `${arn}:log-stream:${stream}`);
    },
  },
  members: {
    DestinationName: ['destinationName'],
    DeliveryName: ['id'],
    DeliveryDestinationName: ['deliveryDestinationName'],
    ScheduledQueryId: ['identifier'],
  },
};

const single = [
  'logGroupName',
  'logGroupIdentifier',
  'logGroupArn',
  'resourceArn',
  'resourceIdentifier',
  'filterLogGroupArn',
];
const several = ['logGroupNames', 'logGroupIdentifiers', 'logGroupArnList'];

function groups({ call, accountId, partition }: Scope): readonly string[] {
  const names = [
    ...single.flatMap((member) => text(call, member) ?? []),
    ...several.flatMap((member) => call.input[member] ?? []).filter((name) => typeof name === 'string'),
  ];
  return names.flatMap((name) => {
    if (!name.startsWith('arn:'))
      return [`arn:${partition}:logs:${call.region}:${accountId}:log-group:${name}`];
    return name.includes(':log-group:') ? [name.replace(/:\*$/, '')] : [];
  });
}
