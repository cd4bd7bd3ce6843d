import { recordProgram } from '@trailguard/baseline/testing';
import * as pulumi from '@pulumi/pulumi';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { program as account } from './account/program.ts';
import { program as logArchive } from './log-archive/program.ts';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { accountConfig } from './testing/config.ts';
import { organizationAnswers } from './testing/organization-answers.ts';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(pulumi.log, 'warn').mockImplementation(async (text) => void said.push(text));
});
afterEach(() => vi.restoreAllMocks());

const calls = {
  ...organizationAnswers(),
  'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1'] }),
  'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
  'aws:guardduty/getDetector:getDetector': () => ({ id: 'detector' }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job',
  }),
};
const holders = ['111111111111:user/ada', '222222222222:group/operators', '333333333333:role/Operations'].map(
  (name) => `arn:aws:iam::${name}`,
);

it.each([
  ['organization', organization, holders.slice(0, 1)],
  ['log-archive', logArchive, holders.slice(1, 2)],
  ['security', security, holders.slice(2)],
  ['account', account, []],
] as const)('the stack %s names who may end the trails of its own account', async (_name, program, own) => {
  const config = accountConfig({ cloudTrailFullAccess: JSON.stringify(holders) });
  await recordProgram(program, { calls, config });
  const named = said.filter((text) => text.includes('has AWSCloudTrail_FullAccess'));
  expect(named.map((text) => text.split(' ')[0])).toEqual(own);
});
