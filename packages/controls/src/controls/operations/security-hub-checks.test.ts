import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, aSecurityHub, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, SecurityHub } from '../../model/estate.ts';
import control from './security-hub-checks.ts';

const arn = (standard: string) => `arn:aws:securityhub:us-east-1::${standard}`;
const foundational = {
  arn: arn('standards/aws-foundational-security-best-practices/v/1.0.0'),
  status: 'READY',
};
const cis = { arn: arn('standards/cis-aws-foundations-benchmark/v/5.0.0'), status: 'READY' };

function judged(hub: Partial<SecurityHub>, parameters = {}, differing: Partial<Estate> = {}) {
  const accounts = complete([anAccount({ enabledRegions: ['us-east-1'] })]);
  const securityHubs = complete([aSecurityHub(hub)]);
  return verdictOf(
    control,
    anEstate({ accounts, detectors: complete([]), securityHubs, ...differing }),
    parameters,
  );
}

describe(control.id, () => {
  it.each<[string, Partial<SecurityHub>, Record<string, unknown>, string]>([
    ['both standards', {}, {}, 'pass'],
    [
      'the first CIS standard, whose ARN is a ruleset',
      {
        standards: [
          foundational,
          { ...cis, arn: 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0' },
        ],
      },
      {},
      'pass',
    ],
    ['no CIS standard in the home Region', { standards: [foundational] }, {}, 'fail'],
    ['no CIS standard elsewhere', { standards: [foundational] }, { homeRegion: 'eu-west-1' }, 'pass'],
    ['no foundational standard', { standards: [cis] }, {}, 'fail'],
    [
      'a foundational standard that is not ready',
      { standards: [{ ...foundational, status: 'INCOMPLETE' }, cis] },
      {},
      'fail',
    ],
    ['nothing, being off', { isEnabled: false, standards: [] }, {}, 'fail'],
    ['nothing in this Region', { region: 'eu-west-1' }, {}, 'fail'],
    [
      'nothing, where it is not offered',
      { region: 'eu-west-1' },
      { regionsWithoutSecurityHub: ['us-east-1'] },
      'not_applicable',
    ],
    ['what could not be read', { standards: denied }, {}, 'unknown'],
    ['nobody knows where', { region: denied }, {}, 'unknown'],
  ])('checks %s -> %s', (_case, hub, parameters, status) => {
    expect(judged(hub, parameters).status).toBe(status);
  });

  it('does not know while hubs or the home Region could not be read', () => {
    expect(judged({}, {}, { securityHubs: { items: [], complete: denied } }).status).toBe('unknown');
    const trails = complete([aTrail({ homeRegion: denied })]);
    expect(judged({ standards: [foundational] }, {}, { trails }).status).toBe('unknown');
  });
});
