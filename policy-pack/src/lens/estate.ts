import { type Estate, unknownBecause } from '@trailguard/controls';
import { accessOf } from './access.ts';
import { alertingOf } from './alerting.ts';
import { bucketsOf } from './buckets.ts';
import { administratorDetectorsOf } from './guardduty-administrator.ts';
import { productSubscriptionsOf } from './product-subscriptions.ts';
import { controlPoliciesOf } from './control-policies.ts';
import { eventDataStoresOf } from './event-data-stores.ts';
import { detectionOrganizationsOf, detectorsOf } from './guardduty.ts';
import { malwarePlansOf, uploadBucketsOf } from './malware-plans.ts';
import { keysForTrails, keysOf } from './keys.ts';
import { operationsOf } from './operations.ts';
import { accountsOf, organizationOf } from './organization.ts';
import { openWorld, type Program } from './program.ts';
import { trailsOf } from './trails.ts';

/** What a user tells the lens about a program. */
export interface LensOptions {
  /** Names of buckets that keep logs, where neither a trail nor a bucket policy of the program shows it. */
  readonly logBuckets?: readonly string[];
  /** Whether the program must declare a trail that records its account. Default: no. */
  readonly isTrailRequired?: boolean;
}

/** The estate that a program declares. Absence is proven only for what the program itself would have to declare. */
export function estateOf(
  program: Program,
  { logBuckets = [], isTrailRequired = false }: LensOptions = {},
): Estate {
  const trails = trailsOf(program);
  const eventDataStores = eventDataStoresOf(program);
  const buckets = bucketsOf(program, {
    named: logBuckets,
    trails: trails.items,
    logKeys: keysForTrails(program),
  });
  return {
    lens: program.lens ?? 'preview',
    asOf: null,
    organization: organizationOf(program, trails.items),
    accounts: accountsOf(program, trails.items, isTrailRequired),
    trails,
    eventDataStores,
    buckets,
    keys: keysOf(program, {
      trails: trails.items,
      buckets: buckets.items,
      stores: eventDataStores.items,
    }),
    detectors: detectorsOf(program),
    detectionOrganizations: detectionOrganizationsOf(program),
    administratorDetectors: administratorDetectorsOf(program),
    malwarePlans: malwarePlansOf(program),
    uploadBuckets: uploadBucketsOf(program),
    productSubscriptions: productSubscriptionsOf(program),
    resourceCounts: openWorld,
    ...accessOf(program),
    controlPolicies: controlPoliciesOf(program),
    effectivePolicies: { items: [], complete: openWorld },
    ...operationsOf(program),
    ...alertingOf(program),
    records: { items: [], complete: unknownBecause('not-read', 'a program holds no records') },
  };
}
