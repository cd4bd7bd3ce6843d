import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { AccessAnalyzers, type AccessAnalyzersArgs } from './access-analyzers.ts';

const type = 'aws:accessanalyzer/analyzer:Analyzer';
const recorded = (different: Partial<AccessAnalyzersArgs> = {}) =>
  recordProgram(
    () =>
      new AccessAnalyzers('access', {
        namePrefix: 'acme',
        regions: ['us-east-1', 'eu-west-1'],
        homeRegion: 'us-east-1',
        tags: { Team: 'blue' },
        ...different,
      }),
  );

describe('AccessAnalyzers', () => {
  it('has one of outside access for the organization in each Region, and none that costs', async () => {
    const { resources, outputs } = await recorded();
    const analyzers = resources.filter((resource) => resource.type === type);
    expect(analyzers.map(({ name, inputs }) => [name, inputs])).toEqual(
      ['us-east-1', 'eu-west-1'].map((region) => [
        `access-${region}`,
        { region, analyzerName: 'acme-outside-access', type: 'ORGANIZATION', tags: { Team: 'blue' } },
      ]),
    );
    expect(outputs.analyzerArns).toEqual({
      'us-east-1': 'arn-of-access-us-east-1',
      'eu-west-1': 'arn-of-access-eu-west-1',
    });
  });

  it('looks for unused access once, in the home Region', async () => {
    const { inputsOf } = await recorded({ unusedAccessDays: 90 });
    expect(inputsOf(type, 'access-unused')).toEqual({
      region: 'us-east-1',
      analyzerName: 'acme-unused-access',
      type: 'ORGANIZATION_UNUSED_ACCESS',
      configuration: { unusedAccess: { unusedAccessAge: 90 } },
      tags: { Team: 'blue' },
    });
  });

  it.each([0, 366])('refuses %s days, which AWS does not take', async (unusedAccessDays) => {
    await expect(recorded({ unusedAccessDays })).rejects.toThrow(
      `AccessAnalyzers "access": unusedAccessDays is ${unusedAccessDays}; AWS takes 1 to 365`,
    );
  });
});
