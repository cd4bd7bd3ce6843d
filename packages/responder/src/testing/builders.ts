import type { FindingEvent } from '../finding.ts';
import type { ResponderSettings } from '../settings.ts';

export const Approver = 'arn:aws:iam::333333333333:role/teams/Approver';
export const TrailArn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/audit';

/** Settings with all actions allowed and carried out; a test states what differs. */
export function someSettings(different: Partial<ResponderSettings> = {}): ResponderSettings {
  return {
    bucket: 'incidents',
    actions: {
      'isolate-instance': ['Backdoor:EC2/*'],
      'disable-access-key': ['UnauthorizedAccess:IAMUser/*'],
      'block-public-access': ['Policy:S3/BucketAnonymousAccessGranted'],
      'restart-logging': ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
    },
    isDryRun: false,
    approvalHours: 24,
    approverRoleArns: [Approver],
    roleName: 'TrailGuardResponse',
    externalId: 'o-exampleorgid',
    trailArn: TrailArn,
    isolationGroupName: 'trailguard-isolation',
    responderArn: 'arn:aws:iam::333333333333:role/trailguard-responder',
    ...different,
  };
}

type Detail = FindingEvent['detail'];

/** An event of a finding about a bucket; a test states what differs. */
export function aFinding(different: Partial<Detail> = {}): FindingEvent {
  return {
    id: 'event-1',
    source: 'aws.guardduty',
    'detail-type': 'GuardDuty Finding',
    detail: {
      id: '0123456789abcdef0123456789abcdef',
      accountId: '444444444444',
      region: 'eu-west-1',
      type: 'Policy:S3/BucketAnonymousAccessGranted',
      severity: 8,
      resource: { s3BucketDetails: [{ name: 'open-bucket' }] },
      ...different,
    },
  };
}

/** A finding about an access key, for which the action waits for an approval. */
export const aKeyFinding = (userType = 'IAMUser') =>
  aFinding({
    type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
    resource: { accessKeyDetails: { accessKeyId: 'AKIAEXAMPLE', userName: 'alice', userType } },
  });
