import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, aTrail, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { FieldSelector, Selectors, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './network-activity-is-recorded.ts';

const kms = 'kms.amazonaws.com';

function judged(trail: Partial<Trail>, parameters: Record<string, unknown>, account = {}) {
  const estate = anEstate({
    accounts: complete([anAccount(account)]),
    trails: complete([aTrail(trail)]),
  });
  return verdictOf(control, estate, parameters);
}

const network = (source: string, ...fields: readonly FieldSelector[]): Selectors => ({
  basic: null,
  advanced: [
    {
      name: null,
      fields: [
        { field: 'eventCategory', equals: ['NetworkActivity'] },
        { field: 'eventSource', equals: [source] },
        ...fields,
      ],
    },
  ],
});
const denials = { field: 'errorCode', equals: ['VpceAccessDenied'] };
const asked = { networkActivitySources: [kms] };

describe(control.id, () => {
  it.each<[string, Selectors, Record<string, unknown>, string]>([
    ['all calls', network(kms), asked, 'pass'],
    ['denied calls', network(kms, denials), asked, 'pass'],
    ['denied calls where all are wanted', network(kms, denials), { ...asked, deniedIsEnough: false }, 'fail'],
    ['another service', network('ec2.amazonaws.com'), asked, 'fail'],
    [
      'one endpoint',
      network(kms, { field: 'vpcEndpointId', equals: ['vpce-0123456789abcdef0'] }),
      asked,
      'fail',
    ],
    ['management events alone', { basic: null, advanced: null }, asked, 'fail'],
  ])('%s recorded: %#', (_case, selectors, parameters, status) => {
    expect(judged({ selectors }, parameters).status).toBe(status);
  });

  it('names the service that is missing', () => {
    const parameters = { networkActivitySources: [kms, 's3.amazonaws.com'] };
    expect(judged({ selectors: network(kms) }, parameters)).toMatchObject({
      reason: expect.stringContaining('network activity of s3.amazonaws.com'),
    });
  });

  it('is about nothing while no service is listed, nor about a closed account', () => {
    expect(judged({}, {}).status).toBe('not_applicable');
    expect(judged({}, asked, { status: 'PENDING_CLOSURE' }).status).toBe('not_applicable');
  });

  it('does not know while the selectors could not be read', () => {
    const selectors = unknownBecause('throttled', 'ThrottlingException');
    expect(judged({ selectors }, asked)).toMatchObject({ because: { unknown: 'throttled' } });
  });
});
