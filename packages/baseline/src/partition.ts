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
