import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import type { FindingCriterion } from './finding-criteria.ts';
import {
  type SuppressionFilter,
  SuppressionFilters,
  suppressionFilterFaults,
} from './suppression-filters.ts';

const type: FindingCriterion = { field: 'type', equals: ['Recon:EC2/PortProbeUnprotectedPort'] };
const instance: FindingCriterion = {
  field: 'resource.instanceDetails.instanceId',
  equals: ['i-0123456789abcdef0'],
};
const filter = (different: Partial<SuppressionFilter> = {}): SuppressionFilter => ({
  name: 'own-scanner',
  criteria: [type, instance],
  owner: 'security',
  reason: 'our scanner probes ports',
  expires: '2999-12-31',
  ...different,
});
const regions = ['us-east-1', 'eu-west-1'];
const recorded = (filters: SuppressionFilter[]) =>
  recordProgram(
    () =>
      void new SuppressionFilters('filters', {
        detectors: regions.map((region) => ({ region, detectorId: `d-${region}` })),
        filters,
        tags: { Team: 'blue' },
      }),
  );
const filterType = 'aws:guardduty/filter:Filter';

describe('SuppressionFilters', () => {
  it('archives in every region what is below high, with owner and last day for all to see', async () => {
    const recording = await recorded([filter()]);
    for (const region of regions) {
      expect(recording.inputsOf(filterType, `filters-own-scanner-${region}`)).toEqual({
        region,
        detectorId: `d-${region}`,
        name: 'own-scanner',
        description: 'Owner: security - Review by: 2999-12-31 - Reason: our scanner probes ports',
        action: 'ARCHIVE',
        rank: 1,
        findingCriteria: { criterions: [type, instance, { field: 'severity', lessThan: '7' }] },
        tags: {
          Team: 'blue',
          Owner: 'security',
          Reason: 'our scanner probes ports',
          Expires: '2999-12-31',
        },
      });
    }
  });

  it('makes the filters of a region in order, so that each has its rank', async () => {
    const recording = await recorded([filter(), filter({ name: 'second' })]);
    const second = recording.find(filterType, 'filters-second-eu-west-1');
    expect(second.inputs.rank).toBe(2);
    expect(second.dependsOn).toContain('Filter filters-own-scanner-eu-west-1');
    expect(second.dependsOn).not.toContain('Filter filters-own-scanner-us-east-1');
  });

  it('archives high findings only where that is said', async () => {
    const recording = await recorded([filter({ allowHighSeverity: true })]);
    expect(recording.inputsOf(filterType, 'filters-own-scanner-us-east-1').findingCriteria).toEqual({
      criterions: [type, instance],
    });
  });

  it('fails before it declares anything when a filter has expired', async () => {
    await expect(recorded([filter({ expires: '2020-01-31' })])).rejects.toThrow(
      'SuppressionFilters "filters": filter "own-scanner": it expired on 2020-01-31',
    );
  });
});

describe('suppressionFilterFaults', () => {
  const severity = (bound: Partial<FindingCriterion>): FindingCriterion[] => [
    type,
    instance,
    { field: 'severity', ...bound },
  ];

  it.each<[string, Partial<SuppressionFilter>]>([
    ['severities below high', { criteria: severity({ lessThan: 7 }) }],
    ['severities below medium', { criteria: severity({ lessThan: 4, greaterThanOrEqual: 1 }) }],
    ['named low severities', { criteria: severity({ equals: ['2', '5'] }) }],
    [
      'patterns that name something',
      {
        criteria: [
          { field: 'type', matches: ['Recon:EC2/*'] },
          { field: 'resource.s3BucketDetails.name', matches: ['scans-*'] },
        ],
      },
    ],
    ['high severities that are allowed', { criteria: severity({ lessThan: 9 }), allowHighSeverity: true }],
  ])('takes %s', (_what, different) => {
    expect(suppressionFilterFaults([filter(different)])).toEqual([]);
  });

  it.each<[string, Partial<SuppressionFilter>, string]>([
    ['no finding type', { criteria: [instance] }, 'it names no finding type'],
    ['no resource', { criteria: [type] }, 'it names no resource or account'],
    [
      'a type that is everything',
      { criteria: [{ field: 'type', matches: ['*'] }, instance] },
      'it names no finding type',
    ],
    [
      'all types but one',
      { criteria: [{ field: 'type', notEquals: ['Recon:EC2/Portscan'] }, instance] },
      'it names no finding type',
    ],
    [
      'a resource that is every resource',
      { criteria: [type, { field: 'resource.instanceDetails.instanceId', matches: ['?*'] }] },
      'it names no resource or account',
    ],
    [
      'all accounts but one',
      { criteria: [type, { field: 'accountId', notEquals: ['444444444444'] }] },
      'it names no resource or account',
    ],
    [
      'the address of a stranger alone',
      {
        criteria: [
          type,
          {
            field: 'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4',
            equals: ['1.2.3.4'],
          },
        ],
      },
      'it names no resource or account',
    ],
    ['severities up to high', { criteria: severity({ lessThanOrEqual: 7 }) }, 'lets in 7 and more'],
    ['severities from low on', { criteria: severity({ greaterThanOrEqual: 1 }) }, 'lets in 7 and more'],
    ['a high severity', { criteria: severity({ equals: ['2', '8'] }) }, 'lets in 7 and more'],
    ['critical severities', { criteria: severity({ lessThan: 11 }) }, 'lets in 7 and more'],
    ['a field twice', { criteria: [type, type, instance] }, 'type is given twice'],
    [
      'a field without a condition',
      { criteria: [type, instance, { field: 'severity' }] },
      'severity has no condition',
    ],
    [
      'an empty list',
      { criteria: [type, instance, { field: 'service.action.actionType', equals: [] }] },
      'has 0 values',
    ],
    [
      'a field that there is not',
      { criteria: [type, instance, { field: 'resource.colour' as 'type', equals: ['red'] }] },
      '"resource.colour" is no field; there are type, severity',
    ],
    ['a name that is no name', { name: 'a b' }, 'its name must be 3 to 64'],
    ['no owner', { owner: '' }, 'owner is empty'],
    ['an owner that no description takes', { owner: 'me@example.com' }, 'owner and reason hold @'],
  ])('refuses %s', (_what, different, message) => {
    const faults = suppressionFilterFaults([filter(different)]);
    expect(faults).toContainEqual(expect.stringContaining(message));
  });

  it('refuses a name that is given twice, and more filters than GuardDuty takes', () => {
    expect(suppressionFilterFaults([filter(), filter()])).toEqual([
      'the filter "own-scanner" is given twice',
    ]);
    const many = Array.from({ length: 101 }, (_, index) => filter({ name: `filter-${index}` }));
    expect(suppressionFilterFaults(many)).toEqual([
      'there are 101 filters; GuardDuty takes at most 100 in a region',
    ]);
  });
});
