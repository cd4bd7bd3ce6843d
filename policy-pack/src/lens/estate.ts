import { type Estate, unknownBecause } from '@trailguard/controls';
import { once } from '../once.ts';
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

/**
 * The estate that a program declares. Absence is proven only for what the program itself would have to declare. Each
 * list is made when it is asked for: controls of a single resource ask for few, and there are many resources.
 */
export function estateOf(
  program: Program,
  { logBuckets = [], isTrailRequired = false }: LensOptions = {},
): Estate {
  const trails = once(() => trailsOf(program));
  const eventDataStores = once(() => eventDataStoresOf(program));
  const buckets = once(() =>
    bucketsOf(program, { named: logBuckets, trails: trails().items, logKeys: keysForTrails(program) }),
  );
  const keys = once(() =>
    keysOf(program, {
      trails: trails().items,
      buckets: buckets().items,
      stores: eventDataStores().items,
    }),
  );
  const organization = once(() => organizationOf(program, trails().items));
  const accounts = once(() => accountsOf(program, trails().items, isTrailRequired));
  const detectors = once(() => detectorsOf(program));
  const detectionOrganizations = once(() => detectionOrganizationsOf(program));
  const administratorDetectors = once(() => administratorDetectorsOf(program));
  const malwarePlans = once(() => malwarePlansOf(program));
  const uploadBuckets = once(() => uploadBucketsOf(program));
  const productSubscriptions = once(() => productSubscriptionsOf(program));
  const access = once(() => accessOf(program));
  const controlPolicies = once(() => controlPoliciesOf(program));
  const operations = once(() => operationsOf(program));
  const alerting = once(() => alertingOf(program));
  return {
    lens: program.lens ?? 'preview',
    asOf: null,
    resourceCounts: openWorld,
    effectivePolicies: unseen,
    records: noRecords,
    get organization() {
      return organization();
    },
    get accounts() {
      return accounts();
    },
    get trails() {
      return trails();
    },
    get eventDataStores() {
      return eventDataStores();
    },
    get buckets() {
      return buckets();
    },
    get keys() {
      return keys();
    },
    get detectors() {
      return detectors();
    },
    get detectionOrganizations() {
      return detectionOrganizations();
    },
    get administratorDetectors() {
      return administratorDetectors();
    },
    get malwarePlans() {
      return malwarePlans();
    },
    get uploadBuckets() {
      return uploadBuckets();
    },
    get productSubscriptions() {
      return productSubscriptions();
    },
    get controlPolicies() {
      return controlPolicies();
    },
    get access() {
      return access().access;
    },
    get analyzers() {
      return access().analyzers;
    },
    get recorders() {
      return operations().recorders;
    },
    get organizationConfigRules() {
      return operations().organizationConfigRules;
    },
    get securityHubs() {
      return operations().securityHubs;
    },
    get securityHubOrganization() {
      return operations().securityHubOrganization;
    },
    get logTables() {
      return operations().logTables;
    },
    get queryWorkgroups() {
      return operations().queryWorkgroups;
    },
    get logArrivals() {
      return operations().logArrivals;
    },
    get closedFindings() {
      return operations().closedFindings;
    },
    get logGroups() {
      return alerting().logGroups;
    },
    get logResourcePolicies() {
      return alerting().logResourcePolicies;
    },
    get metricFilters() {
      return alerting().metricFilters;
    },
    get alarms() {
      return alerting().alarms;
    },
    get topics() {
      return alerting().topics;
    },
    get eventRules() {
      return alerting().eventRules;
    },
  };
}

const unseen = { items: [], complete: openWorld };
const noRecords = { items: [], complete: unknownBecause('not-read', 'a program holds no records') };
