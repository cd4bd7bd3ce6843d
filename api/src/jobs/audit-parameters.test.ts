import { describe, expect, it } from 'vitest';
import { auditParameters, checkParametersOf } from './audit-parameters.ts';

const reader = 'arn:aws:iam::111111111111:role/TrailGuardLogReader';
const analyst = 'arn:aws:iam::333333333333:role/Analyst';
const readers = { readerRoleArns: [reader] };
const of = (stackSettings: Record<string, string>, controlParameters = {}) =>
  auditParameters({ stackSettings, controlParameters });

describe('parameters of audits', () => {
  it('approve the readers that the settings have the archive admit', () => {
    expect(of({})).toEqual({});
    expect(of({ logReaderRoleArns: `["${reader}"]` })).toEqual({ 'KM-06': readers, 'LB-06': readers });
  });

  it('approve nobody by themselves where the settings admit others too, whom they do not name', () => {
    const settings = { logReaderRoleArns: `["${reader}"]`, investigatorPrincipalArns: `["${analyst}"]` };
    expect(of(settings)).toEqual({});
  });

  it('are what the service was told, first of all', () => {
    const told = { 'LB-06': { readerRoleArns: [analyst] }, 'OPS-07': { validateDays: 1 } };
    expect(of({ logReaderRoleArns: `["${reader}"]` }, told)).toEqual({ ...told, 'KM-06': readers });
  });

  it('are held to the controls before anything is audited', async () => {
    await checkParametersOf({ controlParameters: { 'OPS-07': { validateDays: 1 } } });
    await expect(
      checkParametersOf({ controlParameters: { 'OPS-07': { validateDays: 0 }, 'XX-01': {} } }),
    ).rejects.toMatchObject({
      name: 'ConfigError',
      faults: [
        expect.stringMatching(/^TRAILGUARD_CONTROL_PARAMETERS: .*validateDays/),
        expect.stringMatching(/^TRAILGUARD_CONTROL_PARAMETERS: .*XX-01/),
      ],
    });
  });
});
