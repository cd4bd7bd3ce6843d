import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/index.ts';
import { awsCli } from './aws-cli.ts';
import { type Client, type Play, play } from './play.ts';

/** What can only be refused in a sandbox, which is its organization and whose accounts have no payment method. */
const neverAnswered = new Set([
  'organizations:CreateOrganization',
  'organizations:DeleteOrganization',
  'organizations:LeaveOrganization',
  'organizations:RemoveAccountFromOrganization',
]);

/** Reads without parameters that could be wrong. */
const neverWrong = new Set([
  'cloudtrail:ListChannels',
  'cloudtrail:ListDashboards',
  'cloudtrail:ListEventDataStores',
  'cloudtrail:ListImports',
  'cloudtrail:ListTrails',
  'events:ListEventBuses',
  'guardduty:GetInvitationsCount',
  'guardduty:ListMalwareScans',
  'organizations:DescribeOrganization',
  'sns:ListSubscriptions',
  'sts:GetCallerIdentity',
]);

const clients = ['boto3', 'aws'] as const;
const sandboxes = {} as Record<Client, Sandbox>;
const plays = {} as Record<Client, Play>;

// Both at once: each waits for its sandbox half of the time. Together some 2,000 calls.
beforeAll(async () => {
  await Promise.all(
    clients.map(async (client) => {
      sandboxes[client] = await startSandbox();
      const whole = await play(client, sandboxes[client].environment);
      await using governed = await startSandbox({ controlTower: true });
      const tower = await play(client, governed.environment, ['controltower']);
      plays[client] = {
        ...whole,
        record: [...whole.record, ...tower.record],
        faults: [...whole.faults, ...tower.faults],
      };
    }),
  );
}, 600_000);
afterAll(() => Promise.all(Object.values(sandboxes).map((sandbox) => sandbox.stop())));

describe.each(clients)('%s', (client) => {
  const operations = (group: 'answered' | 'unsupported') =>
    Object.entries(sandboxes[client].operations).flatMap(([service, names]) =>
      names[group].map((name) => `${service}:${name}`),
    );
  const without = (names: readonly string[], ...kinds: Play['record'][number]['kind'][]) => {
    const found = new Set(
      plays[client].record
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ service, operation }) => `${service}:${operation}`),
    );
    return names.filter((name) => !found.has(name));
  };

  it('reads every answer and every refusal as AWS forms them', () => {
    expect(plays[client].faults).toEqual([]);
  });

  it('is answered by every operation that is not left to moto', () => {
    const expected = operations('answered').filter((name) => !neverAnswered.has(name));
    expect(without(expected, 'answered')).toEqual([]);
  });

  it('is refused by each of them for a reason of its own', () => {
    const expected = operations('answered').filter((name) => !neverWrong.has(name));
    expect(without(expected, 'refused')).toEqual([]);
  });

  it('asks for each list page by page, and waits with what waits for an answer', () => {
    expect(plays[client].lists.length).toBeGreaterThan(30);
    expect(without(plays[client].lists, 'paged', 'waited')).toEqual([]);
  });

  it('is refused by name what the sandbox does not have', () => {
    expect(operations('unsupported').length).toBeGreaterThan(0);
    expect(without(operations('unsupported'), 'refused')).toEqual([]);
  });
});

describe('aws as a process', () => {
  it('prints an answer and ends with 0', async () => {
    const { code, stdout } = await awsCli(
      sandboxes.aws.environment,
      'organizations',
      'describe-organization',
    );
    expect([code, JSON.parse(stdout).Organization.Id]).toEqual([0, sandboxes.aws.organizationId]);
  });

  it('prints a refusal to standard error and ends with 255', async () => {
    const ended = await awsCli(
      sandboxes.aws.environment,
      'organizations',
      'describe-account',
      '--account-id',
      '999999999999',
    );
    expect([ended.code, ended.stdout, ended.stderr.trim()]).toEqual([
      255,
      '',
      "An error occurred (AccountNotFoundException) when calling the DescribeAccount operation: You specified an account that doesn't exist.",
    ]);
  });
});
