/** Whether an operation only reads, by the verb that AWS's names begin with. */
export function isRead(operation: string): boolean {
  return (
    /^(BatchGet|Check|Decode|Describe|Discover|Estimate|Get|Head|List|Lookup|Preview|Query|Scan|Search|Select|Simulate|Test|Validate|View)/.test(
      operation,
    ) &&
    // GetSessionToken and GetFederationToken make credentials.
    !/^Get(SessionToken|FederationToken)$/.test(operation)
  );
}

/** Services whose calls all go to one region: https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints */
export const globalServices: ReadonlySet<string> = new Set([
  'iam',
  'organizations',
  'account',
  'cloudfront',
  'route53',
]);

/**
 * Whether an operation answers in one Region for the whole account, whichever the account has enabled: the control plane of
 * Multi-Region access points is in us-west-2. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingMultiRegionAccessPoints.html
 */
export function answersForAllRegions(service: string, operation: string): boolean {
  return service === 's3control' && operation.includes('MultiRegionAccessPoint');
}
