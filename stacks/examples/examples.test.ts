import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOrganizationFile } from '../bring-up/organization-file.ts';

const example = (name: string) => readOrganizationFile(join(import.meta.dirname, name, 'organization.yaml'));

describe('the example of three accounts', async () => {
  const plan = await example('three-accounts');

  it('has the stacks of the organization in their order, each in its account', () => {
    expect(
      plan.map(({ folder, profile, config }) => [folder, profile, config['aws:allowedAccountIds']]),
    ).toEqual([
      ['log-archive', 'log-archive', '["222222222222"]'],
      ['organization', 'management', '["111111111111"]'],
      ['security', 'security', '["333333333333"]'],
    ]);
  });
});

describe('the example of a thousand accounts', async () => {
  const plan = await example('thousand-accounts');
  const accounts = plan.filter(({ folder }) => folder === 'account');

  it('has 17 regions and a stack for each of 1,000 accounts', () => {
    expect(plan.slice(0, 3).map(({ folder }) => folder)).toEqual(['log-archive', 'organization', 'security']);
    expect(accounts).toHaveLength(1000);
    expect(new Set(accounts.map(({ name }) => name)).size).toBe(1000);
    for (const { config } of plan) expect(JSON.parse(config['trailguard:regions'] ?? '')).toHaveLength(17);
  });

  it('creates every account with credentials of the management account', () => {
    expect(new Set(accounts.map(({ profile }) => profile))).toEqual(new Set(['management-deploy']));
    expect(new Set(accounts.map(({ config }) => config['aws:allowedAccountIds']))).toEqual(
      new Set(['["111111111111"]']),
    );
  });
});
