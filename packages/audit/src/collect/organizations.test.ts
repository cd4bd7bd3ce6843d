import { OrganizationsClient, RegisterDelegatedAdministratorCommand } from '@aws-sdk/client-organizations';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startFakeAws } from '../../test/fake-aws.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readAccounts, readOrganization } from './organizations.ts';
import { Reader } from './reader.ts';

const used = useOrganization();

describe('the organization', () => {
  it('is read with who has trusted access and who administers what', async () => {
    const { administrators, sandbox } = used.parts;
    const { management, security } = sandbox.accounts;
    const organizations = await administrators.client(OrganizationsClient, management);
    const ServicePrincipal = 'access-analyzer.amazonaws.com';
    await organizations.send(
      new RegisterDelegatedAdministratorCommand({ AccountId: security, ServicePrincipal }),
    );
    expect(await readOrganization(used.reader(), management, 'us-east-1')).toEqual({
      id: sandbox.organizationId,
      managementAccountId: management,
      trustedServices: expect.arrayContaining(['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com']),
      delegatedAdministrators: {
        'guardduty.amazonaws.com': [security],
        [ServicePrincipal]: [security],
      },
      featureSet: 'ALL',
      enabledPolicyTypes: expect.any(Array),
      rootAccessFeatures: expect.any(Array),
      observation: {
        arn: `arn:aws:organizations::${management}:organization/${sandbox.organizationId}`,
        calls: expect.objectContaining({ id: 'organizations:DescribeOrganization' }),
        at: expect.any(String),
      },
    });
  });

  it('has its accounts, with when they joined', async () => {
    const { management, logArchive, security } = used.parts.sandbox.accounts;
    const accounts = await readAccounts(used.reader(), management, 'us-east-1');
    const joinedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(accounts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: management, status: 'ACTIVE', joinedAt }),
        { id: logArchive, name: 'log-archive', status: 'ACTIVE', joinedAt },
        { id: security, name: 'security', status: 'ACTIVE', joinedAt },
      ]),
    );
    expect(accounts).toHaveLength(3);
  });
});

describe('the list of accounts', () => {
  afterEach(() => vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint));

  it('is read to its end, with the state of each account', async () => {
    const states = ['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'];
    let page = 0;
    await using aws = await startFakeAws(() => {
      const State = states[page];
      page += 1;
      const more = page < states.length ? { NextToken: `page ${page}` } : {};
      return { status: 200, body: { Accounts: [{ Id: String(page).repeat(12), State }], ...more } };
    });
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    const accounts = await readAccounts(reader, '111111111111', 'us-east-1');
    reader.close();
    expect(accounts).toMatchObject([
      { id: '111111111111', status: 'ACTIVE' },
      { id: '222222222222', status: 'SUSPENDED' },
      { id: '333333333333', status: 'PENDING_CLOSURE' },
      { id: '444444444444', status: 'SUSPENDED' },
      {
        id: '555555555555',
        status: { unknown: 'not-read', detail: expect.stringContaining('PENDING_ACTIVATION') },
      },
    ]);
  });
});
