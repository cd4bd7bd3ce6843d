import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const complete = {
  TRAILGUARD_WORK_DIR: '/var/lib/trailguard',
  DATABASE_URL: 'postgresql://trailguard:secret-word@127.0.0.1:5432/trailguard',
  PULUMI_BACKEND_URL: 'file:///var/lib/trailguard/state',
  PULUMI_CONFIG_PASSPHRASE: 'a passphrase',
  TRAILGUARD_ORGANIZATION_ID: 'o-abcdefghij',
  TRAILGUARD_MANAGEMENT_ACCOUNT_ID: '111111111111',
  TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID: '222222222222',
  TRAILGUARD_SECURITY_ACCOUNT_ID: '333333333333',
  TRAILGUARD_HOME_REGION: 'us-east-1',
};

function faultsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('readConfig', () => {
  it('fills in the documented defaults', () => {
    const config = readConfig(complete);
    expect(config).toMatchObject({ mode: 'aws', host: '127.0.0.1', port: 8080, concurrency: 2 });
    expect(config.roles.member).toBe('OrganizationAccountAccessRole');
  });

  it('lists every fault at once, by variable', () => {
    const faults = faultsOf({
      ...complete,
      DATABASE_URL: undefined,
      TRAILGUARD_PORT: 'http',
      TRAILGUARD_HOME_REGION: 'here',
      TRAILGUARD_STACK_SETTINGS: '[]',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'TRAILGUARD_PORT',
      'DATABASE_URL',
      'TRAILGUARD_HOME_REGION',
      'TRAILGUARD_STACK_SETTINGS',
    ]);
  });

  it('knows where records are, if there are any', () => {
    expect(readConfig(complete).recordsPath).toBeNull();
    expect(readConfig({ ...complete, TRAILGUARD_RECORDS: '/etc/trailguard/records' }).recordsPath).toBe(
      '/etc/trailguard/records',
    );
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ ...complete, TRAILGUARD_PORT: '' }).port).toBe(8080);
    expect(faultsOf({ ...complete, PULUMI_CONFIG_PASSPHRASE: '' })[0]).toMatch(/PASSPHRASE is not set/);
  });

  it('takes settings of the stacks as JSON, and the role that deploys as one of them', () => {
    const { stackSettings } = readConfig({
      ...complete,
      TRAILGUARD_MEMBER_ROLE: 'Deploy',
      TRAILGUARD_STACK_SETTINGS:
        '{"objectLockDays":400,"breakGlassRoleName":"Emergency","regions":["us-east-1"]}',
    });
    expect(stackSettings).toEqual({
      deployRoleNames: '["Deploy"]',
      objectLockDays: '400',
      breakGlassRoleName: 'Emergency',
      regions: '["us-east-1"]',
    });
  });

  it('has the archive admit the role that reads log files, unless the settings say who may', () => {
    const TRAILGUARD_LOG_READER_ROLE = 'arn:aws:iam::111111111111:role/TrailGuardLogReader';
    const readers = (environment: NodeJS.ProcessEnv) =>
      readConfig({ ...complete, ...environment }).stackSettings.logReaderRoleArns;
    expect(readers({})).toBeUndefined();
    expect(readers({ TRAILGUARD_LOG_READER_ROLE })).toBe(`["${TRAILGUARD_LOG_READER_ROLE}"]`);
    const TRAILGUARD_STACK_SETTINGS = `{"logReaderRoleArns":["arn:aws:iam::333333333333:role/Analyst","${TRAILGUARD_LOG_READER_ROLE}"]}`;
    expect(readers({ TRAILGUARD_LOG_READER_ROLE, TRAILGUARD_STACK_SETTINGS })).toContain('Analyst');
  });

  it('takes parameters of controls, and refuses what are none', () => {
    const readers = { 'LB-06': { readerRoleArns: ['arn:aws:iam::333333333333:role/Analyst'] } };
    const TRAILGUARD_CONTROL_PARAMETERS = JSON.stringify(readers);
    expect(readConfig({ ...complete, TRAILGUARD_CONTROL_PARAMETERS }).controlParameters).toEqual(readers);
    for (const text of ['LB-06', '[]', '{"LB-06":7}'])
      expect(faultsOf({ ...complete, TRAILGUARD_CONTROL_PARAMETERS: text })).toEqual([
        expect.stringMatching(/^TRAILGUARD_CONTROL_PARAMETERS is malformed/),
      ]);
  });

  it.each(['nothing', '[]', 'null', '"text"'])('refuses settings of the stacks that are %s', (text) => {
    expect(faultsOf({ ...complete, TRAILGUARD_STACK_SETTINGS: text })).toEqual([
      expect.stringMatching(/^TRAILGUARD_STACK_SETTINGS is malformed/),
    ]);
  });

  it('names the variable of a setting that has one', () => {
    expect(faultsOf({ ...complete, TRAILGUARD_STACK_SETTINGS: '{"namePrefix":"logs"}' })).toEqual([
      'TRAILGUARD_STACK_SETTINGS holds namePrefix, which has a variable of its own: TRAILGUARD_NAME_PREFIX',
    ]);
  });

  it('believes API keys alone, unless it is told of an identity provider', () => {
    expect(readConfig(complete).tokens).toBeNull();
    const { tokens } = readConfig({
      ...complete,
      TRAILGUARD_OIDC_ISSUER: 'https://identity.example.com/',
      TRAILGUARD_OIDC_AUDIENCE: 'trailguard',
      TRAILGUARD_OIDC_JWKS_URL: 'https://identity.example.com/keys',
      TRAILGUARD_OIDC_GROUPS:
        '{"platform":{"roles":["read","propose"]},"team":{"roles":["read"],"accounts":["444455556666"]}}',
    });
    expect(tokens).toMatchObject({ algorithms: ['RS256', 'ES256', 'EdDSA'], clockSkewSeconds: 30 });
    expect(tokens?.groups).toEqual(
      new Map([
        ['platform', { roles: ['read', 'propose'], limits: null }],
        ['team', { roles: ['read'], limits: { accounts: ['444455556666'], organizationalUnits: [] } }],
      ]),
    );
  });

  it.each([
    ['TRAILGUARD_OIDC_ALGORITHMS', 'HS256'],
    ['TRAILGUARD_OIDC_ALGORITHMS', 'RS256,none'],
    ['TRAILGUARD_OIDC_JWKS_URL', 'http://identity.example.com/keys'],
    ['TRAILGUARD_OIDC_GROUPS', '{"platform":{"roles":["root"]}}'],
    ['TRAILGUARD_OIDC_GROUPS', '{"platform":{"roles":["read"],"account":["444455556666"]}}'],
    ['TRAILGUARD_TRUSTED_PROXIES', '10.0.0.0/8,proxy.example.com'],
    ['TRAILGUARD_TRUSTED_PROXIES', '10.0.0.0/33'],
  ])('refuses %s=%s', (name, value) => {
    const faults = faultsOf({
      ...complete,
      TRAILGUARD_OIDC_ISSUER: 'https://identity.example.com/',
      TRAILGUARD_OIDC_AUDIENCE: 'trailguard',
      TRAILGUARD_OIDC_JWKS_URL: 'https://identity.example.com/keys',
      [name]: value,
    });
    expect(faults).toEqual([expect.stringMatching(`^${name} `)]);
  });

  it('names what is missing of variables that mean something together alone', () => {
    expect(
      faultsOf({
        ...complete,
        TRAILGUARD_OIDC_ISSUER: 'https://identity.example.com/',
        TRAILGUARD_TLS_KEY: '/etc/trailguard/key.pem',
      }).map((fault) => fault.split(' ')[0]),
    ).toEqual(['TRAILGUARD_TLS_CERTIFICATE', 'TRAILGUARD_OIDC_AUDIENCE', 'TRAILGUARD_OIDC_JWKS_URL']);
  });

  it('never repeats a value, since some are secrets', () => {
    const faults = faultsOf({ ...complete, DATABASE_URL: 'mysql://root:secret-word@db/x' });
    expect(faults.join()).not.toContain('secret-word');
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig(complete))).toBe(true);
  });
});
