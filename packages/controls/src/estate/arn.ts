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
  if (!text.startsWith('arn:')) return undefined;
  // Policies hold many ARNs, of which each control takes its own apart: no list is made of the parts.
  const partitionEnd = text.indexOf(':', 4);
  const serviceEnd = partitionEnd < 0 ? -1 : text.indexOf(':', partitionEnd + 1);
  const regionEnd = serviceEnd < 0 ? -1 : text.indexOf(':', serviceEnd + 1);
  const accountEnd = regionEnd < 0 ? -1 : text.indexOf(':', regionEnd + 1);
  if (accountEnd < 0) return undefined;
  const partition = text.slice(4, partitionEnd);
  const service = text.slice(partitionEnd + 1, serviceEnd);
  if (partition === '' || service === '') return undefined;
  return {
    partition,
    service,
    region: text.slice(serviceEnd + 1, regionEnd),
    accountId: text.slice(regionEnd + 1, accountEnd),
    resource: text.slice(accountEnd + 1),
  };
}

/** Partitions of AWS that anyone can have an account in. */
export const partitions = ['aws', 'aws-us-gov', 'aws-cn'] as const;

/** The partition of a Region, by the start of its name. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
