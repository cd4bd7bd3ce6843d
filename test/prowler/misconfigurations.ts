import {
  CloudTrailClient,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
  type UpdateTrailCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {
  DisassociateMembersCommand,
  GuardDutyClient,
  UpdateDetectorCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DeletePublicAccessBlockCommand as DeleteAccountBlockCommand } from '@aws-sdk/client-s3-control';
import { detectorOf, LocalS3ControlClient, type TestOrganization } from '@trailguard/audit/test';

/** One fault, as somebody makes it in the accounts. */
export interface Misconfiguration {
  readonly what: string;
  /** The control that is about it. */
  readonly controlId: string;
  readonly inAws: (organization: TestOrganization) => Promise<unknown>;
}

interface Statement {
  readonly Effect: string;
  readonly Condition?: object;
}

/** Faults that Prowler and the audit are both asked about, one each. */
export const misconfigurations: readonly Misconfiguration[] = [
  ...['CT-01', 'CT-04'].map((controlId) => ({
    what: 'the trail is stopped',
    controlId,
    inAws: async (organization: TestOrganization) => {
      const { cloudtrail, Name } = await trailOf(organization);
      return cloudtrail.send(new StopLoggingCommand({ Name }));
    },
  })),
  onTrail('CT-02', 'the trail records one region', { IsMultiRegionTrail: false }),
  onTrail('CT-03', 'the trail is not the organization’s', { IsOrganizationTrail: false }),
  onTrail('CT-05', 'the trail leaves out global services', {
    IsMultiRegionTrail: false,
    IncludeGlobalServiceEvents: false,
  }),
  onTrail('CT-06', 'the trail signs no digests', { EnableLogFileValidation: false }),
  onTrail('CT-08', 'the trail has no key', { KmsKeyId: '' }),
  {
    what: 'the trail selects reads alone',
    controlId: 'CT-09',
    inAws: async (organization) => {
      const { cloudtrail, Name } = await trailOf(organization);
      const EventSelectors = [{ ReadWriteType: 'ReadOnly' as const }];
      return cloudtrail.send(new PutEventSelectorsCommand({ TrailName: Name, EventSelectors }));
    },
  },
  onTrail('CT-18', 'the trail has no log group', {
    CloudWatchLogsLogGroupArn: '',
    CloudWatchLogsRoleArn: '',
  }),
  onTrail('NT-01', 'the trail tells no topic', { SnsTopicName: '' }),
  {
    what: 'CloudTrail Insights looks for one of two',
    controlId: 'CT-17',
    inAws: async (organization) => {
      const { cloudtrail, Name } = await trailOf(organization);
      const InsightSelectors = [{ InsightType: 'ApiCallRateInsight' as const }];
      return cloudtrail.send(new PutInsightSelectorsCommand({ TrailName: Name, InsightSelectors }));
    },
  },
  {
    what: 'the bucket’s policy lets everyone read',
    controlId: 'LB-02',
    inAws: async (organization) => {
      const s3 = await archive(organization);
      await s3.send(new DeletePublicAccessBlockCommand({ Bucket: organization.bucket }));
      const AccountId = organization.audited.logArchiveAccountId;
      const account = await organization.administrators.client(LocalS3ControlClient, AccountId);
      await account.send(new DeleteAccountBlockCommand({ AccountId }));
      return putPolicy(organization, policyWith(organization, everyone(organization)));
    },
  },
  {
    what: 'one switch of Block Public Access is off',
    controlId: 'LB-03',
    inAws: async (organization) =>
      (await archive(organization)).send(
        new PutPublicAccessBlockCommand({
          Bucket: organization.bucket,
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: false,
          },
        }),
      ),
  },
  {
    what: 'trails of anybody may write',
    controlId: 'LB-05',
    inAws: (organization) => putPolicy(organization, unscoped(organization)),
  },
  {
    what: 'deletion is not denied',
    controlId: 'LB-08',
    inAws: (organization) => putPolicy(organization, withoutDeny(organization)),
  },
  ...[
    ['LB-09', 'the bucket has no versions'],
    ['LB-12', 'the bucket has no Object Lock'],
  ].map(([controlId = '', what = '']) => ({
    what,
    controlId,
    // A bucket with Object Lock keeps both for ever: the trail goes to another one.
    inAws: async (organization: TestOrganization) => {
      const s3 = await archive(organization);
      await s3.send(new CreateBucketCommand({ Bucket: plainBucket }));
      await s3.send(new PutBucketPolicyCommand({ Bucket: plainBucket, Policy: renamed(organization) }));
      return updateTrail(organization, { S3BucketName: plainBucket });
    },
  })),
  {
    what: 'a detector is suspended',
    controlId: 'GD-01',
    inAws: async (organization) => {
      const { guardduty, DetectorId } = await administratorOf(organization, 'eu-west-1');
      return guardduty.send(new UpdateDetectorCommand({ DetectorId, Enable: false }));
    },
  },
  {
    what: 'findings are published late',
    controlId: 'GD-19',
    inAws: async (organization) => {
      const { guardduty, DetectorId } = await administratorOf(organization, 'us-east-1');
      return guardduty.send(
        new UpdateDetectorCommand({ DetectorId, FindingPublishingFrequency: 'SIX_HOURS' }),
      );
    },
  },
  {
    what: 'only new accounts are enabled',
    controlId: 'GD-03',
    inAws: (organization) => autoEnable(organization, 'NEW'),
  },
  {
    what: 'an account is no member',
    controlId: 'GD-04',
    inAws: async (organization) => {
      await autoEnable(organization, 'NONE');
      const { guardduty, DetectorId } = await administratorOf(organization, 'us-east-1');
      const AccountIds = [organization.sandbox.accounts.logArchive];
      return guardduty.send(new DisassociateMembersCommand({ DetectorId, AccountIds }));
    },
  },
];

const plainBucket = 'example-plain-logs';

function onTrail(
  controlId: string,
  what: string,
  update: Omit<UpdateTrailCommandInput, 'Name'>,
): Misconfiguration {
  return {
    what,
    controlId,
    inAws: (organization) => updateTrail(organization, update),
  };
}

async function trailOf({ administrators, audited, trailName }: TestOrganization) {
  const cloudtrail = await administrators.client(CloudTrailClient, audited.managementAccountId);
  return { cloudtrail, Name: trailName };
}

async function updateTrail(organization: TestOrganization, update: Omit<UpdateTrailCommandInput, 'Name'>) {
  const { cloudtrail, Name } = await trailOf(organization);
  return cloudtrail.send(new UpdateTrailCommand({ Name, ...update }));
}

function archive({ administrators, audited }: TestOrganization): Promise<S3Client> {
  return administrators.client(S3Client, audited.logArchiveAccountId);
}

async function putPolicy(organization: TestOrganization, Policy: string) {
  const s3 = await archive(organization);
  return s3.send(new PutBucketPolicyCommand({ Bucket: organization.bucket, Policy }));
}

async function administratorOf({ administrators, audited }: TestOrganization, region: string) {
  const { securityAccountId } = audited;
  const guardduty = await administrators.client(GuardDutyClient, securityAccountId, region);
  return { guardduty, DetectorId: await detectorOf(administrators, securityAccountId, region) };
}

async function autoEnable(organization: TestOrganization, AutoEnableOrganizationMembers: 'NEW' | 'NONE') {
  const { guardduty, DetectorId } = await administratorOf(organization, 'us-east-1');
  return guardduty.send(
    new UpdateOrganizationConfigurationCommand({ DetectorId, AutoEnableOrganizationMembers }),
  );
}

function statementsOf({ bucketPolicy }: TestOrganization): readonly Statement[] {
  return (JSON.parse(bucketPolicy) as { Statement: readonly Statement[] }).Statement;
}

const document = (Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

function policyWith(organization: TestOrganization, statement: object): string {
  return document([...statementsOf(organization), statement]);
}

function everyone({ bucket }: TestOrganization): object {
  return { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` };
}

function unscoped(organization: TestOrganization): string {
  const strip = ({ Condition, ...statement }: Statement) =>
    statement.Effect === 'Allow' ? statement : { ...statement, Condition };
  return document(statementsOf(organization).map(strip));
}

function withoutDeny(organization: TestOrganization): string {
  return document(statementsOf(organization).filter(({ Effect }) => Effect === 'Allow'));
}

function renamed({ bucket, bucketPolicy }: TestOrganization): string {
  return bucketPolicy.replaceAll(bucket, plainBucket);
}
