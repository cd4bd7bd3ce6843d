import { type Estate, unknownBecause } from '@trailguard/controls';
import { accountAccessOf } from './access.ts';
import { alarmsOf } from './alarms.ts';
import { analyzersOf } from './analyzers.ts';
import { bucketsOf } from './buckets.ts';
import { controlPoliciesOf } from './control-policies.ts';
import { eventDataStoresOf } from './event-data-stores.ts';
import { eventRulesOf } from './event-rules.ts';
import { administratorDetectorsOf } from './guardduty-administrator.ts';
import { detectionOrganizationsOf, detectorsOf } from './guardduty.ts';
import { keysForTrails, keysOf } from './keys.ts';
import { logGroupsOf, logResourcePoliciesOf, metricFiltersOf } from './log-groups.ts';
import { logTablesOf, queryWorkgroupsOf } from './log-queries.ts';
import { malwarePlansOf, uploadBucketsOf } from './malware-plans.ts';
import { configRecordersOf, organizationConfigRulesOf } from './operations.ts';
import { accountsOf, organizationOf } from './organization.ts';
import { productSubscriptionsOf } from './product-subscriptions.ts';
import { openWorld, type Program } from './program.ts';
import { securityHubOrganizationOf, securityHubsOf } from './security-hub.ts';
import { topicsOf } from './topics.ts';
import { trailsOf } from './trails.ts';

/** What a user tells the lens about a program. */
export interface LensOptions {
  /** Names of buckets that keep logs, where neither a trail nor a bucket policy of the program shows it. */
  readonly logBuckets?: readonly string[];
  /** Whether the program must declare a trail that records its account. Default: no. */
  readonly isTrailRequired?: boolean;
}

const unseen = { items: [], complete: openWorld };
const noRecords = { items: [], complete: unknownBecause('not-read', 'a program holds no records') };

/** What a program can show; the rest is a live account's. */
type Part = Exclude<keyof Estate, 'accountsLeftOut' | 'appliedTrails'>;

/** How each part of the estate is made of a program, and of other parts. */
const parts: {
  readonly [Name in Part]: (program: Program, options: LensOptions, estate: Estate) => Estate[Name];
} = {
  lens: ({ lens = 'preview' }) => lens,
  asOf: () => null,
  organization: (program, _options, { trails }) => organizationOf(program, trails.items),
  accounts: (program, { isTrailRequired = false }, { trails }) =>
    accountsOf(program, trails.items, isTrailRequired),
  trails: trailsOf,
  eventDataStores: eventDataStoresOf,
  buckets: (program, { logBuckets = [] }, { trails }) =>
    bucketsOf(program, { named: logBuckets, trails: trails.items, logKeys: keysForTrails(program) }),
  keys: (program, _options, { trails, buckets, eventDataStores }) =>
    keysOf(program, { trails: trails.items, buckets: buckets.items, stores: eventDataStores.items }),
  detectors: detectorsOf,
  detectionOrganizations: detectionOrganizationsOf,
  administratorDetectors: administratorDetectorsOf,
  malwarePlans: malwarePlansOf,
  uploadBuckets: uploadBucketsOf,
  productSubscriptions: productSubscriptionsOf,
  resourceCounts: () => openWorld,
  records: () => noRecords,
  access: accountAccessOf,
  analyzers: analyzersOf,
  controlPolicies: controlPoliciesOf,
  effectivePolicies: () => unseen,
  recorders: configRecordersOf,
  organizationConfigRules: organizationConfigRulesOf,
  securityHubs: (program) => ({ items: securityHubsOf(program), complete: openWorld }),
  securityHubOrganization: securityHubOrganizationOf,
  logTables: (program) => ({ items: logTablesOf(program), complete: openWorld }),
  queryWorkgroups: (program) => ({ items: queryWorkgroupsOf(program), complete: openWorld }),
  logArrivals: () => unseen,
  closedFindings: () => unseen,
  logGroups: logGroupsOf,
  logResourcePolicies: logResourcePoliciesOf,
  metricFilters: metricFiltersOf,
  alarms: alarmsOf,
  topics: topicsOf,
  eventRules: eventRulesOf,
};

/**
 * The estate that a program declares. Absence is proven only for what the program itself would have to declare. Each
 * part is made when it is asked for: controls of a single resource ask for few, and there are many resources.
 */
export function estateOf(program: Program, options: LensOptions = {}): Estate {
  const estate: Estate = new Proxy<Partial<Estate>>(
    {},
    {
      get: (made, name) => {
        if (!isPart(name)) return undefined;
        if (!Object.hasOwn(made, name))
          Object.assign(made, { [name]: parts[name](program, options, estate) });
        return made[name];
      },
      has: (_made, name) => isPart(name),
      ownKeys: () => Object.keys(parts),
      getOwnPropertyDescriptor: (_made, name) =>
        isPart(name)
          ? { value: estate[name], enumerable: true, configurable: true, writable: true }
          : undefined,
    },
  ) as Estate;
  return estate;
}

function isPart(name: string | symbol): name is Part {
  return Object.hasOwn(parts, name);
}
