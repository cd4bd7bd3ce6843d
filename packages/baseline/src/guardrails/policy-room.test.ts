import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { documentedQuotas } from './documented-quotas.ts';
import { readPolicyQuotas } from './policy-quotas.ts';
import { type PolicyRoom, readPolicyRoom, roomFaults } from './policy-room.ts';
import { PolicyType } from './policy-type.ts';

const quotas = { documentLength: 10_240, perTarget: 10, inOrganization: 10_000, documented: [] };
const aRoom = (different: Partial<PolicyRoom> = {}): PolicyRoom => ({
  type: PolicyType.ServiceControl,
  quotas,
  targets: [{ targetId: 'r-ab12', names: ['FullAWSAccess'] }],
  inOrganization: 3,
  ...different,
});
const others = (count: number) => Array.from({ length: count }, (_, index) => `other-${index}`);

describe('room for policies', () => {
  it('is there while a target takes them all', () => {
    expect(roomFaults(aRoom(), ['ours-1', 'ours-2'])).toEqual([]);
    const full = aRoom({ targets: [{ targetId: 'r-ab12', names: others(9) }] });
    expect(roomFaults(full, ['ours-1'])).toEqual([]);
  });

  it('names what is attached, how many are left and the way out', () => {
    const full = aRoom({
      targets: [{ targetId: 'ou-ab12-11111111', names: ['FullAWSAccess', ...others(8)] }],
    });
    expect(roomFaults(full, ['ours-1', 'ours-2'])).toEqual([
      'ou-ab12-11111111 has 9 of at most 10 service control policies attached (FullAWSAccess, other-0, other-1, other-2, other-3, ' +
        'other-4, other-5, other-6, other-7), so 1 more may be; the guardrails need 2 more. Merge two of them (a service control policy may have ' +
        '10240 characters), detach one, or attach guardrails to organizational units below',
    ]);
  });

  it('counts no policy of ours twice', () => {
    const ours = aRoom({ targets: [{ targetId: 'r-ab12', names: [...others(8), 'ours-1', 'ours-2'] }] });
    expect(roomFaults(ours, ['ours-1', 'ours-2'])).toEqual([]);
  });

  it('ends where the organization has as many as it may', () => {
    const full = aRoom({ type: PolicyType.ResourceControl, inOrganization: 10_000 });
    expect(roomFaults(full, ['ours-1'])).toEqual([
      expect.stringMatching(
        /^The organization has 10000 of at most 10000 resource control policies, so 0 more/,
      ),
    ]);
  });
});

describe('reading what AWS allows', () => {
  const read = async (
    calls: NonNullable<Parameters<typeof recordProgram>[1]>['calls'],
    region = 'us-east-1',
  ) => {
    const { outputs } = await recordProgram(
      async () => ({ quotas: await readPolicyQuotas(PolicyType.ServiceControl, region) }),
      { calls: calls ?? {} },
    );
    return outputs.quotas;
  };

  it('takes the values of Service Quotas, from where Organizations is', async () => {
    const asked: unknown[] = [];
    const answer = (inputs: Record<string, unknown>) => {
      asked.push(inputs.region);
      return { value: String(inputs.quotaName).includes('size') ? 20_480 : 15 };
    };
    expect(await read({ 'aws:servicequotas/getServiceQuota:getServiceQuota': answer }, 'eu-west-1')).toEqual({
      documentLength: 20_480,
      perTarget: 15,
      inOrganization: 15,
      documented: [],
    });
    expect(new Set(asked)).toEqual(new Set(['us-east-1']));
  });

  it.each([
    ['us-east-1', 10_240, 10],
    ['us-gov-west-1', 5120, 5],
    ['cn-north-1', 5120, 5],
  ])('says which values of %s are only documented', async (region, documentLength, perTarget) => {
    expect(await read({}, region)).toMatchObject({
      documentLength,
      perTarget,
      documented: [
        'Service control policy document size',
        'Service control policies attached to one target',
        'Service control policies in an organization',
      ],
    });
  });

  it('knows resource control policies to be shorter', () => {
    expect(documentedQuotas(PolicyType.ResourceControl, 'us-east-1').documentLength).toBe(5120);
  });

  it('reads what is attached by name, and leaves AWS’s own policies out of the count', async () => {
    const names: Record<string, string> = {
      'p-FullAWSAccess': 'FullAWSAccess',
      'p-1': 'theirs',
      'p-2': 'other',
    };
    const { outputs } = await recordProgram(
      async () => ({ room: await readPolicyRoom(PolicyType.ServiceControl, ['r-ab12'], quotas) }),
      {
        calls: {
          'aws:organizations/getPolicies:getPolicies': () => ({ ids: Object.keys(names) }),
          'aws:organizations/getPoliciesForTarget:getPoliciesForTarget': () => ({
            ids: ['p-1', 'p-FullAWSAccess'],
          }),
          'aws:organizations/getPolicy:getPolicy': ({ policyId }) => ({ name: names[String(policyId)] }),
        },
      },
    );
    expect(outputs.room).toMatchObject({
      inOrganization: 2,
      targets: [{ targetId: 'r-ab12', names: ['FullAWSAccess', 'theirs'] }],
    });
  });
});
