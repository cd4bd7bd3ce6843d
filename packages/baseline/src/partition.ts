/**
 * The AWS partition that a region belongs to; it is the second part of every ARN.
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): 'aws' | 'aws-us-gov' | 'aws-cn' {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('cn-')) return 'aws-cn';
  return 'aws';
}

/** The DNS suffix of a region's endpoints, as `kms:ViaService` and regional service principals carry it. */
export function dnsSuffixOf(region: string): 'amazonaws.com' | 'amazonaws.com.cn' {
  return partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

const globalRegions = { aws: 'us-east-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-northwest-1' };

/**
 * Where the global services of a region's partition are, and where their quotas are told. It is enabled in every account.
 * @see https://docs.aws.amazon.com/general/latest/gr/ao.html
 */
export function globalRegionOf(region: string): string {
  return globalRegions[partitionOf(region)];
}
