import type { Example, World } from '../world.ts';
import { policy, trust } from './policies.ts';

const role = async (world: World) =>
  (
    await world.need('aws:iam/role:Role', {
      assumeRolePolicy: trust('cloudtrail.amazonaws.com'),
      forceDetachPolicies: true,
    })
  ).id;
const read = (action: string) => policy({ Action: action, Resource: '*' });

export const iam: Example[] = [
  {
    token: 'aws:iam/role:Role',
    prepare: async () => ({
      inputs: { assumeRolePolicy: trust('cloudtrail.amazonaws.com'), tags: { team: 'a' } },
      changed: {
        assumeRolePolicy: trust('events.amazonaws.com'),
        description: 'sends findings',
        maxSessionDuration: 7200,
        permissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        tags: { owner: 'b' },
      },
    }),
  },
  {
    token: 'aws:iam/rolePolicy:RolePolicy',
    prepare: async (world) => {
      const name = await role(world);
      return {
        inputs: { role: name, policy: read('s3:GetObject') },
        changed: { role: name, policy: read('s3:ListBucket') },
      };
    },
  },
  {
    token: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
    prepare: async (world) => ({
      inputs: { role: await role(world), policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    }),
  },
  {
    token: 'aws:iam/policy:Policy',
    prepare: async () => ({
      inputs: { description: 'reads', policy: read('s3:GetObject'), tags: { team: 'a' } },
      changed: { description: 'reads', policy: read('s3:ListBucket'), tags: { owner: 'b' } },
    }),
  },
  {
    token: 'aws:iam/serviceLinkedRole:ServiceLinkedRole',
    prepare: async () => ({ inputs: { awsServiceName: 'config.amazonaws.com' } }),
    // IAM gives these roles a description of its own.
    unread: ['description'],
  },
  {
    token: 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
    prepare: async () => ({
      inputs: { minimumPasswordLength: 14, passwordReusePrevention: 24, requireSymbols: true },
      changed: {
        minimumPasswordLength: 16,
        passwordReusePrevention: 24,
        requireSymbols: true,
        maxPasswordAge: 90,
      },
    }),
  },
];
