import { partitionOf } from '../partition.ts';

/**
 * Regions of the partition `aws` that every account has enabled. The list is closed: every region since 20 March
 * 2019 has to be opted into, so one that is not here is one of those.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const EnabledByDefault: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/** Whether an account has to opt into a region; none of the partitions for China and the US government has such. */
function isOptInRegion(region: string): boolean {
  return partitionOf(region) === 'aws' && !EnabledByDefault.has(region);
}

/**
 * GuardDuty's service principals in these regions: one for all that are enabled by default, and one of its own for
 * each opt-in region.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function guardDutyPrincipals(regions: readonly string[]): string | readonly string[] {
  const own = [...new Set(regions)].filter(isOptInRegion).sort();
  return own.length === 0
    ? 'guardduty.amazonaws.com'
    : ['guardduty.amazonaws.com', ...own.map((region) => `guardduty.${region}.amazonaws.com`)];
}

/**
 * Whether findings of a region can be exported into a bucket of another: never from one into an opt-in region that
 * is not its own.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function canExport(fromRegion: string, bucketRegion: string): boolean {
  return fromRegion === bucketRegion || !isOptInRegion(bucketRegion);
}
