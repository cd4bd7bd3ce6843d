import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  OrganizationsClient,
  PolicyType,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator } from './test/clients.ts';

let sandbox: Sandbox;
let organizations: OrganizationsClient;
let counter = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  organizations = new OrganizationsClient(administrator(sandbox));
  for (const type of [PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY]) {
    await organizations.send(new EnablePolicyTypeCommand({ RootId: sandbox.rootId, PolicyType: type }));
  }
});
afterAll(() => sandbox?.stop());

/** A policy of exactly so many characters. */
function document(type: PolicyType, characters: number): string {
  const principal = type === PolicyType.RESOURCE_CONTROL_POLICY ? { Principal: '*' } : {};
  const statement = { Sid: '', Effect: 'Deny', ...principal, Action: 's3:DeleteBucket', Resource: '*' };
  const text = () => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  statement.Sid = 'x'.repeat(characters - text().length);
  return text();
}

async function create(type: PolicyType, characters = 200): Promise<string> {
  counter += 1;
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({
      Name: `policy-${counter}`,
      Description: '',
      Type: type,
      Content: document(type, characters),
    }),
  );
  return Policy?.PolicySummary?.Id ?? '';
}

describe.each([
  [PolicyType.SERVICE_CONTROL_POLICY, 10_240, 10],
  [PolicyType.RESOURCE_CONTROL_POLICY, 5_120, 5],
] as const)('a %s', (type, size, perTarget) => {
  it(`has at most ${size} characters`, async () => {
    await create(type, size);
    await expect(create(type, size + 1)).rejects.toMatchObject({
      name: 'ConstraintViolationException',
      Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED',
    });
  });

  it(`is one of at most ${perTarget} on an account, AWS's own included`, async () => {
    const TargetId = sandbox.accounts.logArchive;
    const attach = async () =>
      organizations.send(new AttachPolicyCommand({ PolicyId: await create(type), TargetId }));
    for (let more = perTarget - 1; more > 0; more--) await attach();
    await expect(attach()).rejects.toMatchObject({
      name: 'ConstraintViolationException',
      Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    });
  });
});

it('keeps the last service control policy of an account', async () => {
  const detach = new DetachPolicyCommand({
    PolicyId: 'p-FullAWSAccess',
    TargetId: sandbox.accounts.security,
  });
  await expect(organizations.send(detach)).rejects.toMatchObject({
    name: 'ConstraintViolationException',
    Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
  });
});
