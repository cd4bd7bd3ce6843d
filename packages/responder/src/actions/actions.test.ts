import {
  type ResponseAction,
  ResponseActionNames,
  ResponseActions,
} from '@trailguard/baseline/response-actions';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import { aFinding, aKeyFinding, someSettings } from '../testing/builders.ts';
import { type Answers, FakeMember } from '../testing/fake-member.ts';
import type { Action } from './action.ts';
import { actions } from './index.ts';
import { isolateInstance } from './isolate-instance.ts';

const settings = someSettings();
const instance = {
  State: { Name: 'running' },
  VpcId: 'vpc-1',
  NetworkInterfaces: [
    { NetworkInterfaceId: 'eni-1', Groups: [{ GroupId: 'sg-web', GroupName: 'web' }] },
    {
      NetworkInterfaceId: 'eni-2',
      Groups: [
        { GroupId: 'sg-web', GroupName: 'web' },
        { GroupId: 'sg-db', GroupName: 'db' },
      ],
    },
  ],
};
const groups = (...found: object[]) => ({ SecurityGroups: found });
const outward = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];

const instanceFinding = aFinding({
  type: 'Backdoor:EC2/C&CActivity.B',
  resource: { instanceDetails: { instanceId: 'i-1' } },
}).detail;

async function run(action: Action, finding: Finding, answers: Answers) {
  const member = new FakeMember(answers);
  const aim = action.aim(finding, settings);
  if (typeof aim === 'string') return { member, said: aim };
  const before = await action.look(member.access, aim, settings);
  if (typeof before === 'string') return { member, said: before };
  const done = await action.perform(member.access, aim, before, 'incident-1', settings);
  return { member, before, done };
}

const isolationAnswers = (
  group: object = { GroupId: 'sg-none', IpPermissions: [], IpPermissionsEgress: outward },
) => {
  let isMade = false;
  return {
    DescribeInstancesCommand: () => ({ Reservations: [{ Instances: [instance] }] }),
    DescribeSecurityGroupsCommand: () => (isMade ? groups(group) : groups()),
    CreateSecurityGroupCommand: () => {
      isMade = true;
      return {};
    },
    RevokeSecurityGroupEgressCommand: () => ({}),
    ModifyNetworkInterfaceAttributeCommand: () => ({}),
    CreateTagsCommand: () => ({}),
  };
};

describe('isolate-instance', () => {
  it('gives every network interface a group without rules alone, and tells how to give the old ones back', async () => {
    const { member, before, done } = await run(isolateInstance, instanceFinding, isolationAnswers());
    expect(before).toEqual({
      vpcId: 'vpc-1',
      interfaces: [
        { networkInterfaceId: 'eni-1', groups: ['sg-web'] },
        { networkInterfaceId: 'eni-2', groups: ['sg-web', 'sg-db'] },
      ],
    });
    const sent = (name: string) => member.calls.filter(({ command }) => command === name);
    expect(sent('RevokeSecurityGroupEgressCommand')).toMatchObject([
      { input: { GroupId: 'sg-none', IpPermissions: outward } },
    ]);
    expect(sent('ModifyNetworkInterfaceAttributeCommand').map(({ input }) => input)).toEqual([
      { NetworkInterfaceId: 'eni-1', Groups: ['sg-none'] },
      { NetworkInterfaceId: 'eni-2', Groups: ['sg-none'] },
    ]);
    expect(sent('CreateTagsCommand')).toMatchObject([
      { input: { Resources: ['i-1'], Tags: [{ Key: 'trailguard:incident', Value: 'incident-1' }] } },
    ]);
    expect(done?.undo).toBe(
      'aws ec2 modify-network-interface-attribute --network-interface-id eni-1 --groups sg-web && aws ec2 modify-network-interface-attribute --network-interface-id eni-2 --groups sg-web sg-db',
    );
  });

  it('takes no group that lets traffic in', async () => {
    const open = { GroupId: 'sg-none', IpPermissions: outward, IpPermissionsEgress: [] };
    await expect(run(isolateInstance, instanceFinding, isolationAnswers(open))).rejects.toThrow(
      'lets traffic in',
    );
  });

  it.each([
    [
      'is gone',
      () => Object.assign(new Error('gone'), { name: 'InvalidInstanceID.NotFound' }),
      'there is no instance i-1',
    ],
    ['was terminated', () => ({ State: { Name: 'terminated' } }), 'the instance i-1 is terminated'],
    [
      'is isolated',
      () => ({ ...instance, NetworkInterfaces: [{ Groups: [{ GroupName: 'trailguard-isolation' }] }] }),
      'the instance i-1 is isolated already',
    ],
  ])('changes nothing where the instance %s', async (_case, found, said) => {
    const { member, said: told } = await run(isolateInstance, instanceFinding, {
      DescribeInstancesCommand: () => {
        const one = found();
        if (one instanceof Error) throw one;
        return { Reservations: [{ Instances: [one] }] };
      },
    });
    expect(told).toBe(said);
    expect(member.commands).toEqual(['DescribeInstancesCommand']);
  });
});

describe('disable-access-key', () => {
  it.each([
    [
      'the user is gone',
      () => Object.assign(new Error('gone'), { name: 'NoSuchEntityException' }),
      'there is no user alice',
    ],
    ['the key is gone', () => ({ AccessKeyMetadata: [] }), 'the user alice has no access key AKIAEXAMPLE'],
    [
      'the key is inactive',
      () => ({ AccessKeyMetadata: [{ AccessKeyId: 'AKIAEXAMPLE', Status: 'Inactive' }] }),
      'the access key AKIAEXAMPLE is inactive already',
    ],
  ])('changes nothing where %s', async (_case, found, said) => {
    const { member, said: told } = await run(actions['disable-access-key'], aKeyFinding().detail, {
      ListAccessKeysCommand: () => {
        const answer = found();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    expect(told).toBe(said);
    expect(member.commands).toEqual(['ListAccessKeysCommand']);
  });
});

describe('block-public-access', () => {
  const none = () => {
    throw Object.assign(new Error('none'), { name: 'NoSuchPublicAccessBlockConfiguration' });
  };

  it('tells how to take it back where a bucket had no settings', async () => {
    const { done } = await run(actions['block-public-access'], aFinding().detail, {
      GetPublicAccessBlockCommand: none,
      PutPublicAccessBlockCommand: () => ({}),
    });
    expect(done?.undo).toBe('aws s3api delete-public-access-block --bucket open-bucket');
  });

  it('acts on no bucket by guess', async () => {
    const resource = { s3BucketDetails: [{ name: 'one' }, { name: 'other' }] };
    const { said } = await run(actions['block-public-access'], aFinding({ resource }).detail, {});
    expect(said).toBe('the finding names several buckets; a person has to tell which');
  });
});

describe('the table of actions', () => {
  it('has what carries each of them out', () => {
    expect(Object.keys(actions).sort()).toEqual([...ResponseActionNames].sort());
  });

  const none = () => {
    throw Object.assign(new Error('none'), { name: 'NoSuchPublicAccessBlockConfiguration' });
  };
  const done = () => ({});
  it.each<[ResponseAction, string, Finding, Answers]>([
    ['isolate-instance', 'ec2', instanceFinding, isolationAnswers()],
    [
      'disable-access-key',
      'iam',
      aKeyFinding().detail,
      {
        ListAccessKeysCommand: () => ({
          AccessKeyMetadata: [{ AccessKeyId: 'AKIAEXAMPLE', Status: 'Active' }],
        }),
        UpdateAccessKeyCommand: done,
      },
    ],
    [
      'block-public-access',
      's3',
      aFinding().detail,
      { GetPublicAccessBlockCommand: none, PutPublicAccessBlockCommand: done },
    ],
    [
      'restart-logging',
      'cloudtrail',
      aFinding().detail,
      { GetTrailStatusCommand: done, StartLoggingCommand: done },
    ],
  ])('allows what %s calls and nothing else', async (name, service, finding, answers) => {
    const { member } = await run(actions[name], finding, answers);
    const called = member.commands.map((command) => {
      const operation = command.replace(/Command$/, '');
      // S3 calls the permission otherwise than the operation.
      return `${service}:${service === 's3' ? operation.replace('Public', 'BucketPublic') : operation}`;
    });
    const allowed = ResponseActions[name].permissions.flatMap((one) => one.actions);
    expect([...new Set(called)].sort()).toEqual([...allowed].sort());
  });
});
