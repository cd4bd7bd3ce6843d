import { arnAccount } from '../policy/arn-pattern.ts';
import { type Draft, own, type Scope } from './rules.ts';

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
  'iam:AddRoleToInstanceProfile': [['RoleName', 'ec2.amazonaws.com']],
  'cloudwatch:PutMetricStream': [['RoleArn', 'streams.metrics.cloudwatch.amazonaws.com']],
};

/**
 * The caller hands a role to a service, and needs `iam:PassRole` on it.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html; roles of another account cannot
 * be passed, and as roles take no policy for it, the question's account settles that.
 */
export async function passedRoles(scope: Scope, prefix: string): Promise<readonly Draft[]> {
  const handed = own(passes, `${prefix}:${scope.call.operation}`) ?? [];
  const roles = handed.flatMap(([path, service]) =>
    valuesAt(scope.call.input, path.split('.')).map((role) => ({ role, service })),
  );
  return Promise.all(
    roles
      .filter(({ role }) => role !== '')
      .map(async ({ role, service }) => {
        const resource = await roleArn(scope, role);
        return {
          action: 'iam:PassRole',
          resource,
          ownerId: arnAccount(resource) ?? '',
          context: { 'iam:passedtoservice': [service] },
        };
      }),
  );
}

/** A role is given by ARN or by name. */
async function roleArn({ lookups, accountId, partition }: Scope, role: string): Promise<string> {
  if (role.startsWith('arn:')) return role;
  return (
    (await lookups.entityArn(accountId, 'role', role)) ?? `arn:${partition}:iam::${accountId}:role/${role}`
  );
}

function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [member, ...rest] = path;
  if (member === undefined) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return [];
  return valuesAt(Reflect.get(value, member), rest);
}
