import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/index.ts';
import { loadAll } from '../src/core/loaded-late.ts';
import { functions } from '../src/functions/index.ts';
import { allowPolicies } from './examples/organizations.ts';
import { policy } from './examples/policies.ts';
import { World } from './world.ts';

const SCP = 'SERVICE_CONTROL_POLICY';

describe('a data function', () => {
  let world: World;
  const invoke = (token: string, args = {}) => world.plugin().invoke(token, args);
  beforeAll(async () => {
    world = await World.around(await startSandbox());
  });
  afterAll(async () => {
    await world.clean();
    await world[Symbol.asyncDispose]();
  });

  it('is found by its token', async () => {
    const tokens = (await loadAll(functions)).map(({ token }) => token);
    expect(tokens).toEqual(Object.keys(functions));
  });

  it('tells the policies that a target has, and their text', async () => {
    await allowPolicies(world);
    const { rootId } = world.sandbox;
    const content = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }],
    });
    await world.need('aws:organizations/organizationalUnit:OrganizationalUnit', {
      name: 'Quarantine',
      parentId: rootId,
    });
    const scp = await world.need('aws:organizations/policy:Policy', { name: 'stay', content, type: SCP });
    await world.need('aws:organizations/policyAttachment:PolicyAttachment', {
      policyId: scp.id,
      targetId: world.accountId('logArchive'),
    });
    const all = await invoke('aws:organizations/getPolicies:getPolicies', { filter: SCP });
    expect(all.ids).toContain(scp.id);
    const attached = await invoke('aws:organizations/getPoliciesForTarget:getPoliciesForTarget', {
      filter: SCP,
      targetId: world.accountId('logArchive'),
    });
    expect(attached.ids).toEqual(expect.arrayContaining([scp.id, 'p-FullAWSAccess']));
    expect(await invoke('aws:organizations/getPolicy:getPolicy', { policyId: scp.id })).toMatchObject({
      name: 'stay',
      content,
      awsManaged: false,
      type: SCP,
    });
  });

  it('tells delegated administrators and every account below a unit', async () => {
    const servicePrincipal = 'config.amazonaws.com';
    await world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', { servicePrincipal });
    await world.need('aws:organizations/delegatedAdministrator:DelegatedAdministrator', {
      accountId: world.accountId('security'),
      servicePrincipal,
    });
    const administrators = await invoke(
      'aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators',
      { servicePrincipal },
    );
    expect(administrators.delegatedAdministrators).toMatchObject([{ id: world.accountId('security') }]);
    const services = await invoke('aws:organizations/getDelegatedServices:getDelegatedServices', {
      accountId: world.accountId('security'),
    });
    expect(services.delegatedServices).toMatchObject([{ servicePrincipal }]);
    const { accounts } = await invoke(
      'aws:organizations/getOrganizationalUnitDescendantAccounts:getOrganizationalUnitDescendantAccounts',
      { parentId: world.sandbox.rootId },
    );
    expect((accounts as { id: string }[]).map(({ id }) => id).sort()).toEqual(
      Object.values(world.sandbox.accounts).sort(),
    );
  });

  it('finds a role, a topic, a log group, a bus and the policy of a bucket by name', async () => {
    const role = await world.need('aws:iam/role:Role', {
      assumeRolePolicy: policy({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    });
    const name = String(role.outputs.name);
    expect(await invoke('aws:iam/getRole:getRole', { name })).toMatchObject({ arn: role.outputs.arn, name });
    expect((await invoke('aws:iam/getRoles:getRoles', { nameRegex: `^${name}$` })).arns).toEqual([
      role.outputs.arn,
    ]);

    const topic = await world.need('aws:sns/topic:Topic', { name: 'findings' });
    expect(await invoke('aws:sns/getTopic:getTopic', { name: 'findings' })).toMatchObject({ arn: topic.id });
    await expect(invoke('aws:sns/getTopic:getTopic', { name: 'nothing' })).rejects.toThrow(
      'has no topic nothing',
    );

    await world.need('aws:cloudwatch/logGroup:LogGroup', { name: 'trail', retentionInDays: 365 });
    expect(await invoke('aws:cloudwatch/getLogGroup:getLogGroup', { name: 'trail' })).toMatchObject({
      retentionInDays: 365,
      deletionProtectionEnabled: false,
    });
    expect(await invoke('aws:cloudwatch/getEventBus:getEventBus', { name: 'default' })).toMatchObject({
      arn: `arn:aws:events:us-east-1:${world.accountId()}:event-bus/default`,
    });

    const bucket = await world.need('aws:s3/bucket:Bucket', {});
    const text = policy({
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: bucket.outputs.arn ?? '',
    });
    await world.need('aws:s3/bucketPolicy:BucketPolicy', { bucket: bucket.id, policy: text });
    const found = await invoke('aws:s3/getBucketPolicy:getBucketPolicy', { bucket: bucket.id });
    expect(JSON.parse(String(found.policy))).toEqual(JSON.parse(text));
  });

  it('tells the quotas that policies have to keep to', async () => {
    const quota = (quotaName: string) =>
      invoke('aws:servicequotas/getServiceQuota:getServiceQuota', {
        serviceCode: 'organizations',
        quotaName,
      });
    expect(await quota('Service control policy document size')).toMatchObject({
      value: 10_240,
      defaultValue: 10_240,
    });
    expect((await quota('Service control policies attached to one target')).value).toBe(10);
    await expect(quota('Nothing of the kind')).rejects.toThrow('no quota "Nothing of the kind"');
  });

  it('tells what was set for the account', async () => {
    const block = { blockPublicAcls: true, blockPublicPolicy: true };
    await world.need('aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock', block);
    expect(await invoke('aws:s3/getAccountPublicAccessBlock:getAccountPublicAccessBlock')).toMatchObject({
      ...block,
      ignorePublicAcls: false,
    });
    const contact = {
      addressLine1: 'Main Street 1',
      city: 'Bern',
      countryCode: 'CH',
      fullName: 'Security',
      phoneNumber: '+4112345',
      postalCode: '3000',
    };
    await world.need('aws:account/primaryContact:PrimaryContact', contact);
    expect(await invoke('aws:account/getPrimaryContact:getPrimaryContact')).toMatchObject({
      ...contact,
      accountId: world.accountId(),
      companyName: '',
    });
  });
});
