import { type AlarmDefinition, anyCall, callsOf } from './cis-alarms.ts';
import { BucketCallPrefixes, LogKeyCalls, TamperingCalls } from './tampering.ts';

/** What the organization's recording and alerting consist of. */
export interface WatchedParts {
  /** Start of the names of alarms and event rules. */
  readonly namePrefix: string;
  /** Account of the trail, its log group and the alarms, 12 digits. */
  readonly accountId: string;
  /** Account of the keys of the log files, 12 digits. */
  readonly logArchiveAccountId: string;
  /** Buckets of log files and their access logs. */
  readonly logBucketNames: readonly string[];
  /** Log group that the trail streams to. */
  readonly logGroupName: string;
  /** ARN of the one role that may delete log files; left out, nobody hears of its use. */
  readonly breakGlassRoleArn?: string;
}

const anyOf = (field: string, values: readonly string[]) =>
  values.map((value) => `($.${field}="${value}")`).join(' || ');
const starting = (names: readonly string[]) =>
  anyOf(
    'eventName',
    names.map((name) => `${name}*`),
  );

/**
 * Alarms that CIS has not: on what would blind or silence the organization. The trail's log group receives the calls of
 * all accounts and regions, so that they are watched even where no event rule stands.
 */
export function tamperingAlarms(parts: WatchedParts): AlarmDefinition[] {
  return [
    {
      name: 'guardduty-tampering',
      description: 'GuardDuty was switched off, turned elsewhere or told to hide findings.',
      pattern: callsOf('guardduty', ...TamperingCalls.guardduty),
    },
    {
      name: 'log-storage-changes',
      description: 'A bucket of log files was changed or deleted.',
      pattern: `{($.eventSource=s3.amazonaws.com) && (${anyOf('requestParameters.bucketName', parts.logBucketNames)}) && (${starting(BucketCallPrefixes)})}`,
    },
    {
      name: 'log-key-changes',
      description: 'The policy, rotation or alias of a key of the log archive changed.',
      pattern: `{($.eventSource=kms.amazonaws.com) && ($.recipientAccountId="${parts.logArchiveAccountId}") && (${anyCall(...LogKeyCalls)})}`,
    },
    {
      name: 'trail-selector-changes',
      description: 'What a trail or an event data store records was changed.',
      pattern: callsOf(
        'cloudtrail',
        'PutEventSelectors',
        'PutInsightSelectors',
        'DeleteEventDataStore',
        'RegisterOrganizationDelegatedAdmin',
        'DeregisterOrganizationDelegatedAdmin',
      ),
    },
    {
      name: 'delegation-changes',
      description: 'A service lost its access to the organization, or an account its administration.',
      pattern: callsOf('organizations', ...TamperingCalls.organizations),
    },
    {
      name: 'alerting-changes',
      description: 'Alarms, metric filters, event rules or the log group behind them were switched off.',
      pattern: `{(($.eventSource=monitoring.amazonaws.com) && ($.recipientAccountId="${parts.accountId}") && (${anyCall('DeleteAlarms', 'DisableAlarmActions')})) || (($.eventSource=logs.amazonaws.com) && ($.requestParameters.logGroupName="${parts.logGroupName}") && (${starting(['Delete'])} || ${anyCall('PutRetentionPolicy', 'DisassociateKmsKey')})) || (($.eventSource=events.amazonaws.com) && (${anyOf('requestParameters.name', [`${parts.namePrefix}-*`])} || ${anyOf('requestParameters.rule', [`${parts.namePrefix}-*`])}) && (${anyCall(...TamperingCalls.events, 'DeleteEventBus')}))}`,
    },
    ...(parts.breakGlassRoleArn === undefined
      ? []
      : [
          {
            name: 'break-glass-use',
            description: 'Somebody took the role that may delete log files.',
            pattern: `{($.eventSource=sts.amazonaws.com) && ($.eventName=AssumeRole) && ($.requestParameters.roleArn="${parts.breakGlassRoleArn}")}`,
          },
        ]),
    {
      // https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html
      name: 'identity-center-sign-in-failures',
      description: 'Sign-ins through IAM Identity Center failed, several within minutes.',
      pattern:
        '{($.eventName=CredentialVerification) && ($.serviceEventDetails.CredentialVerification="Failure")}',
      threshold: 5,
    },
  ];
}
