import { readFileSync } from 'node:fs';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { ComponentProvider } from './component-provider.ts';

/** Inputs as the engine sends them from a program in another language. */
const inputs = {
  region: 'eu-central-1',
  accountId: '222222222222',
  managementAccountId: '111111111111',
  trailArn: 'arn:aws:cloudtrail:eu-central-1:111111111111:trail/audit',
  bucketName: 'audit-logs-222222222222',
  alias: 'alias/audit-logs',
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
  deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
};

describe('the provider of components', () => {
  const provider = new ComponentProvider();

  it('answers with the committed schema', async () => {
    const committed = readFileSync(new URL('../../schema.json', import.meta.url), 'utf8');
    expect(await provider.getSchema()).toBe(committed);
    expect(provider.version).toBe(JSON.parse(committed).version);
  });

  it('makes a component of the type that is asked for, and answers with its outputs', async () => {
    const { find, outputs } = await recordProgram(async () => {
      const { urn, state } = await provider.construct('logs', 'trailguard:index:LogKey', inputs, {});
      return { urn: pulumi.output(urn), ...state };
    });
    expect(find('aws:kms/key:Key')).toMatchObject({ parent: 'LogKey logs', protect: true });
    expect(outputs).toEqual({
      urn: expect.stringMatching(/::trailguard:index:LogKey::logs$/),
      keyArn: 'arn-of-logs',
      aliasName: 'alias/audit-logs',
    });
  });

  it.each([
    'trailguard:index:Nothing',
    'trailguard:index:organizationNames',
    'aws:kms/key:Key',
    '__proto__',
    '',
  ])('refuses %j by name', async (type) => {
    await expect(provider.construct('logs', type, {}, {})).rejects.toThrow(
      `There is no component ${type}; there are trailguard:index:`,
    );
  });
});
