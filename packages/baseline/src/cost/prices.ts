import { partitionOf } from '../partition.ts';

/** Month of the list prices below. Prices change: a newer one goes into `prices` of `estimateCost` until the table has it. */
export const PricesAsOf = '2026-06';

/** What AWS counts, each at its own price. */
export const Meter = {
  /** Management events that a second trail records, and each further one. */
  ManagementEventCopies: 'managementEventCopies',
  /** Data events that trails record. */
  DataEvents: 'dataEvents',
  /** Network activity events that trails record. */
  NetworkActivityEvents: 'networkActivityEvents',
  /** Management events that CloudTrail Insights analyzes. */
  InsightsEvents: 'insightsEvents',
  /** Management events that GuardDuty analyzes. */
  DetectionManagementEvents: 'detectionManagementEvents',
  /** Gigabytes of VPC flow and DNS logs that GuardDuty analyzes. */
  FlowAndDnsLogs: 'flowAndDnsLogs',
  /** Data events of S3 that GuardDuty analyzes. */
  S3Protection: 's3Protection',
  /** Audit events of EKS that GuardDuty analyzes. */
  EksProtection: 'eksProtection',
  /** vCPUs whose processes GuardDuty watches. */
  RuntimeMonitoring: 'runtimeMonitoring',
  /** vCPUs of provisioned databases whose logins GuardDuty watches. */
  RdsProtection: 'rdsProtection',
  /** Aurora capacity units of serverless databases whose logins GuardDuty watches. */
  RdsServerlessProtection: 'rdsServerlessProtection',
  /** Gigabytes of the network logs of Lambda functions that GuardDuty analyzes. */
  LambdaProtection: 'lambdaProtection',
  /** Gigabytes of EBS volumes that GuardDuty scans. */
  EbsScans: 'ebsScans',
  /** Workloads of AI that GuardDuty watches. */
  AiProtection: 'aiProtection',
  /** Changes of resources that AWS Config records. */
  ConfigurationItems: 'configurationItems',
  /** Evaluations of rules of AWS Config. */
  RuleEvaluations: 'ruleEvaluations',
  /** Checks by controls of Security Hub. */
  SecurityChecks: 'securityChecks',
} as const;
export type Meter = (typeof Meter)[keyof typeof Meter];

/** A step of a price: what a unit costs up to a quantity. */
export interface PriceTier {
  /** Units of a month up to which the price holds. Default: any number; the last tier has none. */
  upTo?: number;
  /** US dollars for `perUnits` of them. */
  usd: number;
}

/** The price of a meter in a region. */
export interface Price {
  meter: Meter;
  /** The region that it holds in. */
  region: string;
  /** How many units `usd` is for. */
  perUnits: number;
  /** From the first unit on; each next tier is for what lies beyond the one before. */
  tiers: PriceTier[];
}

interface ListedPrice {
  readonly perUnits: number;
  readonly tiers: readonly PriceTier[];
  /** Where it holds; elsewhere the price is unknown. */
  readonly holdsIn: (region: string) => boolean;
}

/** Pages of AWS that the prices stand on. */
export const PriceSources = {
  cloudTrail: 'https://aws.amazon.com/cloudtrail/pricing/',
  guardDuty: 'https://aws.amazon.com/guardduty/pricing/',
  config: 'https://aws.amazon.com/config/pricing/',
  securityHub: 'https://aws.amazon.com/security-hub/cspm/pricing/',
} as const;

/** CloudTrail has one price in all commercial regions; those of China and GovCloud are listed apart. */
const commercial = (region: string) => partitionOf(region) === 'aws';
/** GuardDuty's prices differ from region to region; those of AWS Config and Security Hub were looked up for this one alone. */
const northVirginia = (region: string) => region === 'us-east-1';
const once = (perUnits: number, usd: number, holdsIn: ListedPrice['holdsIn']): ListedPrice => ({
  perUnits,
  tiers: [{ usd }],
  holdsIn,
});
const logTiers: readonly PriceTier[] = [
  { upTo: 500, usd: 1 },
  { upTo: 2_500, usd: 0.5 },
  { upTo: 10_000, usd: 0.25 },
  { usd: 0.15 },
];

const checkTiers: readonly PriceTier[] = [
  { upTo: 100_000, usd: 0.001 },
  { upTo: 500_000, usd: 0.0008 },
  { usd: 0.0005 },
];

/** What is not here has no price that was found on AWS's pages: it is unknown, not free. */
const Listed: Readonly<Partial<Record<Meter, ListedPrice>>> = {
  managementEventCopies: once(100_000, 2, commercial),
  dataEvents: once(100_000, 0.1, commercial),
  networkActivityEvents: once(100_000, 0.1, commercial),
  insightsEvents: once(100_000, 0.35, commercial),
  detectionManagementEvents: once(1_000_000, 4, northVirginia),
  flowAndDnsLogs: { perUnits: 1, tiers: logTiers, holdsIn: northVirginia },
  s3Protection: {
    perUnits: 1_000_000,
    tiers: [{ upTo: 500_000_000, usd: 0.8 }, { upTo: 5_000_000_000, usd: 0.4 }, { usd: 0.2 }],
    holdsIn: northVirginia,
  },
  eksProtection: {
    perUnits: 1_000_000,
    tiers: [{ upTo: 100_000_000, usd: 1.6 }, { upTo: 200_000_000, usd: 0.8 }, { usd: 0.2 }],
    holdsIn: northVirginia,
  },
  runtimeMonitoring: {
    perUnits: 1,
    tiers: [{ upTo: 500, usd: 1.5 }, { upTo: 5_000, usd: 0.75 }, { usd: 0.25 }],
    holdsIn: northVirginia,
  },
  rdsProtection: once(1, 1, northVirginia),
  rdsServerlessProtection: once(1, 0.25, northVirginia),
  lambdaProtection: { perUnits: 1, tiers: logTiers, holdsIn: northVirginia },
  ebsScans: once(1, 0.03, northVirginia),
  configurationItems: once(1, 0.003, northVirginia),
  ruleEvaluations: { perUnits: 1, tiers: checkTiers, holdsIn: northVirginia },
  securityChecks: { perUnits: 1, tiers: checkTiers, holdsIn: northVirginia },
};

/** The price of a meter in a region: one that is given, else the listed one, else none. */
export function priceOf(meter: Meter, region: string, given: readonly Price[]): Price | undefined {
  const own = given.find((price) => price.meter === meter && price.region === region);
  if (own) return own;
  const listed = Listed[meter];
  return listed?.holdsIn(region)
    ? { meter, region, perUnits: listed.perUnits, tiers: [...listed.tiers] }
    : undefined;
}

/** US dollars for a quantity at a price, tier by tier. */
export function costAt({ perUnits, tiers }: Price, quantity: number): number {
  let cost = 0;
  let from = 0;
  for (const { upTo = Number.POSITIVE_INFINITY, usd } of tiers) {
    if (quantity <= from) break;
    cost += ((Math.min(quantity, upTo) - from) / perUnits) * usd;
    from = upTo;
  }
  return cost;
}
