import { EC2Client, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import {
  GetAccountPasswordPolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Sandbox } from '@trailguard/sandbox';
import { clientIn } from '../end-to-end/clients.ts';
import { isInAws, type SavedResource } from '../faults/states.ts';

/** What the stack of an account can hold: its type, and how one of it is called in its account. */
const names: Readonly<Record<string, (outputs: Record<string, unknown>) => readonly unknown[]>> = {
  'aws:iam/role:Role': ({ name }) => [name],
  'aws:iam/rolePolicy:RolePolicy': ({ role, name }) => [role, name],
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ({ role, policyArn }) => [role, policyArn],
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': () => [],
  'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock': () => [],
  'aws:ebs/encryptionByDefault:EncryptionByDefault': ({ region }) => [region],
  'aws:cloudwatch/eventRule:EventRule': ({ region, name }) => [region, name],
  'aws:cloudwatch/eventTarget:EventTarget': ({ region, rule, targetId }) => [region, rule, targetId],
  'aws:sqs/queue:Queue': ({ region, name }) => [region, name],
};

/** The account itself, which no client lists from within. */
const AccountType = 'aws:organizations/account:Account';

const line = (type: string, name: readonly unknown[]) => [type, ...name].join(' ');

/**
 * What a state says that an account has, a line a resource, sorted.
 * @throws Error of a resource whose type is not known here: nobody would look for it in the account.
 */
export function recorded(resources: readonly SavedResource[]): string[] {
  return resources
    .filter((resource) => isInAws(resource) && resource.type !== AccountType)
    .map(({ type, urn, outputs }) => {
      const name = names[type];
      if (name === undefined) throw new Error(`${urn}: nothing here lists resources of type ${type}`);
      return line(type, name(outputs as Record<string, unknown>));
    })
    .sort();
}

/** What is really there in an account, in the same form, without what AWS itself puts into each. */
export async function existing(
  sandbox: Sandbox,
  accountId: string,
  regions: readonly string[],
): Promise<string[]> {
  const [home = ''] = regions;
  const found = await Promise.all([
    ofRoles(sandbox, accountId),
    ofSettings(sandbox, accountId, home),
    ...regions.map((region) => ofRegion(sandbox, accountId, region)),
  ]);
  return found.flat().sort();
}

/** Roles that AWS makes: with the account, and for its services. */
const isOfAws = (path: string | undefined, name: string | undefined) =>
  name === 'OrganizationAccountAccessRole' || path?.startsWith('/aws-service-role/') === true;

async function ofRoles(sandbox: Sandbox, id: string): Promise<string[]> {
  const iam = await clientIn(sandbox, IAMClient, { id });
  const { Roles = [], IsTruncated } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
  if (IsTruncated) throw new Error(`account ${id} has more roles than a campaign makes`);
  const ours = Roles.flatMap(({ Path, RoleName }) =>
    RoleName === undefined || isOfAws(Path, RoleName) ? [] : [RoleName],
  );
  const lines = await Promise.all(
    ours.map(async (RoleName) => {
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      return [
        line('aws:iam/role:Role', [RoleName]),
        ...PolicyNames.map((name) => line('aws:iam/rolePolicy:RolePolicy', [RoleName, name])),
        ...AttachedPolicies.map(({ PolicyArn }) =>
          line('aws:iam/rolePolicyAttachment:RolePolicyAttachment', [RoleName, PolicyArn]),
        ),
      ];
    }),
  );
  return lines.flat();
}

/** Settings that an account has once. */
async function ofSettings(sandbox: Sandbox, id: string, home: string): Promise<string[]> {
  const iam = await clientIn(sandbox, IAMClient, { id });
  const s3control = await clientIn(sandbox, LoopbackS3ControlClient, { id, region: home });
  const [password, block] = await Promise.all([
    orAbsent(iam.send(new GetAccountPasswordPolicyCommand({}))),
    orAbsent(s3control.send(new GetPublicAccessBlockCommand({ AccountId: id }))),
  ]);
  return [
    ...(password === undefined ? [] : ['aws:iam/accountPasswordPolicy:AccountPasswordPolicy']),
    ...(block === undefined ? [] : ['aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock']),
  ];
}

async function ofRegion(sandbox: Sandbox, id: string, region: string): Promise<string[]> {
  const where = { id, region };
  const events = await clientIn(sandbox, EventBridgeClient, where);
  const sqs = await clientIn(sandbox, SQSClient, where);
  const ec2 = await clientIn(sandbox, EC2Client, where);
  const { Rules = [] } = await events.send(new ListRulesCommand({}));
  const ofRules = await Promise.all(
    Rules.map(async ({ Name }) => {
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
      return [
        line('aws:cloudwatch/eventRule:EventRule', [region, Name]),
        ...Targets.map(({ Id }) => line('aws:cloudwatch/eventTarget:EventTarget', [region, Name, Id])),
      ];
    }),
  );
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
  return [
    ...ofRules.flat(),
    ...QueueUrls.map((url) => line('aws:sqs/queue:Queue', [region, url.split('/').at(-1)])),
    ...(EbsEncryptionByDefault ? [line('aws:ebs/encryptionByDefault:EncryptionByDefault', [region])] : []),
  ];
}

/** The SDK puts the account's id before the host's name, which is an address here. */
class LoopbackS3ControlClient extends S3ControlClient {
  constructor(config: ConstructorParameters<typeof S3ControlClient>[0] & { endpoint: string }) {
    super({ ...config, endpointProvider: () => ({ url: new URL(config.endpoint) }) });
  }
}

async function orAbsent<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (/^NoSuch/.test((error as Error).name)) return undefined;
    throw error;
  }
}
