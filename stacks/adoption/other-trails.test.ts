import { describe, expect, it } from 'vitest';
import { otherTrails, plannedTrails } from './other-trails.ts';
import type { PlannedResource } from './plan.ts';

const trail = (name: string) => ({
  name,
  arn: `arn:aws:cloudtrail:us-east-1:111111111111:trail/${name}`,
});
const planned = (name: string, isOrganizationTrail = true): PlannedResource => ({
  ...{ urn: name, type: 'aws:cloudtrail/trail:Trail', name, custom: true },
  ...{ parent: undefined, provider: undefined, inputs: { name, isOrganizationTrail } },
});

describe('a trail of the organization of another name', () => {
  it('is told with the command that ends it', () => {
    expect(otherTrails(['new'], [trail('new'), trail('legacy')], new Set())).toEqual([
      expect.stringMatching(/trail\/legacy is a trail .* delete-trail --name legacy$/),
    ]);
  });

  it('is not told when it is ours: the trail of the organization beside one of data events', () => {
    const ours = trail('trailguard-organization');
    expect(otherTrails(['trailguard-data'], [ours, trail('trailguard-data')], new Set([ours.arn]))).toEqual(
      [],
    );
  });

  it('is not told when it is of Control Tower, which uses it', () => {
    expect(otherTrails(['new'], [trail('aws-controltower-BaselineCloudTrail')], new Set())).toEqual([]);
  });

  it('matters to plans that make or take over a trail of the organization', () => {
    expect(plannedTrails({ creates: [planned('new')], imports: [planned('old')] })).toEqual(['new', 'old']);
    expect(plannedTrails({ creates: [planned('of one account', false)], imports: [] })).toEqual([]);
  });
});
