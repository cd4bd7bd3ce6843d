/** Runs the product's stacks against Pulumi's mocks and answers an example of each type of resource in them. */
import { type RecordOptions, recordProgram } from '@trailguard/baseline/testing';
import { program as account } from '@trailguard/stacks/account';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { program as organization } from '@trailguard/stacks/organization';
import { program as security } from '@trailguard/stacks/security';
import { answerBench } from '../harness/processes.ts';
import type { ExampleResource } from '../policy-packs/examples.ts';

const config = {
  organizationId: 'o-exampleorgid',
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  securityAccountId: '333333333333',
  homeRegion: 'us-east-1',
  accountName: 'payments',
  email: 'aws+payments@example.com',
  organizationalUnitId: 'ou-ab12-11111111',
};

const calls: NonNullable<RecordOptions['calls']> = {
  'aws:index/getRegions:getRegions': () => ({ names: ['eu-west-1', 'us-east-1'] }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job',
  }),
  'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
  'aws:guardduty/getDetector:getDetector': () => ({ id: 'detector' }),
  'aws:organizations/getOrganization:getOrganization': () => ({
    awsServiceAccessPrincipals: [],
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    roots: [{ id: 'r-ab12' }],
  }),
  'aws:organizations/getPolicies:getPolicies': () => ({ ids: [] }),
  'aws:organizations/getPoliciesForTarget:getPoliciesForTarget': () => ({ ids: [] }),
  'aws:servicequotas/getServiceQuota:getServiceQuota': ({ quotaName }) => ({
    value: String(quotaName).endsWith('document size') ? 5120 : 5,
  }),
};

/** An ARN in the form of AWS, so that a resource that refers to another one is judged as a deployed one is. */
function arnOf(type: string, name: string): string {
  const [, service = '', kind = ''] = /^aws:(\w+)\/(\w+):/.exec(type) ?? [];
  const of = (inService: string, resource: string) =>
    `arn:aws:${inService}:us-east-1:111111111111:${resource}`;
  if (kind === 'logGroup') return of('logs', `log-group:${name}`);
  if (kind === 'role') return `arn:aws:iam::111111111111:role/${name}`;
  return of(service, service === 'sns' || service === 'sqs' ? name : `${kind}/${name}`);
}

answerBench(async (): Promise<ExampleResource[]> => {
  const examples = new Map<string, ExampleResource>();
  for (const program of [logArchive, organization, security, account]) {
    const { resources } = await recordProgram(program, {
      config: Object.fromEntries(Object.entries(config).map(([key, value]) => [`trailguard:${key}`, value])),
      calls,
      arnOf,
    });
    for (const { type, inputs, protect } of resources) {
      const known = examples.get(type);
      // The longest one has most to be read.
      const isLonger = JSON.stringify(inputs).length > JSON.stringify(known?.inputs ?? {}).length;
      if (type.startsWith('aws:') && (known === undefined || isLonger))
        examples.set(type, { type, inputs, protect });
    }
  }
  return [...examples.values()];
});
