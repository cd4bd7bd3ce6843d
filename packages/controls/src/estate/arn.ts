/** The parts of an ARN that controls look at. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty where the service has none, as for S3. */
  readonly region: string;
  /** Empty where the service has none, as for S3. */
  readonly accountId: string;
  /** All after the fifth colon. */
  readonly resource: string;
}

/**
 * Takes an ARN apart; `undefined` when the text is none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || accountId === undefined)
    return undefined;
  if (resource.length === 0) return undefined;
  return { partition, service, region, accountId, resource: resource.join(':') };
}

/** Partitions of AWS that anyone can have an account in. */
export const partitions = ['aws', 'aws-us-gov', 'aws-cn'] as const;

/** The partition of a Region, by the start of its name. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
