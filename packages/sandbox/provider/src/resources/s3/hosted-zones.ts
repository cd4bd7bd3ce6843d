/** Hosted zones of S3 website endpoints: https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints */
const HOSTED_ZONES: { readonly [region: string]: string } = {
  'us-east-1': 'Z3AQBSTGFYJSTF',
  'us-east-2': 'Z2O1EMRO9K5GLX',
  'us-west-1': 'Z2F56UZL2M1ACD',
  'us-west-2': 'Z3BJ6K6RIION7M',
  'ap-east-1': 'ZNB98KWMFR0R6',
  'eu-central-1': 'Z21DNDUVLTQW6Q',
  'eu-west-1': 'Z1BKCTXD74EZPE',
};

/** Hosted zone of a region's website endpoint; `undefined` where it is not known here. */
export function hostedZoneOf(region: string): string | undefined {
  return HOSTED_ZONES[region];
}
