import type { TestOrganization } from '@trailguard/audit/test';
import type { ProgramResource } from '@trailguard/policy-pack';

type Properties = Readonly<Record<string, unknown>>;

/** Pulumi type and name -> what a misconfiguration makes of its properties; `null` leaves the resource out. */
export type Change = Readonly<Record<string, Properties | null>>;

/**
 * The program that would declare the test organization, as a policy pack sees it once it is deployed: with the
 * names and ARNs that AWS gave.
 */
export function programOf(organization: TestOrganization, change: Change = {}): ProgramResource[] {
  return Object.entries(declared(organization)).flatMap(([key, [account, properties]]) => {
    const differing = change[key];
    if (differing === null || (properties === null && differing === undefined)) return [];
    const [type = '', name = ''] = key.split(' ');
    return [resource(type, name, account, { ...properties, ...differing })];
  });
}

/** `type name` -> the account that has it, and its properties; none where only a misconfiguration declares it. */
function declared(
  organization: TestOrganization,
): Readonly<Record<string, readonly [string, Properties | null]>> {
  const { accessLogBucket, bucket, bucketPolicy, keyArn, sandbox, trailArn, trailName } = organization;
  const { management, logArchive, security } = sandbox.accounts;
  const detector = { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' };
  const inEachRegion = Object.fromEntries(
    organization.regions.flatMap((region) => [
      [
        `aws:guardduty/organizationAdminAccount:OrganizationAdminAccount ${region}`,
        [management, { region, adminAccountId: security }],
      ],
      [`aws:guardduty/detector:Detector management-${region}`, [management, { region, ...detector }]],
      [`aws:guardduty/detector:Detector security-${region}`, [security, { region, ...detector }]],
      [
        `aws:guardduty/organizationConfiguration:OrganizationConfiguration ${region}`,
        [security, { region, autoEnableOrganizationMembers: 'ALL' }],
      ],
    ]),
  );
  return {
    'aws:organizations/organization:Organization main': [
      management,
      {
        arn: `arn:aws:organizations::${management}:organization/${sandbox.organizationId}`,
        awsServiceAccessPrincipals: ['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com'],
      },
    ],
    'aws:organizations/account:Account log-archive': [
      management,
      {
        name: 'log-archive',
        arn: `arn:aws:organizations::${management}:account/${sandbox.organizationId}/${logArchive}`,
      },
    ],
    'aws:kms/key:Key logs': [
      logArchive,
      { arn: keyArn, keyId: keyArn.split('/')[1], isEnabled: true, enableKeyRotation: true },
    ],
    'aws:s3/bucket:Bucket logs': [logArchive, { bucket }],
    'aws:s3/bucket:Bucket access-logs': [logArchive, { bucket: accessLogBucket }],
    'aws:s3/bucketLogging:BucketLogging logs': [logArchive, { bucket, targetBucket: accessLogBucket }],
    'aws:s3/bucketPolicy:BucketPolicy logs': [logArchive, { bucket, policy: bucketPolicy }],
    ...closed('logs', logArchive, bucket),
    ...closed('access-logs', logArchive, accessLogBucket),
    'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration logs': [
      logArchive,
      { bucket, rule: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } } },
    ],
    'aws:cloudtrail/trail:Trail organization': [
      management,
      {
        name: trailName,
        arn: trailArn,
        s3BucketName: bucket,
        kmsKeyId: keyArn,
        isMultiRegionTrail: true,
        isOrganizationTrail: true,
        enableLogFileValidation: true,
        cloudWatchLogsGroupArn: organization.trailSettings.CloudWatchLogsLogGroupArn,
        cloudWatchLogsRoleArn: organization.trailSettings.CloudWatchLogsRoleArn,
        snsTopicName: organization.trailSettings.SnsTopicName,
        insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
      },
    ],
    ...inEachRegion,
    // Where all accounts are enabled by themselves no member is declared.
    'aws:guardduty/member:Member management': [security, null],
  };
}

function closed(name: string, account: string, bucket: string) {
  const all = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  };
  return {
    [`aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock ${name}`]: [account, { bucket, ...all }],
    [`aws:s3/bucketVersioning:BucketVersioning ${name}`]: [
      account,
      { bucket, versioningConfiguration: { status: 'Enabled' } },
    ],
  } as const;
}

function resource(type: string, name: string, account: string, properties: Properties): ProgramResource {
  return {
    type,
    name,
    urn: `urn:pulumi:test::agreement::${type}::${name}`,
    provider: {
      name: `account-${account}`,
      properties: { region: 'us-east-1', allowedAccountIds: JSON.stringify([account]) },
    },
    isSet: (property) => properties[property] !== undefined,
    get: (property) => properties[property] as ReturnType<ProgramResource['get']>,
    // All values are known: none needs to be looked for at its source.
    dependenciesOf: () => [],
  };
}
