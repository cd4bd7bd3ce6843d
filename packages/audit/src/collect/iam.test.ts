import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  EnableOrganizationsRootSessionsCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { allow, trust } from '../../test/documents.ts';
import { startFakeAws } from '../../test/fake-aws.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readAccess, readRootAccessFeatures, readRootUser, withSessionLengths } from './iam.ts';
import { Reader } from './reader.ts';

const used = useOrganization();
const region = 'us-east-1';

describe('who may do what in an account', () => {
  it('is read with roles, what they hold and who may take them', async () => {
    const { administrators, sandbox } = used.parts;
    const accountId = sandbox.accounts.security;
    const iam = await administrators.client(IAMClient, accountId);
    const RoleName = 'analyst';
    const AssumeRolePolicyDocument = trust({ Service: 'lambda.amazonaws.com' });
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, MaxSessionDuration: 7200 }));
    const PolicyDocument = allow(['s3:GetObject', 'ec2:RunInstances']);
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'reads', PolicyDocument }));
    const aws = 'arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess';
    for (const PolicyArn of [Policy?.Arn, aws])
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: allow(['logs:PutLogEvents']) }),
    );

    const reader = used.reader();
    const access = await readAccess(reader, accountId, region);
    expect(reader.failures).toEqual([]);
    const role = access.identities.items.find(({ name }) => name === RoleName);
    expect(role).toMatchObject({
      kind: 'role',
      path: '/',
      boundary: null,
      trust: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
      maximumSessionSeconds: { unknown: 'missing-field' },
      observation: { arn: `arn:aws:iam::${accountId}:role/${RoleName}` },
    });
    const held = access.policies.items.filter(
      ({ heldBy }) => Array.isArray(heldBy) && heldBy.includes(`role/${RoleName}`),
    );
    expect(held).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: aws,
          kind: 'aws',
          document: expect.objectContaining({ Statement: expect.any(Array) }),
        }),
        expect.objectContaining({
          id: Policy?.Arn,
          kind: 'customer',
          document: expect.objectContaining({
            Statement: [
              expect.objectContaining({ Action: ['s3:GetObject'] }),
              { Effect: 'Allow', Action: ['ec2:*'], Resource: '*' },
            ],
          }),
        }),
        expect.objectContaining({ id: `role/${RoleName}/own`, kind: 'inline' }),
      ]),
    );
    const arn = role?.observation.arn ?? '';
    const [asked] = await withSessionLengths(reader, [access], [arn], region);
    const told = asked?.identities.items.find(({ name }) => name === RoleName);
    expect(told?.maximumSessionSeconds).toBe(7200);
  });

  it('tells of the root user', async () => {
    const root = await readRootUser(used.reader(), used.parts.sandbox.accounts.security, region);
    expect(root).toMatchObject({ hasMfa: expect.any(Boolean), hasAccessKeys: expect.any(Boolean) });
  });
});

describe('an account with more roles than a page holds', () => {
  afterEach(() => vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint));

  it('is read to its end, and holders of one page find their policies on another', async () => {
    const encoded = encodeURIComponent(allow(['s3:GetObject']));
    const pages = [
      `<RoleDetailList><member><RoleName>a</RoleName><Arn>arn:aws:iam::1:role/a</Arn><AttachedManagedPolicies><member><PolicyArn>arn:aws:iam::1:policy/p</PolicyArn></member></AttachedManagedPolicies></member></RoleDetailList><IsTruncated>true</IsTruncated><Marker>next</Marker>`,
      `<Policies><member><Arn>arn:aws:iam::1:policy/p</Arn><PolicyName>p</PolicyName><PolicyVersionList><member><Document>${encoded}</Document><IsDefaultVersion>true</IsDefaultVersion></member></PolicyVersionList></member></Policies><IsTruncated>false</IsTruncated>`,
    ];
    let page = 0;
    await using aws = await startFakeAws(() => {
      const body = `<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>${pages[page]}</GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`;
      page += 1;
      return { status: 200, body };
    });
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    const access = await readAccess(reader, '111111111111', region);
    reader.close();
    expect(page).toBe(2);
    expect(access.policies.items).toMatchObject([{ id: 'arn:aws:iam::1:policy/p', heldBy: ['role/a'] }]);
  });
});

describe('root access of members', () => {
  it('is nothing where IAM has no trusted access, and what is enabled where it has', async () => {
    const { administrators, sandbox } = used.parts;
    const { management } = sandbox.accounts;
    const reader = used.reader();
    expect(await readRootAccessFeatures(reader, management, region)).toEqual([]);
    const organizations = await administrators.client(OrganizationsClient, management);
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: 'iam.amazonaws.com' }));
    const iam = await administrators.client(IAMClient, management);
    await iam.send(new EnableOrganizationsRootSessionsCommand({}));
    expect(await readRootAccessFeatures(reader, management, region)).toEqual(['RootSessions']);
    expect(reader.failures).toEqual([]);
  });
});
