import { recordProgram } from '@trailguard/baseline/testing';
import { describe, expect, it } from 'vitest';
import { program as account } from '../account/program.ts';
import { program as logArchive } from '../log-archive/program.ts';
import { program as organization } from '../organization/program.ts';
import { program as security } from '../security/program.ts';
import { accountConfig } from '../testing/config.ts';
import { organizationAnswers } from '../testing/organization-answers.ts';
import { adoptionKey } from './adopting.ts';

const answers = {
  ...organizationAnswers(),
  'aws:index/getRegions:getRegions': () => ({ names: ['eu-west-1', 'us-east-1'] }),
  'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/logs' }),
  'aws:guardduty/getDetector:getDetector': ({ region }: Record<string, unknown>) => ({ id: `of-${region}` }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job',
  }),
};

describe('the setting adopt', () => {
  it.each([
    ['log-archive', logArchive],
    ['organization', organization],
    ['security', security],
    ['account', account],
  ])('can name each resource of %s: no two share type and name', async (_stack, program) => {
    const { resources } = await recordProgram(program, { config: accountConfig(), calls: answers });
    const keys = resources.filter(({ type }) => type.startsWith('aws:')).map(adoptionKey);
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});
