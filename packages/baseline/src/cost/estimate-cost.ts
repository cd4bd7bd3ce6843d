import { Insight } from '../organization-trail/insight.ts';
import type { DetectionFeature } from '../threat-detection/features.ts';
import { costAt, Meter, type Price, priceOf } from './prices.ts';

/**
 * What happens in all accounts of an organization in one region in a month. What is left out is not known; 0 means
 * that there is none. CloudWatch's metrics of `AWS/GuardDuty` and a bill's usage types tell them.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/monitoring_costs.html
 */
export interface MonthlyVolumes {
  /** The region. */
  region: string;
  /** Management events that read. */
  managementReads?: number;
  /** Management events that write. */
  managementWrites?: number;
  /** Data events that the data trail selects. */
  dataEvents?: number;
  /** Network activity events that the data trail selects. */
  networkActivityEvents?: number;
  /** Gigabytes of VPC flow and DNS logs, which GuardDuty reads whether or not they are kept. */
  flowAndDnsLogGigabytes?: number;
  /** Data events of all buckets, which GuardDuty reads whether or not a trail records them. */
  s3DataEvents?: number;
  /** Audit events of EKS clusters. */
  eksAuditEvents?: number;
  /** vCPUs of EC2, ECS and EKS with GuardDuty's agent, on average over the month. */
  runtimeVcpus?: number;
  /** vCPUs of provisioned RDS and Aurora instances, on average over the month. */
  rdsVcpus?: number;
  /** Aurora capacity units of serverless instances, on average over the month. */
  rdsServerlessUnits?: number;
  /** Gigabytes of the network logs of Lambda functions. */
  lambdaLogGigabytes?: number;
  /** Gigabytes of EBS volumes that are scanned after findings. */
  ebsScannedGigabytes?: number;
  /** Changes of resources that AWS Config records, all accounts together. */
  configurationItems?: number;
  /** Evaluations of AWS Config's rules: one for each rule and changed resource, or for each rule and period. */
  ruleEvaluations?: number;
  /** Checks of Security Hub: one for each control and resource each 12 or 24 hours, or change. */
  securityChecks?: number;
}

/** What is turned on. */
export interface CostOptions {
  /** Trails that record the same management events; the first copy is free. Default: 1. */
  managementTrails?: number;
  /** Anomalies that the trail looks for. Default: none. */
  insights?: readonly Insight[];
  /** Whether a trail records data events. Default: false. */
  dataEvents?: boolean;
  /** Whether a trail records network activity events. Default: false. */
  networkActivity?: boolean;
  /** Whether GuardDuty is on, with these protection plans; left out, it is off. */
  protectionPlans?: readonly DetectionFeature[];
  /** Whether AWS Config records. Default: false. */
  configRecorder?: boolean;
  /** Whether rules of AWS Config evaluate. Default: false. */
  configRules?: boolean;
  /** Whether Security Hub checks. Default: false. */
  securityHub?: boolean;
  /**
   * Accounts that the volumes are spread over. Default: 1. Lower prices for more begin anew in each account, so one
   * account for many estimates too little; they are taken as equally busy.
   */
  accounts?: number;
  /** Prices that are newer than the table, or of regions that it lacks. Default: none. */
  prices?: readonly Price[];
}

/** One line of an estimate. */
export interface CostLine {
  readonly meter: Meter;
  readonly region: string;
  /** Units in a month; `unknown` when the volume is not given. */
  readonly quantity: number | 'unknown';
  /** US dollars a month; `unknown` when volume or price is. */
  readonly usd: number | 'unknown';
}

/** What is turned on costs so much a month, as far as it is known. */
export interface CostEstimate {
  readonly lines: readonly CostLine[];
  /** The sum of the lines that are known: all of it when `unknown` is empty, and at least this otherwise. */
  readonly usd: number;
  /** Lines that are not in the sum, as `meter in region: what is missing`. */
  readonly unknown: readonly string[];
}

/**
 * Estimates what CloudTrail, GuardDuty, AWS Config and Security Hub charge for a month, before anything is turned on. Storage, KMS, SNS and
 * CloudWatch Logs are not in it; nor are trials, free tiers and agreements. What is not known is said, never 0.
 * @throws when a volume is no number of at least 0, a region is given twice, or there are no accounts or trails.
 */
export function estimateCost(volumes: readonly MonthlyVolumes[], options: CostOptions = {}): CostEstimate {
  const faults = volumeFaults(volumes, options);
  if (faults.length > 0) throw new Error(faults.join('; '));
  const lines = volumes.flatMap((one) =>
    countedIn(one, options).map(([meter, quantity]) => lineOf(meter, one.region, quantity, options)),
  );
  return {
    lines,
    usd: lines.reduce((sum, { usd }) => (usd === 'unknown' ? sum : sum + usd), 0),
    unknown: lines
      .filter(({ usd }) => usd === 'unknown')
      .map(
        ({ meter, region, quantity }) =>
          `${meter} in ${region}: ${quantity === 'unknown' ? 'no volume is given' : 'no price is known'}`,
      ),
  };
}

/** What cannot be estimated with, one sentence each. */
export function volumeFaults(volumes: readonly MonthlyVolumes[], options: CostOptions = {}): string[] {
  const regions = volumes.map(({ region }) => region);
  const { accounts = 1, managementTrails = 1 } = options;
  return [
    ...volumes.flatMap(({ region, ...counts }) =>
      Object.entries(counts)
        .filter(([, count]) => count !== undefined && !(Number.isFinite(count) && count >= 0))
        .map(([name, count]) => `${name} in ${region} is ${count}; it must be a number of at least 0`),
    ),
    ...[...new Set(regions.filter((region, index) => regions.indexOf(region) !== index))].map(
      (region) => `${region} is given twice`,
    ),
    ...(Number.isInteger(accounts) && accounts >= 1
      ? []
      : [`accounts is ${accounts}; it must be at least 1`]),
    ...(Number.isInteger(managementTrails) && managementTrails >= 0
      ? []
      : [`managementTrails is ${managementTrails}; it must be a number of trails`]),
  ];
}

type Count = number | undefined;

/** What is counted of a region's volumes by what is turned on. */
function countedIn(volumes: MonthlyVolumes, options: CostOptions): [Meter, Count][] {
  const { managementTrails = 1, insights = [], protectionPlans } = options;
  const management = sum(volumes.managementReads, volumes.managementWrites);
  const copies = Math.max(0, managementTrails - 1);
  return [
    ...on(copies > 0, [
      Meter.ManagementEventCopies,
      management === undefined ? undefined : copies * management,
    ]),
    ...on(insights.length > 0, [Meter.InsightsEvents, analyzed(volumes, insights)]),
    ...on(options.dataEvents, [Meter.DataEvents, volumes.dataEvents]),
    ...on(options.networkActivity, [Meter.NetworkActivityEvents, volumes.networkActivityEvents]),
    ...on(
      protectionPlans !== undefined,
      [Meter.DetectionManagementEvents, management],
      [Meter.FlowAndDnsLogs, volumes.flowAndDnsLogGigabytes],
    ),
    ...[...new Set(protectionPlans)].flatMap((plan) => countedByPlan(volumes)[plan]),
    ...on(options.configRecorder, [Meter.ConfigurationItems, volumes.configurationItems]),
    ...on(options.configRules, [Meter.RuleEvaluations, volumes.ruleEvaluations]),
    ...on(options.securityHub, [Meter.SecurityChecks, volumes.securityChecks]),
  ];
}

const on = (isOn: boolean | undefined, ...counts: [Meter, Count][]) => (isOn ? counts : []);
const sum = (a: Count, b: Count): Count => (a === undefined || b === undefined ? undefined : a + b);

/** Writes are analyzed for the call rate, reads and writes for the error rate. */
function analyzed(
  { managementReads, managementWrites }: MonthlyVolumes,
  insights: readonly Insight[],
): Count {
  const byCallRate = insights.includes(Insight.CallRate) ? managementWrites : 0;
  const byErrorRate = insights.includes(Insight.ErrorRate) ? sum(managementReads, managementWrites) : 0;
  return sum(byCallRate, byErrorRate);
}

const countedByPlan = (volumes: MonthlyVolumes): Readonly<Record<DetectionFeature, [Meter, Count][]>> => ({
  S3_DATA_EVENTS: [[Meter.S3Protection, volumes.s3DataEvents]],
  EKS_AUDIT_LOGS: [[Meter.EksProtection, volumes.eksAuditEvents]],
  EBS_MALWARE_PROTECTION: [[Meter.EbsScans, volumes.ebsScannedGigabytes]],
  RDS_LOGIN_EVENTS: [
    [Meter.RdsProtection, volumes.rdsVcpus],
    [Meter.RdsServerlessProtection, volumes.rdsServerlessUnits],
  ],
  LAMBDA_NETWORK_LOGS: [[Meter.LambdaProtection, volumes.lambdaLogGigabytes]],
  RUNTIME_MONITORING: [[Meter.RuntimeMonitoring, volumes.runtimeVcpus]],
  AI_PROTECTION: [[Meter.AiProtection, undefined]],
});

function lineOf(meter: Meter, region: string, quantity: Count, options: CostOptions): CostLine {
  if (quantity === undefined) return { meter, region, quantity: 'unknown', usd: 'unknown' };
  // None of something costs nothing at any price.
  if (quantity === 0) return { meter, region, quantity, usd: 0 };
  const price = priceOf(meter, region, options.prices ?? []);
  const accounts = options.accounts ?? 1;
  const usd = price === undefined ? 'unknown' : costAt(price, quantity / accounts) * accounts;
  return { meter, region, quantity, usd };
}

/** The services that an estimate is about. */
function servicesOf(lines: readonly CostLine[]): string {
  const has = (...meters: readonly Meter[]) => lines.some(({ meter }) => meters.includes(meter));
  const services = [
    'CloudTrail',
    'GuardDuty',
    ...(has(Meter.ConfigurationItems, Meter.RuleEvaluations) ? ['AWS Config'] : []),
    ...(has(Meter.SecurityChecks) ? ['Security Hub'] : []),
  ];
  return new Intl.ListFormat('en-GB').format(services);
}

/** An estimate in one sentence, for a preview. */
export function describeCost({ lines, usd, unknown }: CostEstimate): string {
  const dollars = (value: number) => `$${value.toFixed(2)}`;
  const known = lines
    .filter((line): line is CostLine & { usd: number } => typeof line.usd === 'number' && line.usd > 0)
    .sort((a, b) => b.usd - a.usd)
    .map((line) => `${line.meter} in ${line.region} ${dollars(line.usd)}`);
  return [
    `${servicesOf(lines)} cost ${unknown.length > 0 ? 'at least ' : 'about '}${dollars(usd)} a month`,
    ...(known.length > 0 ? [`(${known.join(', ')})`] : []),
    ...(unknown.length > 0 ? [`without ${unknown.join('; ')}`] : []),
  ].join(' ');
}
