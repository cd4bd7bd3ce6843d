import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOrganizationFile } from './organization-file.ts';

const settings = {
  organizationId: 'o-exampleorgid',
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  securityAccountId: '333333333333',
  homeRegion: 'us-east-1',
};
const payments = {
  accountName: 'payments',
  email: 'aws+payments@example.com',
  organizationalUnitId: 'ou-ab12-11111111',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-organization-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const file = join(folder, 'organization.yaml');
  await writeFile(file, text);
  return readOrganizationFile(file);
}

/** The message of the error with which a file is refused. */
async function faultOf(value: unknown): Promise<string> {
  return read(JSON.stringify(value)).then(
    () => {
      throw new Error('the file was accepted');
    },
    (error: Error) => error.message,
  );
}

describe('an organization file', () => {
  it('gives each stack its settings as configuration, lists and objects as JSON', async () => {
    const plan = await read(`
stack: production
profiles: { security: audit }
settings: ${JSON.stringify({ ...settings, logRetentionDays: 3000, tags: { owner: 'platform' } })}
accounts: { payments-production: ${JSON.stringify(payments)} }
`);
    expect(plan.map(({ folder: stack, name, profile }) => [stack, name, profile])).toEqual([
      ['log-archive', 'production', undefined],
      ['organization', 'production', undefined],
      ['security', 'production', 'audit'],
      ['account', 'payments-production', undefined],
    ]);
    expect(plan[3]?.config).toEqual({
      'trailguard:organizationId': 'o-exampleorgid',
      'trailguard:managementAccountId': '111111111111',
      'trailguard:logArchiveAccountId': '222222222222',
      'trailguard:securityAccountId': '333333333333',
      'trailguard:homeRegion': 'us-east-1',
      'trailguard:logRetentionDays': '3000',
      'trailguard:tags': '{"owner":"platform"}',
      'trailguard:accountName': 'payments',
      'trailguard:email': 'aws+payments@example.com',
      'trailguard:organizationalUnitId': 'ou-ab12-11111111',
      'aws:allowedAccountIds': '["111111111111"]',
    });
  });

  it('is refused with all faults at once, each once and with where it stands', async () => {
    const message = await faultOf({
      stack: 'production',
      settings: { ...settings, objectLockDays: 'many' },
      accounts: {
        payments: { ...payments, email: 'nobody' },
        billing: { ...payments, objectLockDays: 'few' },
      },
    });
    expect(message.match(/^- \S+ \S+ \S+ \S+;/gm)).toEqual([
      '- settings: trailguard:objectLockDays is "many";',
      '- accounts.payments: trailguard:email is "nobody";',
      '- accounts.billing: trailguard:objectLockDays is "few";',
    ]);
  });

  it('is refused when two accounts share an address, in whatever case', async () => {
    const message = await faultOf({
      stack: 'production',
      settings,
      accounts: { payments, billing: { ...payments, email: 'AWS+Payments@example.com' } },
    });
    expect(message).toContain('aws+payments@example.com is the address of payments and billing');
  });

  it.each([
    ['without settings', { stack: 'production' }, 'settings'],
    [
      'with a profile for a stack that is none',
      { stack: 'a', settings, profiles: { audit: 'x' } },
      '- profiles has no field audit',
    ],
    ['that is a list', [], 'is no organization'],
  ])('%s is refused by name', async (_case, value, named) => {
    expect(await faultOf(value)).toContain(named);
  });

  it('that is no YAML is refused with the line', async () => {
    await expect(read('stack: production\nstack: other\n')).rejects.toThrow(/is not YAML.*line 2/s);
  });

  it('that is not there is refused with its path', async () => {
    await expect(readOrganizationFile(join(folder, 'none.yaml'))).rejects.toThrow(
      /none\.yaml cannot be read.*stacks\/examples/,
    );
  });
});
