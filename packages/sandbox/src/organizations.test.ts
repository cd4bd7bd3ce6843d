import {
  AttachPolicyCommand,
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationCommand,
  EnableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListCreateAccountStatusCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  MoveAccountCommand,
  OrganizationsClient,
  PolicyType,
  PutResourcePolicyCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, codeOf, member } from './test/clients.ts';

let sandbox: Sandbox;
let organizations: OrganizationsClient;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { accounts: 60_000, iam: 0 } });
  organizations = new OrganizationsClient(administrator(sandbox));
});
afterAll(() => sandbox?.stop());

async function begin(name: string, email = `${name}@example.com`): Promise<string> {
  const { CreateAccountStatus: status } = await organizations.send(
    new CreateAccountCommand({ AccountName: name, Email: email }),
  );
  expect(status?.State).toBe('IN_PROGRESS');
  return status?.Id ?? '';
}

async function statusOf(id: string) {
  const answer = await organizations.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }),
  );
  return answer.CreateAccountStatus;
}

async function created(name: string): Promise<string> {
  const id = await begin(name);
  await sandbox.clock.advance(60_000);
  return (await statusOf(id))?.AccountId ?? '';
}

async function unit(name: string): Promise<string> {
  const answer = await organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId: sandbox.rootId, Name: name }),
  );
  return answer.OrganizationalUnit?.Id ?? '';
}

describe('a new organization', () => {
  it('has its accounts and units', async () => {
    const { Accounts: accounts } = await organizations.send(new ListAccountsCommand({}));
    expect(accounts?.map((account) => account.Name)).toEqual(['management', 'log-archive', 'security']);
    const { OrganizationalUnits: units } = await organizations.send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: sandbox.rootId }),
    );
    expect(units?.map((each) => each.Name)).toEqual(['Security', 'Workloads']);
  });

  it('is described to its members, and nothing else of it is', async () => {
    const asMember = new OrganizationsClient(await member(sandbox, sandbox.accounts.logArchive));
    const { Organization: organization } = await asMember.send(new DescribeOrganizationCommand({}));
    expect(organization?.MasterAccountId).toBe(sandbox.accounts.management);
    expect(await codeOf(asMember.send(new ListAccountsCommand({})))).toBe('AccessDeniedException');
  });
});

describe('creating an account', () => {
  it('takes its time, then puts the account in the root with a role to enter it', async () => {
    const request = await begin('workload');
    await sandbox.clock.advance(59_000);
    expect((await statusOf(request))?.State).toBe('IN_PROGRESS');
    await sandbox.clock.advance(1_000);
    const status = await statusOf(request);
    expect(status?.State).toBe('SUCCEEDED');
    const id = status?.AccountId ?? '';
    const { Parents: parents } = await organizations.send(new ListParentsCommand({ ChildId: id }));
    expect(parents?.[0]?.Id).toBe(sandbox.rootId);
    const s3 = new S3Client(await member(sandbox, id));
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });

  it('fails later when the address is taken, whatever its case', async () => {
    const request = await begin('again', 'LOG-archive@example.com');
    await sandbox.clock.advance(60_000);
    const status = await statusOf(request);
    expect([status?.State, status?.FailureReason, status?.AccountId]).toEqual([
      'FAILED',
      'EMAIL_ALREADY_EXISTS',
      undefined,
    ]);
    const { CreateAccountStatuses: failed } = await organizations.send(
      new ListCreateAccountStatusCommand({ States: ['FAILED'] }),
    );
    expect(failed?.map((each) => each.Id)).toContain(request);
  });

  it('fails later when the organization is full', async () => {
    await using full = await startSandbox({ accountLimit: 3, delays: { accounts: 0 } });
    const client = new OrganizationsClient(administrator(full));
    const { CreateAccountStatus: status } = await client.send(
      new CreateAccountCommand({ AccountName: 'one-more', Email: 'one-more@example.com' }),
    );
    await full.clock.advance(1);
    const answer = await client.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }),
    );
    expect(answer.CreateAccountStatus?.FailureReason).toBe('ACCOUNT_LIMIT_EXCEEDED');
  });

  it('is refused at once for input that cannot be right', async () => {
    const bad = new CreateAccountCommand({ AccountName: 'x', Email: 'no address' });
    expect(await codeOf(organizations.send(bad))).toBe('InvalidInputException');
  });

  it('is refused while five others are in progress', async () => {
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) await begin(name);
    const sixth = new CreateAccountCommand({ AccountName: 'p6', Email: 'p6@example.com' });
    expect(await codeOf(organizations.send(sixth))).toBe('TooManyRequestsException');
    await sandbox.clock.advance(60_000);
  });
});

describe('the tree', () => {
  it('takes no second unit of a name beside the first', async () => {
    await unit('Twice');
    expect(await codeOf(unit('Twice'))).toBe('DuplicateOrganizationalUnitException');
  });

  it('moves an account only from where it is', async () => {
    const id = await created('mover');
    const [from, to] = [await unit('From'), await unit('To')];
    const move = (SourceParentId: string, DestinationParentId: string) =>
      organizations.send(new MoveAccountCommand({ AccountId: id, SourceParentId, DestinationParentId }));
    expect(await codeOf(move(from, to))).toBe('SourceParentNotFoundException');
    expect(await codeOf(move(sandbox.rootId, sandbox.rootId))).toBe('DuplicateAccountException');
    await move(sandbox.rootId, to);
    const { Accounts: there } = await organizations.send(new ListAccountsForParentCommand({ ParentId: to }));
    expect(there?.map((account) => account.Id)).toEqual([id]);
  });

  it('closes an account, which is pending and then suspended', async () => {
    const id = await created('closing');
    const state = async () =>
      (await organizations.send(new DescribeAccountCommand({ AccountId: id }))).Account?.Status;
    await organizations.send(new CloseAccountCommand({ AccountId: id }));
    expect(await state()).toBe('PENDING_CLOSURE');
    expect(await codeOf(organizations.send(new CloseAccountCommand({ AccountId: id })))).toBe(
      'AccountAlreadyClosedException',
    );
    await sandbox.clock.advance(3_600_000);
    expect(await state()).toBe('SUSPENDED');
  });
});

describe('delegated administrators', () => {
  const register = (AccountId: string, ServicePrincipal: string) =>
    organizations.send(new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal }));

  it.each([
    'cloudtrail.amazonaws.com',
    'guardduty.amazonaws.com',
    'malware-protection.guardduty.amazonaws.com',
    'securityhub.amazonaws.com',
    'config.amazonaws.com',
    'config-multiaccountsetup.amazonaws.com',
    'access-analyzer.amazonaws.com',
    'account.amazonaws.com',
    'sso.amazonaws.com',
    'inspector2.amazonaws.com',
    'macie.amazonaws.com',
  ])('are kept for %s', async (ServicePrincipal) => {
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    await register(sandbox.accounts.security, ServicePrincipal);
    const { DelegatedAdministrators: found } = await organizations.send(
      new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
    );
    expect(found?.map((account) => account.Id)).toEqual([sandbox.accounts.security]);
    expect(await codeOf(register(sandbox.accounts.security, ServicePrincipal))).toBe(
      'AccountAlreadyRegisteredException',
    );
    const { EnabledServicePrincipals: enabled } = await organizations.send(
      new ListAWSServiceAccessForOrganizationCommand({}),
    );
    expect(enabled?.map((each) => each.ServicePrincipal)).toContain(ServicePrincipal);
  });

  it('are one for GuardDuty, never the management account, and only for services there are', async () => {
    expect(await codeOf(register(sandbox.accounts.logArchive, 'guardduty.amazonaws.com'))).toBe(
      'ConstraintViolationException',
    );
    expect(await codeOf(register(sandbox.accounts.management, 'fms.amazonaws.com'))).toBe(
      'ConstraintViolationException',
    );
    expect(await codeOf(register(sandbox.accounts.logArchive, 'nothing.amazonaws.com'))).toBe(
      'InvalidInputException',
    );
  });

  it('may list the accounts', async () => {
    const delegated = new OrganizationsClient(await member(sandbox, sandbox.accounts.security));
    const { Accounts: accounts } = await delegated.send(new ListAccountsCommand({}));
    expect(accounts?.length).toBeGreaterThan(2);
    const change = new CreateOrganizationalUnitCommand({ ParentId: sandbox.rootId, Name: 'Mine' });
    expect(await codeOf(delegated.send(change))).toBe('AccessDeniedException');
  });
});

describe('policies', () => {
  const create = (Content: string, Type: PolicyType = PolicyType.SERVICE_CONTROL_POLICY) =>
    organizations.send(
      new CreatePolicyCommand({ Name: `p${Content.length}`, Description: '', Type, Content }),
    );
  const statement = (item: object) => JSON.stringify({ Version: '2012-10-17', Statement: [item] });

  beforeAll(async () => {
    for (const type of [
      PolicyType.SERVICE_CONTROL_POLICY,
      PolicyType.RESOURCE_CONTROL_POLICY,
      PolicyType.DECLARATIVE_POLICY_EC2,
    ]) {
      await organizations.send(new EnablePolicyTypeCommand({ RootId: sandbox.rootId, PolicyType: type }));
    }
  });

  it.each([
    ['no JSON', '{', 'MalformedPolicyDocumentException'],
    [
      'a principal',
      statement({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }),
      'MalformedPolicyDocumentException',
    ],
    [
      'more than 10240 characters',
      statement({ Effect: 'Deny', Action: 's3:*', Resource: 'x'.repeat(10_240) }),
      'ConstraintViolationException',
    ],
  ])('with %s are refused', async (_case, content, code) => {
    expect(await codeOf(create(content))).toBe(code);
  });

  it('of a unit bear on the accounts below it, and never on the management account', async () => {
    const id = await created('guarded');
    const guarded = await unit('Guarded');
    await organizations.send(
      new MoveAccountCommand({ AccountId: id, SourceParentId: sandbox.rootId, DestinationParentId: guarded }),
    );
    const s3 = new S3Client(await member(sandbox, id));
    await s3.send(new CreateBucketCommand({ Bucket: 'before-scp' }));
    const { Policy: policy } = await create(
      statement({ Effect: 'Deny', Action: 's3:CreateBucket', Resource: '*' }),
    );
    await organizations.send(
      new AttachPolicyCommand({ PolicyId: policy?.PolicySummary?.Id, TargetId: guarded }),
    );
    expect(await codeOf(s3.send(new CreateBucketCommand({ Bucket: 'after-scp' })))).toBe('AccessDenied');
    await organizations.send(
      new AttachPolicyCommand({ PolicyId: policy?.PolicySummary?.Id, TargetId: sandbox.rootId }),
    );
    await new S3Client(administrator(sandbox)).send(
      new CreateBucketCommand({ Bucket: 'management-is-free' }),
    );
  });

  it('that guard resources deny a principal of another account, too', async () => {
    const rcp = { Effect: 'Deny', Principal: '*', Action: 's3:ListBucket', Resource: '*' };
    await create(statement(rcp), PolicyType.RESOURCE_CONTROL_POLICY);
    const allowing = { ...rcp, Effect: 'Allow' };
    expect(await codeOf(create(statement(allowing), PolicyType.RESOURCE_CONTROL_POLICY))).toBe(
      'MalformedPolicyDocumentException',
    );
  });

  it('can be delegated by a policy of the organization', async () => {
    const content = statement({
      Effect: 'Allow',
      Principal: { AWS: sandbox.accounts.security },
      Action: 'organizations:ListPolicies',
      Resource: '*',
    });
    const { ResourcePolicy: kept } = await organizations.send(
      new PutResourcePolicyCommand({ Content: content }),
    );
    expect(kept?.Content).toBe(content);
  });
});
