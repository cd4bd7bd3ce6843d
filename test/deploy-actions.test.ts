import { recordProgram } from '@trailguard/baseline/testing';
import { actionsByType } from '@trailguard/cli/deploy-actions';
import { program } from '@trailguard/stacks/organization';
import { accountConfig } from '@trailguard/stacks/testing/config';
import { organizationAnswers } from '@trailguard/stacks/testing/organization-answers';
import { expect, it } from 'vitest';

/** Made by the stacks of accounts with the credentials of the management account. */
const ofAccounts = ['aws:organizations/account:Account'];

// The doctor loads no Pulumi program: the types stand in both.
it('knows what it takes to make each resource of the organization’s program, and nothing else', async () => {
  const { resources } = await recordProgram(program, {
    config: accountConfig(),
    calls: {
      ...organizationAnswers(),
      'aws:index/getRegions:getRegions': () => ({ names: ['eu-west-1', 'us-east-1'] }),
      'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/logs' }),
      'aws:guardduty/getDetector:getDetector': ({ region }) => ({ id: `detector-${String(region)}` }),
    },
  });
  const made = new Set(resources.map(({ type }) => type).filter((type) => type.startsWith('aws:')));
  expect(Object.keys(actionsByType).sort()).toEqual([...made, ...ofAccounts].sort());
});

it('names actions as IAM does, each once a type', () => {
  for (const [type, actions] of Object.entries(actionsByType)) {
    expect(actions, type).toEqual([...new Set(actions)].sort());
    for (const action of actions) expect(action).toMatch(/^[a-z]+:[A-Z][A-Za-z]+$/);
  }
});
