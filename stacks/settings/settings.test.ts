import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { readAccountSettings, readOrganizationSettings } from './settings.ts';
import { accountConfig, organizationConfig } from '../testing/config.ts';

const read = <T>(reader: () => T, config: Record<string, string>): T => {
  pulumi.runtime.setAllConfig(config);
  return reader();
};
const faultsOf = (reader: () => unknown, config: Record<string, string>): string[] => {
  try {
    read(reader, config);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  throw new Error('the settings were accepted');
};

describe('readOrganizationSettings', () => {
  it('fills in the defaults', () => {
    expect(read(readOrganizationSettings, organizationConfig())).toEqual({
      organizationId: 'o-exampleorgid',
      managementAccountId: '111111111111',
      logArchiveAccountId: '222222222222',
      securityAccountId: '333333333333',
      findingResponse: false,
      responseActions: {},
      responseDryRun: true,
      responseApproverRoleArns: [],
      incidentReaderRoleArns: [],
      responseApprovalHours: 24,
      responseFindingSeverity: 7,
      incidentLockDays: 2555,
      homeRegion: 'us-east-1',
      namePrefix: 'trailguard',
      deployRoleNames: ['OrganizationAccountAccessRole'],
      cloudTrailFullAccess: [],
      controlTowerTrail: 'used',
      breakGlassRoleName: 'TrailGuardBreakGlass',
      logRetentionDays: 2555,
      objectLockMode: 'GOVERNANCE',
      objectLockDays: 365,
      archiveAfterDays: 365,
      manualRetention: false,
      formerLogPlaces: [],
      accessLogRetentionDays: 365,
      adopt: {},
      retentionAdministratorArns: [],
      logReaderRoleArns: [],
      removalNoticeEmails: [],
      notifyOfExpirations: false,
      logCopyWithinFifteenMinutes: false,
      insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'],
      delegatedServices: ['cloudtrail'],
      deliverySubscriptions: [],
      furtherTrailArns: [],
      guardrailExemptRoleArns: [],
      guardrails: ['trails', 'threat-detection', 'log-storage', 'membership', 'log-perimeter'],
      logGroupRetentionDays: 365,
      quarantineUnit: true,
      quarantineUnitName: 'Quarantine',
      accessAnalyzers: true,
      centralRootAccess: true,
      investigatorPrincipalArns: [],
      investigatorSubjects: [],
      operatorPrincipalArns: [],
      operatorSubjects: [],
      investigation: true,
      logsSince: '2020-01-01',
      queryScanLimitGigabytes: 100,
      queryResultDays: 30,
      reviewReminders: [
        'trail-review',
        'findings-review',
        'suppression-review',
        'access-review',
        'feature-review',
        'log-validation',
        'log-query-test',
        'alert-test',
        'restore-test',
        'threat-hunt',
      ],
      securityDashboards: true,
      securityHub: 'central',
      securityStandards: [
        'aws-foundational-security-best-practices/v/1.0.0',
        'cis-aws-foundations-benchmark/v/5.0.0',
      ],
      disabledSecurityControls: [],
      configRecorder: true,
      configRecorderName: 'default',
      createConfigServiceLinkedRole: true,
      configRules: false,
      configConformancePack: false,
      configExcludedAccountIds: [],
      alternateContacts: [],
      tags: {},
      alertSubscriptions: [],
      alarms: true,
      alarmThresholds: {},
      changeMonitor: true,
      alertFindingSeverity: 4,
      monthlyVolumes: [],
      volumeAccounts: 1,
      prices: [],
      otherTrails: [],
      createServiceLinkedRole: true,
      manageDetectionAgents: true,
      memberFeatures: [],
      findingsExport: true,
      suppressionFilters: [],
    });
  });

  it('takes numbers, switches and lists from text', () => {
    const settings = read(
      readOrganizationSettings,
      organizationConfig({
        logRetentionDays: '4000',
        objectLockDays: '400',
        createServiceLinkedRole: 'false',
        regions: '["us-east-1","eu-west-1"]',
      }),
    );
    expect(settings).toMatchObject({
      logRetentionDays: 4000,
      objectLockDays: 400,
      createServiceLinkedRole: false,
      regions: ['us-east-1', 'eu-west-1'],
    });
  });

  it('lists all faults at once, each with key, reason and example', () => {
    const config = organizationConfig({
      managementAccountId: '42',
      logRetentionDays: 'ten',
      regions: 'us-east-1',
    });
    delete config['trailguard:homeRegion'];
    expect(faultsOf(readOrganizationSettings, config)).toEqual([
      'The configuration has 4 faults:',
      `- trailguard:managementAccountId is "42"; it must be the 12-digit id of the account that owns the organization. Example: pulumi config set trailguard:managementAccountId '111111111111'`,
      `- trailguard:homeRegion is not set; it must be the region of the trail and the log bucket. Example: pulumi config set trailguard:homeRegion 'us-east-1'`,
      `- trailguard:regions is "us-east-1"; it must be the regions to watch, as a JSON list with homeRegion in it; left out, AWS is asked. Example: pulumi config set trailguard:regions '["us-east-1","eu-west-1"]'`,
      `- trailguard:logRetentionDays is "ten"; it must be how long log files are kept; more than objectLockDays, in days. Example: pulumi config set trailguard:logRetentionDays '2555'`,
    ]);
  });

  it.each([
    [
      { logArchiveAccountId: '111111111111' },
      'trailguard:logArchiveAccountId is the management account 111111111111',
    ],
    [{ regions: '["eu-west-1"]' }, 'trailguard:regions lacks trailguard:homeRegion'],
    [
      { logRetentionDays: '365' },
      'trailguard:logRetentionDays (365) must be longer than objectLockDays (365)',
    ],
    [{ objectLockMode: 'governance' }, 'trailguard:objectLockMode is "governance"; it must be GOVERNANCE'],
    [
      { namePrefix: 'TrailGuard' },
      'trailguard:namePrefix is "TrailGuard"; it must be the start of every name',
    ],
    [{ createServiceLinkedRole: 'no' }, 'trailguard:createServiceLinkedRole is "no"; it must be whether'],
    [
      { logReaderRoleArns: '["Analyst"]' },
      'trailguard:logReaderRoleArns: "Analyst" is no reader; it must be the ARN of one role',
    ],
    [
      { logReaderRoleArns: '["arn:aws:iam::333333333333:root"]' },
      'trailguard:logReaderRoleArns: "arn:aws:iam::333333333333:root" is no reader',
    ],
    [
      { logReaderRoleArns: '["arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"]' },
      'OrganizationAccountAccessRole administers the archive and must not read it too',
    ],
    [
      { operatorSubjects: '["bob@example.com"]' },
      'trailguard:peopleIdentityProvider: there are subjects or an audience of it, and it is not set',
    ],
    [
      { peopleIdentityProvider: 'saml-provider/Okta' },
      'trailguard:operatorSubjects: saml-provider/Okta lets nobody in',
    ],
    [
      { peopleIdentityProvider: 'oidc-provider/login.example.com', operatorSubjects: '["bob"]' },
      'trailguard:peopleAudience: oidc-provider/login.example.com gives tokens to many clients',
    ],
    [
      { objectLockMode: 'COMPLIANCE' },
      'trailguard:objectLockMode is COMPLIANCE: for 365 days nobody, neither root nor AWS, can delete a file',
    ],
    [
      { objectLockMode: 'COMPLIANCE', objectLockDays: '400', complianceLockConfirmedDays: '40' },
      'set complianceLockConfirmedDays to 400 to confirm it (it is 40)',
    ],
    [
      { complianceLockConfirmedDays: '365' },
      'trailguard:complianceLockConfirmedDays (365) is set while objectLockMode is GOVERNANCE',
    ],
    [{ accessLogRetentionDays: '0' }, 'trailguard:accessLogRetentionDays is 0; it must be how long'],
    [{ logCopyRegion: 'us-east-1' }, 'trailguard:logCopyRegion is the home region us-east-1'],
    [{ logCopyRegion: 'cn-north-1' }, 'trailguard:logCopyRegion (cn-north-1) is in another partition'],
    [{ logCopyAccountId: '444444444444' }, 'trailguard:logCopyAccountId is set without logCopyRegion'],
    [
      { logCopyRegion: 'eu-west-1', logCopyAccountId: '444444444444' },
      "trailguard:logCopyAccountId is 444444444444, which the log archive's credentials do not reach",
    ],
    [
      { logCopyRegion: 'eu-west-1', logCopyProfile: 'copy' },
      'trailguard:logCopyProfile is set without logCopyAccountId',
    ],
    [
      { logCopyRegion: 'eu-west-1', logCopyAccountId: '111111111111', logCopyProfile: 'copy' },
      'trailguard:logCopyAccountId is the management account 111111111111',
    ],
    [
      { deployRoleNames: '["TrailGuardBreakGlass"]' },
      'trailguard:deployRoleNames holds TrailGuardBreakGlass, the break-glass role',
    ],
    [{ deployRoleNames: '[]' }, 'trailguard:deployRoleNames is []; it must be names'],
    [{ insights: '["Everything"]' }, 'trailguard:insights is ["Everything"]; it must be the anomalies'],
    [{ dataEvents: '{}' }, 'trailguard:dataEvents: it would record nothing'],
    [{ dataEvents: '{"s3":{"acess":"All"}}' }, 'trailguard:dataEvents is {"s3":{"acess":"All"}}; it must be'],
    [
      { dataEvents: '{"s3":{"arns":["arn:aws:s3:::trailguard-logs-222222222222-us-east-1/AWSLogs/"]}}' },
      'trailguard:dataEvents: "arn:aws:s3:::trailguard-logs-222222222222-us-east-1/AWSLogs/" is in a bucket of log files',
    ],
    [
      {
        logCopyRegion: 'eu-west-1',
        dataEvents: '{"s3":{"arns":["arn:aws:s3:::trailguard-logs-copy-222222222222-eu-west-1"]}}',
      },
      'is in a bucket of log files',
    ],
    [
      { deliverySubscriptions: '[{"protocol":"http","endpoint":"http://example.com"}]' },
      'trailguard:deliverySubscriptions is [{"protocol":"http"',
    ],
    [
      { deliverySubscriptions: '[{"protocol":"sqs","endpoint":"https://example.com"}]' },
      'trailguard:deliverySubscriptions: "https://example.com" is not the ARN of a queue, as sqs asks',
    ],
    [{ logGroupRetentionDays: '30' }, 'trailguard:logGroupRetentionDays is 30; it must be how many days'],
    [{ furtherTrailArns: '["mine"]' }, 'trailguard:furtherTrailArns is ["mine"]'],
    [
      { monthlyVolumes: '[{"region":"us-east-1","dataEvents":-1}]' },
      'trailguard:monthlyVolumes is [{"region":"us-east-1","dataEvents":-1}]; it must be what happens',
    ],
    [
      { monthlyVolumes: '[{"region":"us-east-1"},{"region":"us-east-1"}]' },
      'trailguard:monthlyVolumes: us-east-1 is given twice',
    ],
    [{ prices: '[{"meter":"storage"}]' }, 'trailguard:prices is [{"meter":"storage"}]; it must be prices'],
    [{ otherTrails: '[{"arn":"old"}]' }, 'trailguard:otherTrails is [{"arn":"old"}]; it must be trails'],
    [{ dataLogPrefix: 'data' }, 'trailguard:dataLogPrefix is set without dataEvents; there is no such trail'],
    [{ tags: '{"Owner":1}' }, 'trailguard:tags is {"Owner":1}; it must be tags of the trails'],
    [{ removalNoticeEmails: '["nobody"]' }, 'trailguard:removalNoticeEmails is ["nobody"]'],
    [{ objectlockdays: '365' }, 'trailguard:objectlockdays is not a setting; there are organizationId, '],
  ])('refuses %j and says why', (different, message) => {
    expect(faultsOf(readOrganizationSettings, organizationConfig(different)).join('\n')).toContain(message);
  });

  it('takes the settings of an account as given for another stack', () => {
    expect(() => read(readOrganizationSettings, accountConfig())).not.toThrow();
  });
});

describe('readAccountSettings', () => {
  it('reads the e-mail address in lower case and without spaces around it', () => {
    const settings = read(readAccountSettings, accountConfig({ email: ' AWS+Payments@Example.COM ' }));
    expect(settings.email).toBe('aws+payments@example.com');
  });

  it.each([
    [{ email: 'nobody' }, 'trailguard:email is "nobody"'],
    [
      { organizationalUnitId: 'Workloads' },
      'trailguard:organizationalUnitId is "Workloads"; it must be the id of the',
    ],
    [
      { accountName: 'x'.repeat(51) },
      'it must be the name of the account, 1 to 50 printable ASCII characters',
    ],
  ])('refuses %j', (different, message) => {
    expect(faultsOf(readAccountSettings, accountConfig(different)).join('\n')).toContain(message);
  });

  it('asks for what only an account has', () => {
    expect(faultsOf(readAccountSettings, organizationConfig())).toHaveLength(4);
  });
});
