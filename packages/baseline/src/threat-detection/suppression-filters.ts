import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { boundedCriteria, criteriaFaults, type FindingCriterion } from './finding-criteria.ts';
import { reviewFaults, reviewTags } from './review.ts';
import type { RegionalDetector } from './threat-detection.ts';

/** A filter that archives findings as they come. */
export interface SuppressionFilter {
  /** Name, 3 to 64 letters, digits and . _ -; unique. */
  name: string;
  /** Conditions that a finding meets all of: a type, and the resource or account that it is of. */
  criteria: FindingCriterion[];
  /** Who answers for the filter: a team or a person, in letters, digits, spaces and - . : _ / ( ). */
  owner: string;
  /** Why the findings are not wanted, in the same characters. */
  reason: string;
  /** Last day on which the filter stands, YYYY-MM-DD; from the day after, previews fail until it is looked at. */
  expires: string;
  /**
   * Whether findings of severity 7 and more, high and critical, are archived as well. Default: false. What hides them
   * may hide an attack.
   */
  allowHighSeverity?: boolean;
}

/** Arguments of {@link SuppressionFilters}. */
export interface SuppressionFiltersArgs {
  /** The administrator's detector in each region. Its filters hold for the findings of all members. */
  detectors: RegionalDetector[];
  /** The filters, the first to be applied first; at most 100, which GuardDuty takes in a region. */
  filters: SuppressionFilter[];
  /** Tags of each filter beside Owner, Reason and Expires. Default: none. */
  tags?: Record<string, string>;
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
const MostFilters = 100;

/**
 * Filters that archive findings nobody has to look at, in every region. Each has an owner, a reason and a last day,
 * is about named finding types of named resources or accounts, and leaves high and critical findings alone: a filter
 * without a condition on severity gets one. Archived findings are kept 90 days and are neither exported nor told of.
 * @throws one error with all faults of all filters.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html
 */
export class SuppressionFilters extends pulumi.ComponentResource {
  /** Names of the filters, in order. */
  readonly filterNames: pulumi.Output<string[]>;

  constructor(name: string, args: SuppressionFiltersArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('SuppressionFilters', name, args);
    const faults = suppressionFilterFaults(args.filters);
    if (faults.length > 0) throw new Error(`SuppressionFilters "${name}": ${faults.join('; ')}`);

    super('trailguard:index:SuppressionFilters', name, args, opts);
    for (const { region, detectorId } of args.detectors) {
      let before: pulumi.Resource | undefined;
      for (const [index, filter] of args.filters.entries()) {
        before = new aws.guardduty.Filter(
          `${name}-${filter.name}-${region}`,
          {
            region,
            detectorId,
            name: filter.name,
            description: descriptionOf(filter),
            action: 'ARCHIVE',
            rank: index + 1,
            findingCriteria: {
              criterions: boundedCriteria(filter.criteria, filter.allowHighSeverity ?? false).map(asInputs),
            },
            tags: { ...args.tags, ...reviewTags(filter) },
          },
          // GuardDuty closes gaps between ranks, so a later filter made first would take an earlier one's.
          { parent: this, ...(before ? { dependsOn: before } : {}) },
        );
      }
    }

    this.filterNames = pulumi.output(args.filters.map((filter) => filter.name));
    this.registerOutputs({ filterNames: this.filterNames });
  }
}

/**
 * Checks filters before anything is made.
 * @returns one sentence for each fault; none when all is well.
 */
export function suppressionFilterFaults(filters: readonly SuppressionFilter[]): string[] {
  const names = filters.map((filter) => filter.name);
  const twice = names.filter((filterName, index) => names.indexOf(filterName) !== index);
  return [
    ...(filters.length > MostFilters
      ? [`there are ${filters.length} filters; GuardDuty takes at most ${MostFilters} in a region`]
      : []),
    ...twice.map((filterName) => `the filter "${filterName}" is given twice`),
    ...filters.flatMap((filter) =>
      [
        ...(/^[A-Za-z0-9._-]{3,64}$/.test(filter.name)
          ? []
          : ['its name must be 3 to 64 letters, digits and . _ -']),
        ...reviewFaults(filter),
        ...descriptionFaults(filter),
        ...criteriaFaults(filter.criteria, filter.allowHighSeverity ?? false),
      ].map((text) => `filter "${filter.name}": ${text}`),
    ),
  ];
}

const descriptionOf = ({ owner, reason, expires }: SuppressionFilter) =>
  `Owner: ${owner} - Review by: ${expires} - Reason: ${reason}`;

/** What GuardDuty takes in a description; https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html */
function descriptionFaults(filter: SuppressionFilter): string[] {
  const refused = [...new Set(`${filter.owner}${filter.reason}`.match(/[^A-Za-z0-9\s.:_(){}[\]/-]/g) ?? [])];
  return refused.length === 0
    ? []
    : [
        `owner and reason hold ${refused.join(' ')}, which GuardDuty takes in no description; write letters, digits, spaces and - . : _ / ( )`,
      ];
}

function asInputs({ field, ...conditions }: FindingCriterion) {
  // The provider takes numbers as text.
  return {
    field,
    ...Object.fromEntries(
      Object.entries(conditions)
        .filter(([, value]) => value !== undefined)
        .map(([condition, value]) => [condition, typeof value === 'number' ? String(value) : value]),
    ),
  };
}
