import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  CreateDetectorCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import {
  EnableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { auditActions } from '@trailguard/audit';
import { controls } from '@trailguard/controls';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import type { Finding } from './check.ts';
import { sdkFeatures, strangeFeatures } from './checks/api-features.ts';
import { checks } from './checks/index.ts';
import { node } from './checks/versions.ts';
import { checkNames } from './command.ts';
import { deployActions } from './deploy-actions.ts';
import type { Examined } from './doctor.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'], accountLimit: 3 });
  sandbox.setDelays({ iam: 0, trustedAccess: 0, members: 0, accounts: 0 });
  folder = await mkdtemp(join(tmpdir(), 'trailguard-doctor-'));
});
afterAll(async () => {
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

/** The organization's file, with what a test changes. */
async function fileWith(differing: object = {}): Promise<string> {
  const { organizationId, accounts } = sandbox;
  const settings = {
    organizationId,
    managementAccountId: accounts.management,
    logArchiveAccountId: accounts.logArchive,
    securityAccountId: accounts.security,
    homeRegion: 'us-east-1',
    ...differing,
  };
  const file = join(folder, 'organization.yaml');
  await writeFile(file, JSON.stringify({ stack: 'production', settings }));
  return file;
}

/** What one check finds, as JSON tells it. */
async function examined(name: string, ...args: string[]) {
  const { code, stdout } = await runTrailguard(['doctor', '--only', name, '--json', ...args]);
  const { checks: told } = JSON.parse(stdout) as { checks: Examined[] };
  return { code, findings: told[0]?.findings as readonly Finding[], leftOut: told[0]?.leftOut };
}
const faultsOf = (findings: readonly Finding[]) => findings.filter(({ level }) => level === 'fault');
const saying = (level: Finding['level'], says: string) =>
  expect.arrayContaining([expect.objectContaining({ level, says: expect.stringContaining(says) })]);

describe('trailguard doctor', () => {
  it('offers every check by its name', () => {
    expect(checkNames).toEqual(checks.map(({ name }) => name));
  });

  it('asks AWS for nothing when told to stay offline, and says what it left out', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    const { code, stdout } = await runTrailguard(['doctor', '--offline', await fileWith()]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('9 checks left out')]);
  });

  it('leaves out what needs the organization’s file, without one', async () => {
    expect(await examined('permissions')).toMatchObject({
      code: 0,
      findings: [],
      leftOut: 'it needs the organization’s file',
    });
  });

  it.each(checks.filter(({ needs }) => needs !== 'nothing'))(
    'cannot tell of $name where AWS cannot be reached',
    async ({ name }) => {
      vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
      const { code, findings } = await examined(name, await fileWith());
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.filter(({ level }) => level === 'ok')).toEqual([]);
      for (const { wayOut } of findings) expect(wayOut).toBeDefined();
      expect([1, 4]).toContain(code);
    },
  );

  it('prints the least policy of an audit', async () => {
    const { stdout } = await runTrailguard(['doctor', '--print-policy', '--role', 'Auditor']);
    expect(JSON.parse(stdout).Statement).toMatchObject([
      { Effect: 'Allow', Action: auditActions },
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:*:iam::*:role/Auditor' },
    ]);
  });

  it.each([
    [['--only', 'teeth'], 'teeth is none of versions, api-features'],
    [['none.yaml'], 'none.yaml cannot be read'],
  ])('ends with 2 for %j', async (args, message) => {
    expect(await runTrailguard(['doctor', ...args])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});

describe('versions', () => {
  it.each([
    ['v24.1.0', 'ok'],
    ['v26.0.0', 'ok'],
    ['v22.18.0', 'advice'],
  ])('%s of Node.js: %s', (version, level) => {
    expect(node(version)).toMatchObject({ level, says: expect.stringContaining(version) });
  });

  it('tells what is lacking on a PATH with nothing on it, and how to get it', async () => {
    vi.stubEnv('PATH', folder);
    const { code, findings } = await examined('versions');
    expect(code).toBe(0);
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'advice', 'advice']);
    expect(findings[1]?.wayOut).toContain('https://www.pulumi.com/docs/install/');
    expect(findings[2]?.wayOut).toContain('Python 3.10 to 3.13');
  });
});

describe('features of the APIs', () => {
  it('are all known to the controls, of the installed SDK', async () => {
    const { findings } = await examined('api-features');
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok']);
  });

  it.each(Object.keys(sdkFeatures))('are named when no control knows them: %s', (kind) => {
    const names = sdkFeatures[kind as keyof typeof sdkFeatures];
    expect(strangeFeatures({ [kind]: [...names, 'NEW_ONE'] })).toEqual([
      expect.objectContaining({ level: 'advice', says: expect.stringMatching(`${kind}: NEW_ONE$`) }),
    ]);
  });

  it('are asked of the detector of an account', async () => {
    const before = await examined('account-features');
    expect(before.findings).toEqual(saying('ok', 'no detector in us-east-1'));
    const guardduty = new GuardDutyClient();
    await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    guardduty.destroy();
    const after = await examined('account-features');
    expect(after.findings).toEqual(saying('ok', 'every feature of GuardDuty is known'));
  });
});

describe('credentials', () => {
  it('are told with their account, and keys that never end are advised against', async () => {
    const { code, findings } = await examined('credentials', await fileWith());
    expect(findings).toEqual(saying('ok', `in account ${sandbox.accounts.management}`));
    expect([code, findings]).toEqual([0, saying('advice', 'access keys of a user')]);
  });

  it('of a session are told with their end, in another account than the file’s at fault', async () => {
    const sts = new STSClient();
    const RoleArn = `arn:aws:iam::${sandbox.accounts.security}:role/OrganizationAccountAccessRole`;
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'doctor' }));
    sts.destroy();
    vi.stubEnv('AWS_ACCESS_KEY_ID', Credentials?.AccessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', Credentials?.SecretAccessKey);
    vi.stubEnv('AWS_SESSION_TOKEN', Credentials?.SessionToken);
    vi.stubEnv('AWS_CREDENTIAL_EXPIRATION', new Date(Date.now() + 600_000).toISOString());
    const { code, findings } = await examined('credentials', await fileWith());
    expect(findings).toEqual(saying('advice', 'the session ends at'));
    expect(findings).toEqual(saying('fault', `account ${sandbox.accounts.security} is not the management`));
    expect(code).toBe(1);
    expect((await examined('trusted-access')).findings).toEqual(saying('fault', 'is a member of'));
  });

  it('that have ended are at fault', async () => {
    vi.stubEnv('AWS_CREDENTIAL_EXPIRATION', '2026-01-01T00:00:00Z');
    expect((await examined('credentials')).findings).toEqual(
      saying('fault', 'the session ended at 2026-01-01'),
    );
  });

  it('that AWS does not take leave all unknown', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    const { code, findings } = await examined('regions');
    expect([code, findings]).toEqual([4, saying('unknown', 'could not be looked at: ')]);
  });
});

describe('trusted access', () => {
  it('is missing for each service that has none, until it is enabled', async () => {
    const required = controls.find(({ id }) => id === 'ORG-01')?.parameters.requiredServices as string[];
    const before = await examined('trusted-access');
    for (const service of required)
      expect(before.findings).toEqual(saying('fault', `is not enabled for ${service}`));
    expect([before.code, before.findings]).toEqual([
      1,
      saying('fault', 'RESOURCE_CONTROL_POLICY is not enabled'),
    ]);

    const client = new OrganizationsClient();
    for (const ServicePrincipal of required)
      await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)
      await client.send(new EnablePolicyTypeCommand({ RootId: sandbox.rootId, PolicyType })).catch(() => {});
    client.destroy();
    const after = await examined('trusted-access');
    expect([after.code, faultsOf(after.findings)]).toEqual([0, []]);
  });
});

describe('delegated administrators', () => {
  it('are missing until they are there, and GuardDuty’s must be the security account', async () => {
    const file = await fileWith();
    const before = await examined('delegated-administrators', file);
    expect(before.findings).toEqual(saying('fault', 'GuardDuty has no delegated administrator in us-east-1'));
    expect([before.code, before.findings]).toEqual([1, saying('advice', 'of config.amazonaws.com')]);

    const { security, logArchive } = sandbox.accounts;
    const guardduty = new GuardDutyClient();
    await guardduty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: security }));
    guardduty.destroy();
    const organizations = new OrganizationsClient();
    const ServicePrincipal = 'config.amazonaws.com';
    await organizations.send(
      new RegisterDelegatedAdministratorCommand({ AccountId: security, ServicePrincipal }),
    );
    organizations.destroy();
    const after = await examined('delegated-administrators', file);
    expect([after.code, faultsOf(after.findings)]).toEqual([0, []]);
    expect(after.findings).toEqual(saying('ok', 'delegated administrator of config.amazonaws.com'));

    const swapped = await fileWith({ securityAccountId: logArchive, logArchiveAccountId: security });
    expect((await examined('delegated-administrators', swapped)).findings).toEqual(
      saying('fault', `not the security account ${logArchive}`),
    );
  });
});

describe('Regions', () => {
  it('are told by whether they are on, and compared with those of the file', async () => {
    const plain = await examined('regions', await fileWith());
    expect(plain.findings).toEqual(saying('ok', '2 Regions are enabled: eu-west-1, us-east-1'));
    expect([plain.code, plain.findings]).toEqual([0, saying('ok', 'ap-east-1')]);

    const named = await fileWith({ regions: ['us-east-1', 'ap-east-1'] });
    const { code, findings } = await examined('regions', named);
    expect(findings).toEqual(saying('fault', 'names ap-east-1, which is not enabled'));
    expect([code, findings]).toEqual([1, saying('advice', 'eu-west-1 is enabled, and not among')]);
  });

  it('that are off cannot be the home', async () => {
    const { findings } = await examined('regions', await fileWith({ homeRegion: 'ap-east-1' }));
    expect(findings).toEqual(saying('fault', 'the home Region ap-east-1 is not enabled'));
  });
});

describe('quotas', () => {
  it('are told with what is used, and a full one is at fault', async () => {
    const client = new OrganizationsClient();
    const type = { RootId: sandbox.rootId, PolicyType: 'SERVICE_CONTROL_POLICY' as const };
    // It may be enabled already.
    await client.send(new EnablePolicyTypeCommand(type)).catch(() => {});
    client.destroy();
    const { code, findings } = await examined('quotas');
    expect(findings).toEqual(saying('ok', 'trails in us-east-1: 0 of 5'));
    expect(findings).toEqual(saying('fault', 'accounts in the organization: 3 of 3'));
    expect([code, findings]).toEqual([1, saying('ok', 'SERVICE_CONTROL_POLICY on the root: 1 of 10')]);
  });
});

describe('roles of audits', () => {
  it('are at fault in the management account before the stacks are up, and unknown beyond', async () => {
    const { code, findings } = await examined('roles', await fileWith());
    const { management, logArchive, security } = sandbox.accounts;
    expect([code, findings]).toEqual([1, saying('fault', `cannot be entered in ${management}`)]);
    for (const id of [logArchive, security]) expect(findings).toEqual(saying('unknown', `entered in ${id}`));
  });

  it('are told account by account', async () => {
    const file = await fileWith();
    const iam = new IAMClient();
    const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await iam.send(new CreateRoleCommand({ RoleName: 'Auditor', AssumeRolePolicyDocument }));
    iam.destroy();
    const { code, findings } = await examined('roles', file, '--role', 'Auditor');
    expect(findings[0]).toMatchObject({ level: 'ok' });
    expect([code, faultsOf(findings).length]).toEqual([1, 2]);
    expect(findings[1]?.wayOut).toContain('AccountBaseline');
  });
});

describe('permissions of audits', () => {
  it('are at fault without the role', async () => {
    const { code, findings } = await examined('permissions', await fileWith());
    expect([code, findings]).toEqual([1, saying('fault', 'the role TrailGuardAudit of')]);
  });

  it.each([
    ['all', [], 'ok', `may do all ${auditActions.length} actions`],
    ['all but one', ['guardduty:GetDetector'], 'fault', 'may not do guardduty:GetDetector (by simulation'],
  ] as const)('are told by simulation: %s', async (_case, denied, level, says) => {
    await using iam = await simulating(denied);
    vi.stubEnv('AWS_ENDPOINT_URL', iam.endpoint);
    const { code, findings } = await examined('permissions', await fileWith());
    expect([code, findings]).toEqual([level === 'ok' ? 0 : 1, saying(level, says)]);
  });

  it('are at fault when IAM knows no such role', async () => {
    await using iam = await simulating('NoSuchEntity');
    vi.stubEnv('AWS_ENDPOINT_URL', iam.endpoint);
    expect((await examined('permissions', await fileWith())).findings).toEqual(
      saying('fault', 'there is no role TrailGuardAudit'),
    );
  });
});

describe('permissions of deployments', () => {
  it.each([
    ['all', [], 'ok', `TrailGuardApply may do all ${deployActions.length} actions`],
    ['all but one', ['cloudtrail:CreateTrail'], 'advice', 'may not do everywhere: cloudtrail:CreateTrail'],
    ['no role', 'NoSuchEntity', 'advice', 'there is no role TrailGuardApply in'],
  ] as const)('are told by simulation, and never at fault: %s', async (_case, denied, level, says) => {
    await using iam = await simulating(denied);
    vi.stubEnv('AWS_ENDPOINT_URL', iam.endpoint);
    const { code, findings } = await examined('deploy-permissions', await fileWith());
    expect([code, findings]).toEqual([0, saying(level, says)]);
  });

  it('are those of the role that is named', async () => {
    await using iam = await simulating([]);
    vi.stubEnv('AWS_ENDPOINT_URL', iam.endpoint);
    const file = await fileWith();
    const { findings } = await examined('deploy-permissions', file, '--deploy-role', 'Deployer');
    expect(findings).toEqual(saying('ok', 'Deployer may do all'));
  });
});

/** An IAM that simulates a role which may do all but some actions, a page of a few decisions at a time. */
async function simulating(denied: readonly string[] | 'NoSuchEntity') {
  const server = createServer(async (request, response) => {
    const asked = new URLSearchParams(await text(request));
    response.setHeader('content-type', 'text/xml');
    if (denied === 'NoSuchEntity') {
      const error = '<Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>none</Message></Error>';
      response.writeHead(404).end(`<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`);
      return;
    }
    const actions = [...asked].filter(([name]) => name.startsWith('ActionNames.')).map(([, value]) => value);
    const from = Number(asked.get('Marker') ?? 0);
    const results = actions.slice(from, from + 40).map((action) => {
      const decision = denied.includes(action) ? 'implicitDeny' : 'allowed';
      return `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member>`;
    });
    const more = from + 40 < actions.length;
    const marker = `<IsTruncated>${more}</IsTruncated>${more ? `<Marker>${from + 40}</Marker>` : ''}`;
    const result = `<EvaluationResults>${results.join('')}</EvaluationResults>${marker}`;
    response.end(
      `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult>${result}</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
