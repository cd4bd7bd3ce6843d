import { describe, expect, it } from 'vitest';
import {
  costOfDuplicate,
  describeDuplicate,
  duplicateTrails,
  type TrailDescription,
} from './duplicate-trails.ts';

const management = '111111111111';
const member = '444444444444';
const arnOf = (account: string, name: string) => `arn:aws:cloudtrail:us-east-1:${account}:trail/${name}`;
const ours = { arn: arnOf(management, 'trailguard-organization'), isOrganization: true };

const aTrail = (different: Partial<TrailDescription> = {}): TrailDescription => ({
  arn: arnOf(member, 'own'),
  homeRegion: 'us-east-1',
  isMultiRegion: true,
  isOrganization: false,
  isLogging: true,
  managementReads: true,
  managementWrites: true,
  ...different,
});
const found = (...others: Partial<TrailDescription>[]) => duplicateTrails(ours, others.map(aTrail));

describe('duplicateTrails', () => {
  it('finds the own trail of a member', () => {
    expect(found({})).toEqual([
      {
        arn: arnOf(member, 'own'),
        accounts: member,
        regions: 'every region',
        events: 'reads and writes',
        isCertain: true,
      },
    ]);
  });

  it.each<[string, Partial<TrailDescription>]>([
    ['ours', { arn: ours.arn, isOrganization: true }],
    ['one that is stopped', { isLogging: false }],
    ['one of data events alone', { managementReads: false, managementWrites: false }],
  ])('leaves out %s', (_what, different) => {
    expect(found(different)).toEqual([]);
  });

  it('finds a second organization trail, in one region, of writes', () => {
    const second = {
      arn: arnOf(management, 'aws-controltower-BaselineCloudTrail'),
      isOrganization: true,
      isMultiRegion: false,
      managementReads: false,
    };
    expect(found(second)).toMatchObject([
      { accounts: 'every account', regions: 'us-east-1', events: 'writes', isCertain: true },
    ]);
  });

  it('counts a trail once, however many accounts and regions show it', () => {
    expect(found({}, {}, {})).toHaveLength(1);
  });

  it('is not certain of what it cannot know', () => {
    const { isLogging: _l, managementReads: _r, managementWrites: _w, ...unread } = aTrail();
    const [duplicate] = duplicateTrails(ours, [unread]);
    expect(duplicate?.isCertain).toBe(false);
    expect(duplicate && describeDuplicate(duplicate)).toBe(
      `${arnOf(member, 'own')} may record management reads and writes of account ${member} in every region, which the organization trail records too`,
    );
  });

  it("leaves out other accounts' trails where ours records one account", () => {
    const own = { arn: arnOf(member, 'central'), isOrganization: false };
    const others = [aTrail(), aTrail({ arn: arnOf('555555555555', 'own') })];
    expect(duplicateTrails(own, others).map(({ arn }) => arn)).toEqual([arnOf(member, 'own')]);
  });
});

describe('costOfDuplicate', () => {
  const volumes = [
    { region: 'us-east-1', managementReads: 900_000, managementWrites: 100_000 },
    { region: 'eu-west-1', managementReads: 0, managementWrites: 100_000 },
  ];
  const second = (different: Partial<TrailDescription> = {}) => {
    const [duplicate] = found({ arn: arnOf(management, 'second'), isOrganization: true, ...different });
    if (!duplicate) throw new Error('no duplicate');
    return costOfDuplicate(duplicate, volumes)?.usd;
  };

  it.each<[string, Partial<TrailDescription>, number | undefined]>([
    ['all events of every region', {}, 22],
    ['one region', { isMultiRegion: false, homeRegion: 'eu-west-1' }, 2],
    ['writes', { managementReads: false }, 4],
    ['reads', { managementWrites: false }, 18],
    [
      'one account, whose share is not known',
      { arn: arnOf(member, 'own'), isOrganization: false },
      undefined,
    ],
    ['a region whose volume is not given', { isMultiRegion: false, homeRegion: 'us-west-2' }, undefined],
  ])('of %s', (_what, different, usd) => {
    expect(second(different)).toEqual(usd);
  });
});
