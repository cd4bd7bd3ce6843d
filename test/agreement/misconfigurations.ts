import type { OrganizationSettings } from '@trailguard/baseline';
import type { Changes } from './change.ts';
import type { Accounts, Part } from './organization/accounts.ts';
import { declareStrangers } from './strangers.ts';
import { declareCopy, declareTwin, twinBucket } from './twin.ts';

/** A fault, and the control that is about it. */
export type Row = readonly [controlId: string, fault: string];

/** One update of the good program: faults that have nothing to do with each other are made together. */
export interface Update {
  readonly what: string;
  readonly changes: Changes;
  /** Declares what stands beside the good program. */
  readonly add: (settings: OrganizationSettings, accounts: Accounts) => void;
  readonly omitted: readonly Part[];
  /** How the last query over the logs went, by the record of it. */
  readonly queryTest: 'passed' | 'failed';
  readonly rows: readonly Row[];
}

/** Alarms of the CIS benchmark, as the baseline names them, by control. */
const cisAlarms = {
  'CW-01': 'root-use',
  'CW-02': 'unauthorized-calls',
  'CW-03': 'sign-in-without-mfa',
  'CW-04': 'iam-changes',
  'CW-05': 'trail-changes',
  'CW-06': 'sign-in-failures',
  'CW-07': 'key-endings',
  'CW-08': 'bucket-policy-changes',
  'CW-09': 'config-changes',
  'CW-10': 'security-group-changes',
  'CW-11': 'network-acl-changes',
  'CW-12': 'gateway-changes',
  'CW-13': 'route-table-changes',
  'CW-14': 'vpc-changes',
  'CW-15': 'organization-changes',
};
/** Plans of GuardDuty by control; those of agents come with another update, since they hang on their plan. */
const features = {
  'GD-05': 'S3_DATA_EVENTS',
  'GD-06': 'EKS_AUDIT_LOGS',
  'GD-07': 'EBS_MALWARE_PROTECTION',
  'GD-08': 'RDS_LOGIN_EVENTS',
  'GD-09': 'LAMBDA_NETWORK_LOGS',
  'GD-10': 'RUNTIME_MONITORING',
  'GD-16': 'AI_PROTECTION',
};
const agents = {
  'GD-11': 'EKS_ADDON_MANAGEMENT',
  'GD-12': 'ECS_FARGATE_AGENT_MANAGEMENT',
  'GD-13': 'EC2_AGENT_MANAGEMENT',
};
const runtime = 'threat-detection-us-east-1-RUNTIME_MONITORING';
const beside: Update = {
  what: 'what stands beside the good program, and what many controls are about',
  add: (settings, accounts) => {
    declareTwin(settings, accounts, { hasTopic: true, isKeyEnabled: true });
    declareCopy(settings, accounts, { refusesDelivery: false, recordsAllObjects: false });
    declareStrangers(settings, accounts);
  },
  omitted: ['malware-plan'],
  queryTest: 'passed',
  changes: {
    'Trail organization': { snsTopicName: undefined },
    'Trail data': {
      advancedEventSelectors: [
        {
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Data'] },
            { field: 'resources.type', equals: ['AWS::S3::Object'] },
            { field: 'resources.ARN', startsWiths: ['arn:aws:s3:::payroll/'] },
          ],
        },
      ],
    },
    ...Object.fromEntries(
      Object.values(cisAlarms).map((name) => [
        `LogMetricFilter detection-${name}`,
        { pattern: '{ $.eventName = "Nothing" }' },
      ]),
    ),
    'MetricAlarm detection-delegation-changes': { alarmActions: [] },
    'MetricAlarm detection-alerting-changes': { actionsEnabled: false },
    'EventRule changes-log-archive-tampering-us-east-1': { state: 'DISABLED' },
    'EventRule changes-log-archive-insights-us-east-1': { state: 'DISABLED' },
    'EventRule changes-security-findings-us-east-1': { state: 'DISABLED' },
    ...Object.fromEntries(
      Object.values(features).flatMap((name) => [
        [`OrganizationConfigurationFeature threat-detection-us-east-1-${name}`, { autoEnable: 'NONE' }],
        [`DetectorFeature threat-detection-us-east-1-${name}`, { status: 'DISABLED' }],
      ]),
    ),
    'Detector administrator-us-east-1': { findingPublishingFrequency: 'SIX_HOURS', tags: {} },
    'Filter suppression-scanner-us-east-1': {
      description: 'quiet',
      tags: {},
      findingCriteria: { criterions: [{ field: 'severity', greaterThanOrEqual: '1' }] },
    },
    'IPSet threat-lists-ours-us-east-1': { name: 'theirs' },
    'ThreatIntelSet threat-lists-known-us-east-1': { activate: false },
    'BucketPublicAccessBlock findings': { restrictPublicBuckets: false },
    'ConfigurationPolicy hub': ({ configurationPolicy }) => ({
      configurationPolicy: {
        ...(configurationPolicy as object),
        enabledStandardArns: [
          'arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/5.0.0',
        ],
      },
    }),
    'FindingAggregator hub': { linkingMode: 'NO_REGIONS' },
    'RecorderStatus config-security-us-east-1': { isEnabled: false },
    'Recorder config-management-us-east-1': { recordingGroup: { allSupported: true } },
    'OrganizationManagedRule config-guardduty-enabled-centralized': { excludedAccounts: ['444444444444'] },
    'OrganizationsFeatures root-access': { enabledFeatures: ['RootSessions'] },
    'Role break-glass': { maxSessionDuration: 43_200 },
    // Every role is exempt, a Region that nobody approved is open, and one more organization is let in.
    'Policy organization-guardrails-1': ({ content }) => ({
      content: String(content)
        .replaceAll('arn:aws:iam::*:role/OrganizationAccountAccessRole', 'arn:aws:iam::*:role/*')
        .replace('"aws:RequestedRegion":["us-east-1"', '"aws:RequestedRegion":["us-east-1","eu-west-1"'),
    }),
    'Policy organization-perimeter-1': ({ content }) => ({
      content: String(content).replaceAll(/OrgID":"(o-\w+)"/g, 'OrgID":["$1","o-stranger00"]'),
    }),
  },
  rows: [
    ['CT-04', 'a trail is declared and switched off'],
    ['CT-06', 'a trail signs no digests'],
    ['CT-08', 'a trail has no key'],
    ['CT-11', 'writes to objects of one bucket alone are recorded'],
    ['CT-12', 'reads of objects of one bucket alone are recorded'],
    ['CT-13', 'invocations are not recorded'],
    ['CT-14', 'items of the table are not recorded'],
    ['CT-15', 'messages are not recorded'],
    ['CT-16', 'calls through endpoints are not recorded'],
    ['CT-18', 'a trail streams to no log group'],
    ['CT-21', 'two trails record calls that read'],
    ['CT-22', 'a trail has no owner tag'],
    ['CT-25', 'a store has no key'],
    ['CT-26', 'a store keeps one account’s events of one Region for a month'],
    ['CT-30', 'a trail has another name'],
    ...Object.entries(cisAlarms).map(([id, name]): Row => [id, `the filter of ${name} matches nothing`]),
    ['CW-16', 'an alarm tells nobody'],
    ['CW-17', 'an alarm’s actions are off'],
    ['CW-18', 'a log group keeps events for a month'],
    ['CW-19', 'a log group has no key'],
    ['CW-20', 'a log group can be deleted'],
    ['CW-21', 'everybody may write to log groups'],
    ['CW-23', 'the rule on anomalies is disabled in one account'],
    ['CW-24', 'a rule on calls has no target'],
    ...Object.entries(features).map(([id, name]): Row => [id, `${name} is off`]),
    ['GD-18', 'uploads are not scanned'],
    ['GD-19', 'findings are published late'],
    ['GD-21', 'one switch of Block Public Access is off on the bucket of findings'],
    ['GD-22', 'nobody is told of findings'],
    ['GD-24', 'a filter archives whatever is severe'],
    ['GD-25', 'a list that nobody approved is trusted'],
    ['GD-26', 'the list of threats is not active'],
    ['GD-27', 'a detector has no owner tag'],
    ['IAM-01', 'three roles hold AWSCloudTrail_FullAccess'],
    ['IAM-02', 'a policy allows cloudtrail:*'],
    ['IAM-03', 'roles change trails without a second factor'],
    ['IAM-04', 'a role that nobody approved reads logs'],
    ['IAM-05', 'a role that nobody approved holds AmazonGuardDutyFullAccess_v2'],
    ['IAM-06', 'the role that delivers events may do anything with log groups'],
    ['IAM-08', 'a session of the break-glass role lasts twelve hours'],
    ['KM-02', 'a log key is not rotated'],
    ['KM-03', 'a log key would be deleted after a week'],
    ['KM-04', 'a log key is everybody’s'],
    ['KM-05', 'every trail may use a log key'],
    ['KM-06', 'everybody may decrypt with a log key'],
    ['KM-07', 'a log key lives in the management account'],
    ['LB-02', 'everybody reads a log bucket'],
    ['LB-03', 'Block Public Access is off on a log bucket'],
    ['LB-04', 'the account of a log bucket does not block public access'],
    ['LB-05', 'every trail may write into a log bucket'],
    ['LB-06', 'people read a log bucket'],
    ['LB-07', 'a log bucket is open without TLS'],
    ['LB-08', 'deletion of log files is not denied'],
    ['LB-09', 'a log bucket has no versions'],
    ['LB-11', 'no second factor is asked for'],
    ['LB-12', 'a log bucket has no Object Lock'],
    ['LB-13', 'a log bucket has no key'],
    ['LB-15', 'accesses to a log bucket are not logged'],
    ['LB-16', 'log files stay for ever'],
    ['LB-17', 'log files go after a month'],
    ['LB-18', 'a log bucket takes ACLs'],
    ['LB-19', 'log files are not copied into another Region'],
    ['LB-20', 'nobody is told of removed log files'],
    ['LB-21', 'a trail’s bucket belongs to an account that keeps no logs'],
    ['LB-22', 'an access point does not block public access'],
    ['LB-23', 'nothing protects the bucket of access logs'],
    ['LB-24', 'the program would empty a log bucket'],
    ['NT-01', 'the organization’s trail tells no topic'],
    ['NT-03', 'every trail may publish'],
    ['NT-04', 'a topic has no key'],
    ['NT-05', 'everybody may subscribe'],
    ['NT-07', 'somebody is told without TLS'],
    ['NT-08', 'a topic has no owner tag'],
    ['OPS-01', 'a recorder is stopped, and another one leaves out users and roles'],
    ['OPS-02', 'a rule leaves an account out'],
    ['OPS-03', 'no account is checked by the foundational standard'],
    ['OPS-10', 'findings of other Regions are not gathered'],
    ['ORG-03', 'nobody keeps members from stopping trails'],
    ['ORG-04', 'nobody keeps members from ending detection'],
    ['ORG-05', 'nobody keeps members from log storage'],
    ['ORG-06', 'nobody keeps members from leaving'],
    ['ORG-07', 'the perimeter is open'],
    ['ORG-08', 'the guardrails bind no role'],
    ['ORG-12', 'a Region that nobody approved is open'],
    ['ORG-13', 'members’ root users keep their credentials'],
  ],
};

const withdrawn: Update = {
  what: 'what is taken away',
  add: (settings, accounts) => {
    declareTwin(settings, accounts, { hasTopic: false, isKeyEnabled: false });
    declareCopy(settings, accounts, { refusesDelivery: true, recordsAllObjects: true });
  },
  omitted: [
    ...(['access-analyzer', 'cloudtrail-administrator', 'findings-export'] as const),
    ...(['findings-subscription', 'trust-in-config'] as const),
  ],
  queryTest: 'passed',
  changes: {
    'Trail organization': {
      isOrganizationTrail: false,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      insightSelectors: [],
      advancedEventSelectors: [
        {
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Management'] },
            { field: 'readOnly', equals: ['true'] },
            { field: 'eventSource', notEquals: ['kms.amazonaws.com'] },
          ],
        },
      ],
    },
    'Trail data': {
      isOrganizationTrail: false,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
    },
    'EventRule changes-log-archive-tampering-us-east-1': { state: 'DISABLED' },
    [`OrganizationConfigurationFeature ${runtime}`]: {
      additionalConfigurations: Object.values(agents).map((name) => ({ name, autoEnable: 'NONE' })),
    },
    [`DetectorFeature ${runtime}`]: {
      additionalConfigurations: Object.values(agents).map((name) => ({ name, status: 'DISABLED' })),
    },
    'OrganizationConfiguration threat-detection-us-east-1': { autoEnableOrganizationMembers: 'NEW' },
  },
  rows: [
    ['CT-02', 'no trail records other Regions'],
    ['CT-03', 'the trail is not the organization’s'],
    ['CT-05', 'no trail records global services'],
    ['CT-09', 'the trail selects reads alone'],
    ['CT-10', 'the trail leaves out calls of KMS'],
    ['CT-17', 'the trail looks for no anomalies'],
    ['CT-23', 'no trail meets the whole profile'],
    ['CT-27', 'one trail has management events and those of all objects'],
    ['CW-22', 'the rule on tampering is disabled in an account that no alarm watches'],
    ['GD-03', 'only new accounts are enabled'],
    ...Object.entries(agents).map(([id, name]): Row => [id, `${name} is left to people`]),
    ['GD-20', 'findings are not exported'],
    ['GD-28', 'Security Hub no longer takes findings'],
    ['IAM-09', 'no analyzer looks for outside access'],
    ['KM-01', 'a log key is disabled'],
    ['LB-14', 'a log bucket refuses what its trail delivers'],
    ['NT-02', 'a trail tells a topic that is gone'],
    ['ORG-01', 'AWS Config is not trusted to set up all accounts'],
    ['ORG-02', 'nobody but the management account administers CloudTrail'],
  ],
};

const stopped: Update = {
  what: 'what ends recording',
  add: (settings, accounts) => declareTwin(settings, accounts, { hasTopic: false, isKeyEnabled: true }),
  omitted: [],
  queryTest: 'failed',
  changes: {
    'Trail organization': { enableLogging: false },
    'Trail data': { enableLogging: false, s3BucketName: twinBucket },
    'Detector administrator-us-east-1': { enable: false },
  },
  rows: [
    ['CT-01', 'the trail is stopped'],
    ['CT-31', 'a trail of all Regions writes into a bucket that nobody approved'],
    ['GD-01', 'a detector is suspended'],
    ['LB-01', 'log files of all accounts go to the management account'],
    ['OPS-05', 'the last query over the logs failed'],
  ],
};

/** The misconfigurations, in the order in which they are applied; each update restores what the one before has changed. */
export const updates: readonly Update[] = [beside, withdrawn, stopped];
