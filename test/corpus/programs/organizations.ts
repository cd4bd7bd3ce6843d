import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { policyOf } from '../parts/log-bucket.ts';

const services = [
  ...['cloudtrail.amazonaws.com', 'config-multiaccountsetup.amazonaws.com', 'config.amazonaws.com'],
  ...['guardduty.amazonaws.com', 'malware-protection.guardduty.amazonaws.com', 'securityhub.amazonaws.com'],
];
const organization = (args: aws.organizations.OrganizationArgs) => () => {
  new aws.organizations.Organization('organization', args);
};
const whole = {
  featureSet: 'ALL',
  awsServiceAccessPrincipals: services,
  enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
};

const features =
  (...enabledFeatures: string[]) =>
  () => {
    new aws.organizations.Organization('organization', {});
    new aws.iam.OrganizationsFeatures('root-access', { enabledFeatures });
  };

const delegated = (accountId: string) => () => {
  new aws.organizations.Organization('organization', {});
  new aws.cloudtrail.OrganizationDelegatedAdminAccount('cloudtrail', { accountId });
};

type Statement = Record<string, unknown>;
const denies = (Action: string | string[], Condition?: object, Resource: string | string[] = '*') => ({
  Sid: 'Guard',
  Effect: 'Deny',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const toDeployRoles = {
  ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/OrganizationAccountAccessRole' },
};

/** What a policy is attached to. */
type Target = 'root' | 'unit' | 'nothing';

/** A control policy of the organization, attached to its root. */
const guardrail =
  (statement: Statement, target: Target = 'root', type = 'SERVICE_CONTROL_POLICY') =>
  () => {
    const own = new aws.organizations.Organization('organization', {});
    const root = own.roots.apply(([first]) => first?.id ?? '');
    const unit = new aws.organizations.OrganizationalUnit('workloads', { name: 'workloads', parentId: root });
    new aws.organizations.Account('shop', { name: 'shop', email: 'shop@example.com', parentId: root });
    const guard = new aws.organizations.Policy('guard', { type, content: policyOf(statement) });
    if (target === 'nothing') return;
    new aws.organizations.PolicyAttachment('guard', {
      policyId: guard.id,
      targetId: target === 'root' ? root : unit.id,
    });
  };

const trails = [
  ...['cloudtrail:DeleteEventDataStore', 'cloudtrail:DeleteTrail', 'cloudtrail:PutEventConfiguration'],
  ...['cloudtrail:DeregisterOrganizationDelegatedAdmin', 'cloudtrail:PutEventSelectors'],
  ...['cloudtrail:PutInsightSelectors', 'cloudtrail:StopEventDataStoreIngestion', 'cloudtrail:StopLogging'],
  'cloudtrail:UpdateTrail',
];
const detection = [
  ...['guardduty:CreateFilter', 'guardduty:CreateIPSet', 'guardduty:Delete*', 'guardduty:Disable*'],
  ...['guardduty:Disassociate*', 'guardduty:StopMonitoringMembers', 'guardduty:Update*'],
];
const leaving = [
  ...['config:Delete*', 'config:StopConfigurationRecorder', 'organizations:LeaveOrganization'],
  ...['securityhub:DisableSecurityHub', 'securityhub:Disassociate*'],
];
const without = (actions: readonly string[], action: string) => actions.filter((one) => one !== action);

/** What goes wrong with any guardrail that denies actions; the last of them is left out. */
const guardrailMistakes = (actions: string[], last: string, because: string) => {
  const mended = guardrail(denies(actions, toDeployRoles));
  return [
    {
      mistake: `leaves ${last} open: ${because}`,
      blames: 'guard',
      broken: guardrail(denies(without(actions, last), toDeployRoles)),
      mended,
    },
    {
      mistake: 'attaches the policy to nothing',
      blames: 'guard',
      broken: guardrail(denies(actions, toDeployRoles), 'nothing'),
      mended,
    },
    {
      mistake: 'excepts every role',
      blames: 'guard',
      broken: guardrail(denies(actions, { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } })),
      mended,
    },
  ];
};

const storage = (Action: string[], Condition: object | undefined = toDeployRoles) =>
  denies(Action, Condition, ['arn:aws:s3:::acme-logs', 'arn:aws:s3:::acme-logs/*']);
const keeping = [
  ...['s3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock'],
  ...['s3:PutBucketVersioning', 's3:PutEncryptionConfiguration', 's3:PutLifecycleConfiguration'],
  ...['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion'],
];

/** The organization's trail with its bucket in the log archive, and a control policy at the root. */
const guardedStorage =
  (statement: Statement, type = 'SERVICE_CONTROL_POLICY') =>
  () => {
    const management = new aws.Provider('management', {
      region: 'us-east-1',
      allowedAccountIds: ['111111111111'],
    });
    const archive = new aws.Provider('archive', { region: 'us-east-1', allowedAccountIds: ['222222222222'] });
    const own = new aws.organizations.Organization('organization', {}, { provider: management });
    const guard = new aws.organizations.Policy(
      'guard',
      { type, content: policyOf(statement) },
      { provider: management },
    );
    new aws.organizations.PolicyAttachment(
      'guard',
      { policyId: guard.id, targetId: own.roots.apply(([root]) => root?.id ?? '') },
      { provider: management },
    );
    const logs = new aws.s3.Bucket('logs', { bucket: 'acme-logs' }, { provider: archive });
    new aws.cloudtrail.Trail(
      'audit',
      { s3BucketName: logs.bucket, isOrganizationTrail: true, isMultiRegionTrail: true },
      { provider: management },
    );
  };

const perimeter = (Condition: object, Action: string[] = ['s3:*', 'kms:*']) => ({
  Sid: 'Perimeter',
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: '*',
  Condition,
});
const outside = {
  StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
};
const resourceControl = (statement: Statement) => guardedStorage(statement, 'RESOURCE_CONTROL_POLICY');

const elsewhere = (regions: string[], more: object = {}) => ({
  Sid: 'Regions',
  Effect: 'Deny',
  NotAction: ['iam:*', 'organizations:*', 'sts:*', 'support:*', 'cloudfront:*', 'route53:*'],
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': regions }, ...more },
});
const butAudits = { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/TrailGuardAudit'] } };
const regionDeny = { regionDeny: true, approvedRegions: ['us-east-1', 'eu-west-1'] };

export default [
  guiltyOf(
    'ORG-01',
    {
      mistake: 'takes the organization for consolidated billing alone',
      blames: 'organization',
      broken: organization({ ...whole, featureSet: 'CONSOLIDATED_BILLING' }),
      mended: organization(whole),
    },
    {
      mistake: 'forgets trusted access of GuardDuty',
      blames: 'organization',
      broken: organization({
        ...whole,
        awsServiceAccessPrincipals: without(services, 'guardduty.amazonaws.com'),
      }),
      mended: organization(whole),
    },
    {
      mistake: 'does not enable resource control policies',
      blames: 'organization',
      broken: organization({ ...whole, enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] }),
      mended: organization(whole),
    },
  ),
  guiltyOf('ORG-02', {
    mistake: 'delegates CloudTrail to another account than that of security',
    blames: 'cloudtrail',
    settings: { securityAccountIds: ['333333333333'] },
    broken: delegated('444444444444'),
    mended: delegated('333333333333'),
  }),
  guiltyOf(
    'ORG-03',
    ...guardrailMistakes(trails, 'cloudtrail:PutEventSelectors', 'a trail that takes in nothing'),
  ),
  guiltyOf(
    'ORG-04',
    ...guardrailMistakes(detection, 'guardduty:CreateFilter', 'a filter that hides findings'),
  ),
  guiltyOf(
    'ORG-05',
    {
      mistake: 'leaves changes of the lifecycle open, which delete log files',
      blames: 'guard',
      broken: guardedStorage(storage(without(keeping, 's3:PutLifecycleConfiguration'))),
      mended: guardedStorage(storage(keeping)),
    },
    {
      mistake: 'guards the bucket and not what is in it',
      blames: 'guard',
      broken: guardedStorage({ ...storage(keeping), Resource: 'arn:aws:s3:::acme-logs' }),
      mended: guardedStorage(storage(keeping)),
    },
    {
      mistake: 'guards another bucket',
      blames: 'guard',
      broken: guardedStorage({ ...storage(keeping), Resource: ['arn:aws:s3:::acme-log*-old*'] }),
      mended: guardedStorage(storage(keeping)),
    },
  ),
  guiltyOf(
    'ORG-06',
    ...guardrailMistakes(leaving, 'organizations:LeaveOrganization', 'nothing binds it then'),
  ),
  guiltyOf(
    'ORG-07',
    {
      mistake: 'keeps the logs inside another organization',
      blames: 'guard',
      hiddenFromPreview: 'the id of the organization',
      broken: resourceControl(
        perimeter({ ...outside, StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-anotherorg1' } }),
      ),
      mended: resourceControl(perimeter(outside)),
    },
    {
      mistake: 'keeps others from writing and lets them read',
      blames: 'guard',
      broken: resourceControl(perimeter(outside, ['s3:Put*', 's3:Delete*', 'kms:*'])),
      mended: resourceControl(perimeter(outside)),
    },
  ),
  guiltyOf('ORG-08', {
    mistake: 'attaches the guardrails to a unit that an account is not in',
    blames: 'guard',
    broken: guardrail(denies([...trails, ...detection, ...leaving], toDeployRoles), 'unit'),
    mended: guardrail(denies([...trails, ...detection, ...leaving], toDeployRoles)),
  }),
  guiltyOf(
    'ORG-12',
    {
      mistake: 'leaves a Region open that is not approved',
      blames: 'guard',
      settings: regionDeny,
      broken: guardrail(elsewhere(['us-east-1', 'eu-west-1', 'ap-south-1'], butAudits)),
      mended: guardrail(elsewhere(['us-east-1', 'eu-west-1'], butAudits)),
    },
    {
      mistake: 'shuts audits out of the other Regions',
      blames: 'guard',
      settings: regionDeny,
      broken: guardrail(elsewhere(['us-east-1', 'eu-west-1'])),
      mended: guardrail(elsewhere(['us-east-1', 'eu-west-1'], butAudits)),
    },
  ),
  guiltyOf('ORG-13', {
    mistake: 'manages root credentials centrally and not root sessions',
    blames: 'root-access',
    broken: features('RootCredentialsManagement'),
    mended: features('RootCredentialsManagement', 'RootSessions'),
  }),
];
