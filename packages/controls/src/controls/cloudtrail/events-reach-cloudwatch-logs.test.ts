import { describe, expect, it } from 'vitest';
import { anEstate, anOrganization, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Selectors, Trail } from '../../model/estate.ts';
import control from './events-reach-cloudwatch-logs.ts';

const dataOnly: Selectors = {
  basic: null,
  advanced: [{ name: null, fields: [{ field: 'eventCategory', equals: ['Data'] }] }],
};

function judged(trail: Partial<Trail>, parameters = {}, estate: Partial<Estate> = {}) {
  return verdictOf(control, anEstate({ trails: complete([aTrail(trail)]), ...estate }), parameters);
}

describe(control.id, () => {
  it('passes a trail with log group and role', () => {
    expect(judged({}).status).toBe('pass');
  });

  it('takes references to resources of the same program for the ARNs', () => {
    const urn = 'urn:pulumi:dev::project::aws:cloudwatch/logGroup:LogGroup::trail';
    expect(judged({ logGroupArn: urn, logsRoleArn: urn }, {}, { lens: 'preview' }).status).toBe('pass');
  });

  it.each<[string, Partial<Trail>, string]>([
    ['without a log group', { logGroupArn: null }, 'cloudWatchLogsGroupArn is not set'],
    ['without a role', { logsRoleArn: null }, 'cloudWatchLogsRoleArn is not set'],
    ['with a name for an ARN', { logGroupArn: 'trail' }, 'no ARN'],
    [
      'with a group of another Region',
      { logGroupArn: names.logGroupArn.replace('us-east-1', 'eu-west-1') },
      'eu-west-1',
    ],
    [
      'with a group of a stranger',
      { logGroupArn: names.logGroupArn.replace(names.management, names.member) },
      names.member,
    ],
  ])('fails a trail %s', (_case, trail, reason) => {
    expect(judged(trail)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('fails a program that leaves out the end of the ARN', () => {
    const logGroupArn = names.logGroupArn.replace(':*', '');
    expect(judged({ logGroupArn }, {}, { lens: 'preview' })).toMatchObject({
      reason: expect.stringContaining(':*'),
    });
  });

  it('passes a log group of the delegated administrator', () => {
    const organization = anOrganization({
      delegatedAdministrators: { 'cloudtrail.amazonaws.com': [names.security] },
    });
    const logGroupArn = names.logGroupArn.replace(names.management, names.security);
    expect(judged({ logGroupArn }, {}, { organization }).status).toBe('pass');
  });

  it('is not about a trail for data events, unless asked', () => {
    const trail = { selectors: dataOnly, logGroupArn: null };
    expect(judged(trail).status).toBe('not_applicable');
    expect(judged(trail, { dataTrailNeedsLogs: true }).status).toBe('fail');
  });

  it.each<[string, Partial<Trail>]>([
    ['log group', { logGroupArn: denied }],
    ['role', { logsRoleArn: denied }],
    ['selectors, where it has no log group', { selectors: denied, logGroupArn: null }],
  ])('does not know while the trail’s %s could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });
});
