import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { DescribeKeyCommand, KMSClient, paginateListKeys } from '@aws-sdk/client-kms';
import type { Session } from './credentials.ts';
import { findAccountByEmail, isAccountBeingCreated } from './account-lookup.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** Where an interrupted create was going on. */
export interface LookupScope {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  readonly session: Session;
  /** Physical ids of this type that the state holds already. */
  readonly known: ReadonlySet<string>;
}

const text = (inputs: Inputs, name: string) => {
  const value = inputs[name];
  return typeof value === 'string' ? value : undefined;
};
const named = (name: string) => (inputs: Inputs) => text(inputs, name);
const joined =
  (separator: string, ...names: string[]) =>
  (inputs: Inputs) => {
    const parts = names.map((name) => text(inputs, name));
    return parts.includes(undefined) ? undefined : parts.join(separator);
  };

/**
 * Types whose id follows from their inputs: a read of that id tells whether the create happened. Formats
 * are those that the provider documents for `pulumi import`.
 */
const derived: Readonly<Record<string, (inputs: Inputs, scope: LookupScope) => string | undefined>> = {
  'aws:s3/bucket:Bucket': named('bucket'),
  'aws:s3/bucketPolicy:BucketPolicy': named('bucket'),
  'aws:s3/bucketVersioning:BucketVersioning': named('bucket'),
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': named('bucket'),
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': named('bucket'),
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': named('bucket'),
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': named('bucket'),
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': named('bucket'),
  'aws:s3/bucketLogging:BucketLogging': named('bucket'),
  'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock': (_inputs, { accountId }) => accountId,
  'aws:kms/alias:Alias': named('name'),
  'aws:sns/topic:Topic': (inputs, { partition, region, accountId }) => {
    const name = text(inputs, 'name');
    return name && `arn:${partition}:sns:${region}:${accountId}:${name}`;
  },
  'aws:sns/topicPolicy:TopicPolicy': named('arn'),
  'aws:cloudwatch/logGroup:LogGroup': named('name'),
  'aws:iam/role:Role': named('name'),
  'aws:iam/rolePolicy:RolePolicy': joined(':', 'role', 'name'),
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': joined('/', 'role', 'policyArn'),
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': () => 'iam-account-password-policy',
  'aws:cloudtrail/trail:Trail': (inputs, { partition, region, accountId }) => {
    const name = text(inputs, 'name');
    return name && `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${name}`;
  },
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount': named('adminAccountId'),
  'aws:guardduty/organizationConfiguration:OrganizationConfiguration': named('detectorId'),
  'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature': joined(
    '/',
    'detectorId',
    'name',
  ),
  'aws:guardduty/detectorFeature:DetectorFeature': joined('/', 'detectorId', 'name'),
  'aws:organizations/awsServiceAccess:AwsServiceAccess': named('servicePrincipal'),
  'aws:ebs/encryptionByDefault:EncryptionByDefault': (_inputs, { region }) => region,
};

/** Types whose id AWS makes up: they are looked for by what AWS keeps unique, or by what we wrote on them. */
const looked: Readonly<Record<string, (inputs: Inputs, scope: LookupScope) => Promise<string | null>>> = {
  'aws:organizations/account:Account': findAccount,
  'aws:kms/key:Key': findKey,
  'aws:guardduty/detector:Detector': findDetector,
};

/**
 * The id that a resource has if its create happened: certain when looked up, to be read when derived.
 * @returns `null` when it certainly did not happen, `undefined` when this type cannot be told.
 */
export async function naturalId(
  type: string,
  inputs: Inputs,
  scope: LookupScope,
): Promise<string | null | undefined> {
  const region = text(inputs, 'region') ?? scope.region;
  const here = { ...scope, region };
  return looked[type] === undefined ? derived[type]?.(inputs, here) : looked[type](inputs, here);
}

function credentials({ session }: LookupScope) {
  return {
    accessKeyId: session.AWS_ACCESS_KEY_ID,
    secretAccessKey: session.AWS_SECRET_ACCESS_KEY,
    sessionToken: session.AWS_SESSION_TOKEN,
  };
}

async function findAccount(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const email = text(inputs, 'email') ?? '';
  const name = text(inputs, 'name') ?? '';
  const deadline = Date.now() + 10 * 60_000;
  for (;;) {
    // Asked in this order: an account that is finished between the two questions is found at the next turn.
    const isBeingMade = await isAccountBeingCreated(scope.region, name, scope.session);
    const found = await findAccountByEmail(scope.region, email, scope.session);
    if (found !== undefined) return found.id;
    if (!isBeingMade) return null;
    if (Date.now() > deadline) throw new Error(`AWS has been making the account ${name} for ten minutes`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** KMS has no names: the key that carries our description and that the state does not know is the one. */
async function findKey(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const description = text(inputs, 'description');
  const kms = new KMSClient({ region: scope.region, credentials: credentials(scope) });
  try {
    for await (const page of paginateListKeys({ client: kms }, {})) {
      for (const { KeyId } of page.Keys ?? []) {
        if (KeyId === undefined || scope.known.has(KeyId)) continue;
        const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
        const ours =
          key?.KeyManager === 'CUSTOMER' && key.KeyState === 'Enabled' && key.Description === description;
        if (ours) return KeyId;
      }
    }
    return null;
  } finally {
    kms.destroy();
  }
}

/** GuardDuty has one detector an account and region. */
async function findDetector(_inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const guardduty = new GuardDutyClient({ region: scope.region, credentials: credentials(scope) });
  try {
    const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
    return DetectorIds?.[0] ?? null;
  } finally {
    guardduty.destroy();
  }
}
