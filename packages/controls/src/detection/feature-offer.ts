/** Whether AWS offers a feature in a Region: what a page of AWS says, and that it says nothing. */
export type FeatureOffer =
  | { readonly offered: true }
  | { readonly offered: false; readonly source: string }
  | { readonly offered: 'unclear'; readonly detail: string };

/** Day on which the table was compared with AWS's pages. */
export const offersAsOf = '2026-11-21';

const regionsPage = 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html';
const chinaPage = 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html';

interface Exception {
  readonly feature: string;
  readonly regions: RegExp;
  readonly offer: FeatureOffer;
}

/**
 * What differs between Regions. A feature that is not here is taken for offered: AWS lists the exceptions alone.
 * A live answer counts before this table.
 */
const exceptions: readonly Exception[] = [
  { feature: 'RUNTIME_MONITORING', regions: /^cn-/, offer: { offered: false, source: chinaPage } },
  {
    feature: 'RDS_LOGIN_EVENTS',
    regions: /^ap-east-2$/,
    offer: {
      offered: 'unclear',
      detail: `editions of ${regionsPage} differ on RDS Protection in ap-east-2`,
    },
  },
  {
    feature: 'AI_PROTECTION',
    regions: /./,
    offer: { offered: 'unclear', detail: 'AWS publishes no list of the Regions of AI Protection' },
  },
];

/** What is known of a feature in a Region from AWS's pages. */
export function offerOf(feature: string, region: string): FeatureOffer {
  const found = exceptions.find((one) => one.feature === feature && one.regions.test(region));
  return found?.offer ?? { offered: true };
}
