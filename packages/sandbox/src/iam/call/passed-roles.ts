import type { Draft, Scope } from './rules.ts';

/** Where an operation hands a role to a service: the path of the member, and the service. */
const passes: Readonly<Record<string, readonly [path: string, service: string][]>> = {
  'cloudtrail:CreateTrail': [['CloudWatchLogsRoleArn', 'cloudtrail.amazonaws.com']],
  'cloudtrail:UpdateTrail': [['CloudWatchLogsRoleArn', 'cloudtrail.amazonaws.com']],
  'cloudtrail:EnableFederation': [['FederationRoleArn', 'cloudtrail.amazonaws.com']],
  'logs:PutSubscriptionFilter': [['roleArn', 'logs.amazonaws.com']],
  'logs:PutDestination': [['roleArn', 'logs.amazonaws.com']],
  'lambda:CreateFunction': [['Role', 'lambda.amazonaws.com']],
  'lambda:UpdateFunctionConfiguration': [['Role', 'lambda.amazonaws.com']],
  'config:PutConfigurationRecorder': [['ConfigurationRecorder.roleARN', 'config.amazonaws.com']],
  'config:PutConfigurationAggregator': [['OrganizationAggregationSource.RoleArn', 'config.amazonaws.com']],
  'events:PutRule': [['RoleArn', 'events.amazonaws.com']],
  'events:PutTargets': [['Targets.RoleArn', 'events.amazonaws.com']],
  'scheduler:CreateSchedule': [['Target.RoleArn', 'scheduler.amazonaws.com']],
  'scheduler:UpdateSchedule': [['Target.RoleArn', 'scheduler.amazonaws.com']],
  's3:PutBucketReplication': [['ReplicationConfiguration.Role', 's3.amazonaws.com']],
  'guardduty:CreateMalwareProtectionPlan': [['Role', 'malware-protection-plan.guardduty.amazonaws.com']],
  'guardduty:UpdateMalwareProtectionPlan': [['Role', 'malware-protection-plan.guardduty.amazonaws.com']],
  'cloudformation:CreateStack': [['RoleARN', 'cloudformation.amazonaws.com']],
  'cloudformation:UpdateStack': [['RoleARN', 'cloudformation.amazonaws.com']],
  'cloudformation:CreateStackSet': [['AdministrationRoleARN', 'cloudformation.amazonaws.com']],
  'glue:CreateCrawler': [['Role', 'glue.amazonaws.com']],
  'glue:CreateJob': [['Role', 'glue.amazonaws.com']],
  'cloudwatch:PutMetricStream': [['RoleArn', 'streams.metrics.cloudwatch.amazonaws.com']],
};

/**
 * The caller hands a role to a service, and needs `iam:PassRole` on it.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html; roles of another account cannot
 * be passed, and as roles take no policy for it, the question's account settles that.
 */
export function passedRoles(scope: Scope, prefix: string): readonly Draft[] {
  const operation = `${prefix}:${scope.call.operation}`;
  if (!Object.hasOwn(passes, operation)) return [];
  return (passes[operation] ?? []).flatMap(([path, service]) =>
    valuesAt(scope.call.input, path.split('.'))
      .filter((arn) => arn !== '')
      .map((arn) => ({
        action: 'iam:PassRole',
        resource: arn.startsWith('arn:') ? arn : `arn:${scope.partition}:iam::${scope.accountId}:role/${arn}`,
        ownerId: arn.startsWith('arn:') ? (arn.split(':')[4] ?? '') : scope.accountId,
        context: { 'iam:passedtoservice': [service] },
      })),
  );
}

function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [member, ...rest] = path;
  if (member === undefined) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return [];
  return valuesAt(Reflect.get(value, member), rest);
}
