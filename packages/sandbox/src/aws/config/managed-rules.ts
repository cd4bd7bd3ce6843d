import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';

/** What a rule says of a thing. */
export interface Evaluation {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly isCompliant: boolean;
}

/** Where a rule evaluates, and with what. */
export interface EvaluatedPlace {
  readonly sandbox: SandboxContext;
  readonly accountId: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
}

type Values = Record<string, unknown>;
type Rule = (place: EvaluatedPlace) => Promise<readonly Evaluation[]>;

const ask = (
  { sandbox, accountId, region }: EvaluatedPlace,
  service: string,
  operation: string,
  input: object = {},
) => sandbox.inspect(accountId, region, service, operation, input);

interface Trail {
  readonly TrailARN: string;
  readonly HomeRegion?: string;
  readonly IsMultiRegionTrail?: boolean;
  readonly KmsKeyId?: string;
  readonly LogFileValidationEnabled?: boolean;
  readonly CloudWatchLogsLogGroupArn?: string;
}

const trailsOf = async (place: EvaluatedPlace) =>
  ((await ask(place, 'cloudtrail', 'DescribeTrails')).trailList ?? []) as readonly Trail[];

/** A trail is evaluated where it is, by the account that owns it. */
const everyTrail =
  (isCompliant: (trail: Trail) => boolean): Rule =>
  async (place) =>
    (await trailsOf(place))
      .filter(
        ({ TrailARN, HomeRegion }) =>
          TrailARN.split(':')[4] === place.accountId && HomeRegion === place.region,
      )
      .map((trail) => ({
        resourceType: 'AWS::CloudTrail::Trail',
        resourceId: trail.TrailARN,
        isCompliant: isCompliant(trail),
      }));

const ofAccount = ({ accountId }: EvaluatedPlace, isCompliant: boolean): Evaluation[] => [
  { resourceType: 'AWS::::Account', resourceId: accountId, isCompliant },
];

/** An account has a trail too that its organization gives it. */
const multiRegionTrail: Rule = async (place) => {
  for (const { IsMultiRegionTrail, TrailARN: Name } of await trailsOf(place)) {
    const { IsLogging } = IsMultiRegionTrail
      ? await ask(place, 'cloudtrail', 'GetTrailStatus', { Name })
      : {};
    if (IsLogging === true) return ofAccount(place, true);
  }
  return ofAccount(place, false);
};

/** Where the rule is given a central account, other accounts have to be watched by it. */
const centralDetector: Rule = async (place) => {
  const { DetectorIds = [] } = (await ask(place, 'guardduty', 'ListDetectors')) as { DetectorIds?: string[] };
  const [DetectorId] = DetectorIds;
  if (DetectorId === undefined) return ofAccount(place, false);
  const { Status } = await ask(place, 'guardduty', 'GetDetector', { DetectorId });
  const central = place.parameters.CentralMonitoringAccount;
  if (Status !== 'ENABLED' || central === undefined || central === place.accountId)
    return ofAccount(place, Status === 'ENABLED');
  const { Administrator } = await ask(place, 'guardduty', 'GetAdministratorAccount', { DetectorId });
  return ofAccount(place, (Administrator as { AccountId?: string } | undefined)?.AccountId === central);
};

/** Symmetric keys of customers that are enabled; those that are imported or of a key store cannot be rotated. */
const rotatedKeys: Rule = async (place) => {
  const { Keys = [] } = (await ask(place, 'kms', 'ListKeys')) as { Keys?: { KeyId: string }[] };
  const found: Evaluation[] = [];
  for (const { KeyId } of Keys) {
    const { KeyMetadata } = (await ask(place, 'kms', 'DescribeKey', { KeyId })) as { KeyMetadata: Values };
    const { Arn, KeyManager, KeySpec, KeyState, Origin } = KeyMetadata;
    const isEvaluated =
      KeyManager === 'CUSTOMER' &&
      KeySpec === 'SYMMETRIC_DEFAULT' &&
      KeyState === 'Enabled' &&
      Origin === 'AWS_KMS';
    if (!isEvaluated) continue;
    const { KeyRotationEnabled } = await ask(place, 'kms', 'GetKeyRotationStatus', { KeyId });
    found.push({
      resourceType: 'AWS::KMS::Key',
      resourceId: String(Arn),
      isCompliant: KeyRotationEnabled === true,
    });
  }
  return found;
};

const closedBuckets: Rule = async (place) => {
  const { Buckets = [] } = (await ask(place, 's3', 'ListBuckets')) as { Buckets?: { Name: string }[] };
  const found: Evaluation[] = [];
  for (const { Name: Bucket } of Buckets) {
    const { LocationConstraint } = await ask(place, 's3', 'GetBucketLocation', { Bucket });
    if ((LocationConstraint || 'us-east-1') !== place.region) continue;
    const settings = Object.values(await publicAccessBlockOf(place, Bucket));
    found.push({
      resourceType: 'AWS::S3::Bucket',
      resourceId: `arn:aws:s3:::${Bucket}`,
      isCompliant: settings.length === 4 && settings.every((isOn) => isOn === true),
    });
  }
  return found;
};

async function publicAccessBlockOf(place: EvaluatedPlace, Bucket: string): Promise<Values> {
  try {
    const { PublicAccessBlockConfiguration } = await ask(place, 's3', 'GetPublicAccessBlock', { Bucket });
    return PublicAccessBlockConfiguration as Values;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchPublicAccessBlockConfiguration') return {};
    throw error;
  }
}

const rules: Readonly<Record<string, Rule>> = {
  CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED: everyTrail((trail) => Boolean(trail.CloudWatchLogsLogGroupArn)),
  CLOUD_TRAIL_ENCRYPTION_ENABLED: everyTrail(({ KmsKeyId }) => Boolean(KmsKeyId)),
  CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: everyTrail((trail) => trail.LogFileValidationEnabled === true),
  CMK_BACKING_KEY_ROTATION_ENABLED: rotatedKeys,
  GUARDDUTY_ENABLED_CENTRALIZED: centralDetector,
  MULTI_REGION_CLOUD_TRAIL_ENABLED: multiRegionTrail,
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: closedBuckets,
};

/**
 * Evaluates a managed rule on what is there now, in one account and Region.
 * @returns nothing for a rule that the sandbox does not evaluate: of it nothing is known.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export async function evaluateRule(
  identifier: string,
  place: EvaluatedPlace,
): Promise<readonly Evaluation[] | undefined> {
  return rules[identifier]?.(place);
}
