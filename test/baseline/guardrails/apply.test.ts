import {
  CloudTrailClient,
  GetTrailStatusCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateFilterCommand,
  DeleteDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  LeaveOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListPoliciesForTargetCommand,
  OrganizationsClient,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import { DeleteBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { OutputMap, Stack } from '@pulumi/pulumi/automation/index.js';
import { program as account } from '@trailguard/stacks/account';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { program as organization } from '@trailguard/stacks/organization';
import { program as security } from '@trailguard/stacks/security';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, configure, SandboxStacks } from '../sandbox-stacks.ts';

const regions = ['us-east-1', 'eu-west-1'];
const administrator = 'Administrator';
let world: SandboxStacks;
let stack: Stack;
let outputs: OutputMap;
let withoutTypes: OutputMap;
let archiveStack: Stack;
let applied: { readonly created: readonly string[]; readonly again: readonly string[]; readonly at: Date };
let organizations: OrganizationsClient;
const closing: { destroy(): void }[] = [];
const closed = <C extends { destroy(): void }>(client: C): C => {
  closing.push(client);
  return client;
};

/** A role of a member that may do everything and is none of ours. */
async function addAdministrator(accountId: string): Promise<void> {
  const iam = closed(new IAMClient(await world.client(accountId)));
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${world.sandbox.accounts.management}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  await iam.send(
    new CreateRoleCommand({ RoleName: administrator, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: administrator,
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
}

/** What came of an attempt: `done`, the policy that refused it, or another error. */
const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    ({ message }: Error) =>
      /explicit deny in a (service|resource) control policy/.exec(message)?.[0] ?? message,
  );
const denied = 'explicit deny in a service control policy';

async function attached(type: PolicyType): Promise<(string | undefined)[]> {
  const { Policies = [] } = await organizations.send(
    new ListPoliciesForTargetCommand({ TargetId: world.sandbox.rootId, Filter: type }),
  );
  return Policies.map(({ Name }) => Name).sort();
}

beforeAll(async () => {
  world = await SandboxStacks.start({ regions, delays: { iam: 0, trustedAccess: 0 } });
  const { logArchive: archive, security: securityAccount } = world.sandbox.accounts;
  organizations = closed(new OrganizationsClient(await world.client()));
  for (const id of [archive, securityAccount]) await addAdministrator(id);
  archiveStack = await world.open('archive', logArchive, await world.client(archive));
  await configure(archiveStack, world.settings());
  await archiveStack.up();
  stack = await world.open('organization', organization, await world.client());
  await configure(stack, world.settings());
  await stack.up();
  withoutTypes = await stack.outputs();
  for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)
    await organizations.send(new EnablePolicyTypeCommand({ RootId: world.sandbox.rootId, PolicyType }));
  const created: string[] = [];
  await stack.up({
    onEvent: ({ resOutputsEvent }) => {
      if (resOutputsEvent?.metadata.op === 'create') created.push(resOutputsEvent.metadata.urn);
    },
  });
  const at = world.sandbox.clock.now();
  const again = await stack.up({ refresh: true });
  applied = { created, again: Object.keys(again.summary.resourceChanges ?? {}), at };
  outputs = await stack.outputs();
}, 420_000);
afterAll(async () => {
  for (const client of closing) client.destroy();
  await world?.[Symbol.asyncDispose]();
});

describe('an organization without the policy types', () => {
  it('is recorded and watched, and says what is not in force', () => {
    expect(withoutTypes.trailArn?.value).toBeDefined();
    expect(withoutTypes.guardrailPolicies?.value).toEqual([]);
    expect(withoutTypes.guardrailsNotInForce?.value).toEqual([
      'SERVICE_CONTROL_POLICY',
      'RESOURCE_CONTROL_POLICY',
    ]);
  });
});

describe('guardrails on the root', () => {
  it('come with the next update once the types are enabled, and one after it changes nothing', async () => {
    const names = applied.created
      .filter((urn) => urn.includes(':Guardrails'))
      .map((urn) => urn.split('::').at(-1))
      .sort();
    const { rootId } = world.sandbox;
    expect(names).toEqual([
      'organization',
      'organization-guardrails-1',
      `organization-guardrails-1-${rootId}`,
      'organization-perimeter-1',
      `organization-perimeter-1-${rootId}`,
    ]);
    expect(applied.again).toEqual(['same']);
    expect(outputs.guardrailPolicies?.value).toEqual(['trailguard-guardrails-1', 'trailguard-perimeter-1']);
    expect(await attached('SERVICE_CONTROL_POLICY')).toEqual(['FullAWSAccess', 'trailguard-guardrails-1']);
    expect(await attached('RESOURCE_CONTROL_POLICY')).toEqual(['RCPFullAWSAccess', 'trailguard-perimeter-1']);
  });

  it('leave CloudTrail its administrator beside GuardDuty', async () => {
    for (const service of ['cloudtrail', 'guardduty']) {
      const { DelegatedAdministrators } = await organizations.send(
        new ListDelegatedAdministratorsCommand({ ServicePrincipal: `${service}.amazonaws.com` }),
      );
      expect(DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([world.sandbox.accounts.security]);
    }
  });

  it('let the trail write on: nothing of its own is from outside', async () => {
    await world.sandbox.clock.advance(2 * 3_600_000);
    const cloudtrail = closed(new CloudTrailClient(await world.client()));
    const status = await cloudtrail.send(
      new GetTrailStatusCommand({ Name: String(outputs.trailArn?.value) }),
    );
    expect(status.LatestDeliveryTime?.getTime()).toBeGreaterThan(applied.at.getTime());
    expect([status.LatestDeliveryError, status.LatestDigestDeliveryError]).toEqual([undefined, undefined]);
  });

  describe('for an administrator of a member', () => {
    let inSecurity: Client;
    let inArchive: Client;
    beforeAll(async () => {
      const { logArchive: archive, security: securityAccount } = world.sandbox.accounts;
      inSecurity = await world.client(securityAccount, administrator);
      inArchive = await world.client(archive, administrator);
    });

    it('keep the organization trail running, for the administrator of CloudTrail too', async () => {
      const cloudtrail = closed(new CloudTrailClient(inSecurity));
      const stop = cloudtrail.send(new StopLoggingCommand({ Name: String(outputs.trailArn?.value) }));
      expect(await outcome(stop)).toContain(denied);
    });

    it('keep detectors and what they find', async () => {
      const guardduty = closed(new GuardDutyClient(inSecurity));
      const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
      const DetectorId = DetectorIds?.[0] ?? '';
      expect(DetectorId).not.toBe('');
      expect(await outcome(guardduty.send(new DeleteDetectorCommand({ DetectorId })))).toContain(denied);
      const filter = {
        DetectorId,
        Name: 'hide',
        Action: 'ARCHIVE',
        FindingCriteria: { Criterion: { severity: { Gte: 1 } } },
      } as const;
      expect(await outcome(guardduty.send(new CreateFilterCommand(filter)))).toContain(denied);
    });

    it('keep the member in the organization', async () => {
      const member = closed(new OrganizationsClient(inSecurity));
      expect(await outcome(member.send(new LeaveOrganizationCommand({})))).toContain(denied);
    });

    it('keep log bucket and key', async () => {
      const s3 = closed(new S3Client(inArchive));
      const Bucket = `trailguard-logs-${world.sandbox.accounts.logArchive}-us-east-1`;
      expect(await outcome(s3.send(new DeleteBucketPolicyCommand({ Bucket })))).toContain(denied);
      const kms = closed(new KMSClient(inArchive));
      expect(await outcome(kms.send(new DisableKeyCommand({ KeyId: 'alias/trailguard-logs' })))).not.toBe(
        'done',
      );
    });

    it('keep the role by which the management account enters', async () => {
      const iam = closed(new IAMClient(inSecurity));
      const change = new UpdateAssumeRolePolicyCommand({
        RoleName: 'OrganizationAccountAccessRole',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: world.sandbox.accounts.security },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      });
      expect(await outcome(iam.send(change))).toContain(denied);
    });
  });

  it('do not bind the management account', async () => {
    const cloudtrail = closed(new CloudTrailClient(await world.client()));
    const Name = String(outputs.trailArn?.value);
    expect(await outcome(cloudtrail.send(new StopLoggingCommand({ Name })))).toBe('done');
    await cloudtrail.send(new StartLoggingCommand({ Name }));
  });

  it('let the other stacks be applied, and a new account be made', async () => {
    const securityStack = await world.open(
      'security',
      security,
      await world.client(world.sandbox.accounts.security),
    );
    await configure(securityStack, world.settings());
    expect((await securityStack.up()).summary.resourceChanges?.create).toBeGreaterThan(5);
    const vending = await world.open('account', account, await world.client());
    await configure(
      vending,
      world.settings({
        accountName: 'payments',
        email: 'aws+payments@example.com',
        organizationalUnitId: world.sandbox.rootId,
      }),
    );
    expect((await vending.up()).summary.resourceChanges?.create).toBeGreaterThan(5);
    // Policies of bucket and keys name the roles that deploy.
    const deployRoleNames = JSON.stringify(['OrganizationAccountAccessRole', 'Deploy']);
    await configure(archiveStack, world.settings({ deployRoleNames }));
    expect((await archiveStack.up()).summary.resourceChanges?.update).toBeGreaterThan(1);
  });
});

describe('changes of settings', () => {
  const change = async (different: Record<string, string>) => {
    await configure(stack, world.settings(different));
    return stack.up();
  };

  it('deny regions where some are allowed', async () => {
    await change({ allowedRegions: '["us-east-1"]' });
    const { security: securityAccount } = world.sandbox.accounts;
    const elsewhere = async (roleName?: string) =>
      closed(new GuardDutyClient(await world.client(securityAccount, roleName, 'eu-west-1')));
    const list = new ListDetectorsCommand({});
    expect(await outcome((await elsewhere(administrator)).send(list))).toContain(denied);
    expect(await outcome((await elsewhere()).send(list))).toBe('done');
  });

  it('take no guardrail away unseen: the update stops', async () => {
    await expect(change({ guardrails: '[]' })).rejects.toThrow(/protect/);
    expect(await attached('SERVICE_CONTROL_POLICY')).toContain('trailguard-guardrails-1');
  });

  it('take no region away unseen, and touch no other', async () => {
    await expect(change({ regions: '["us-east-1"]' })).rejects.toThrow(/protect/);
    const { security: securityAccount } = world.sandbox.accounts;
    const { DelegatedAdministrators } = await organizations.send(
      new ListDelegatedAdministratorsCommand({ ServicePrincipal: 'guardduty.amazonaws.com' }),
    );
    expect(DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([securityAccount]);
    for (const region of regions) {
      const guardduty = closed(new GuardDutyClient(await world.client(securityAccount, undefined, region)));
      expect((await guardduty.send(new ListDetectorsCommand({}))).DetectorIds).toHaveLength(1);
    }
  });

  it('stop at a preview where another unit has no room, and say what is there', async () => {
    const unit = world.sandbox.rootId;
    const content = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }],
    });
    const theirs: string[] = [];
    // Ten are the most on one target: AWS's own, ours, and these.
    for (let index = 0; index < 8; index++) {
      const Name = `theirs-${index}`;
      const { Policy } = await organizations.send(
        new CreatePolicyCommand({
          Name,
          Description: Name,
          Type: 'SERVICE_CONTROL_POLICY',
          Content: content,
        }),
      );
      await organizations.send(
        new AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId: unit }),
      );
      theirs.push(Name);
    }
    // There is room for what is attached already, and none for a second policy of ours.
    await configure(stack, world.settings());
    await stack.preview();
    await configure(stack, world.settings({ namePrefix: 'second' }));
    await expect(stack.preview()).rejects.toThrow(
      /has 10 of at most 10 service control policies attached \(FullAWSAccess, theirs-0, .*, trailguard-guardrails-1\), so 0 more may be/,
    );
  });
});
