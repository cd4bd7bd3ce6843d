import { expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { OptedInRegions } from './opted-in-regions.ts';

it('enables each region once', async () => {
  const recording = await recordProgram(() => ({
    regions: new OptedInRegions('account', { regions: ['me-south-1', 'ap-east-1', 'ap-east-1'] }).regions,
  }));
  const made = recording.resources.filter(({ type }) => type === 'aws:account/region:Region');
  expect(made.map(({ name, inputs, parent }) => ({ name, inputs, parent }))).toEqual([
    {
      name: 'account-ap-east-1',
      inputs: { regionName: 'ap-east-1', enabled: true },
      parent: 'OptedInRegions account',
    },
    {
      name: 'account-me-south-1',
      inputs: { regionName: 'me-south-1', enabled: true },
      parent: 'OptedInRegions account',
    },
  ]);
  expect(recording.outputs.regions).toEqual(['ap-east-1', 'me-south-1']);
});
