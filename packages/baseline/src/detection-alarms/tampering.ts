/**
 * Calls that switch recording or detection off, turn it elsewhere or hide what it found. Metric filters and event
 * rules take them from here, so that both tell of the same.
 */
export const TamperingCalls = {
  /** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html */
  cloudtrail: [
    'CreateTrail',
    'UpdateTrail',
    'DeleteTrail',
    'StartLogging',
    'StopLogging',
    'PutEventSelectors',
    'PutInsightSelectors',
    'RegisterOrganizationDelegatedAdmin',
    'DeregisterOrganizationDelegatedAdmin',
  ],
  /** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html */
  guardduty: [
    'CreateFilter',
    'CreateIPSet',
    'DeleteDetector',
    'DeleteMembers',
    'DeletePublishingDestination',
    'DisableOrganizationAdminAccount',
    'DisassociateFromAdministratorAccount',
    'DisassociateFromMasterAccount',
    'DisassociateMembers',
    'StopMonitoringMembers',
    'UpdateDetector',
    'UpdateFilter',
    'UpdateIPSet',
    'UpdateMemberDetectors',
    'UpdateOrganizationConfiguration',
    'UpdatePublishingDestination',
  ],
  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html */
  organizations: ['DeregisterDelegatedAdministrator', 'DisableAWSServiceAccess'],
  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html */
  kms: ['DisableKey', 'ScheduleKeyDeletion'],
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html */
  events: ['DeleteRule', 'DisableRule', 'RemoveTargets'],
} as const;

/** What changes a key of the log files without ending it. */
export const LogKeyCalls = ['DisableKeyRotation', 'PutKeyPolicy', 'UpdateAlias', 'DeleteAlias'] as const;

/**
 * Starts of the names of what changes a bucket, as CloudTrail writes them (`PutBucketLifecycle`, `DeleteBucketPolicy`).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const BucketCallPrefixes = ['PutBucket', 'DeleteBucket'] as const;
