import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';

const management = '111111111111';
const security = '333333333333';

type Group = aws.types.input.cfg.RecorderRecordingGroup;
interface Recording {
  readonly group?: Group;
  readonly role?: 'service-linked' | 'own';
  /** Whether the recorder is started; none declares nothing. */
  readonly started?: boolean | 'none';
}

/** AWS Config in a Region that GuardDuty watches. */
const recorder =
  ({
    group = { allSupported: true, includeGlobalResourceTypes: true },
    role = 'service-linked',
    started = true,
  }: Recording = {}) =>
  () => {
    new aws.guardduty.Detector('detector', {});
    const roleArn =
      role === 'own'
        ? new aws.iam.Role('config', {
            assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'config.amazonaws.com' }),
          }).arn
        : new aws.iam.ServiceLinkedRole('config', { awsServiceName: 'config.amazonaws.com' }).arn;
    const made = new aws.cfg.Recorder('recorder', { roleArn, recordingGroup: group });
    if (started !== 'none') new aws.cfg.RecorderStatus('status', { name: made.name, isEnabled: started });
  };

const required = [
  'CLOUD_TRAIL_ENCRYPTION_ENABLED',
  'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
  'GUARDDUTY_ENABLED_CENTRALIZED',
];
/** Rules that are deployed to the organization, and accounts that the last one leaves out. */
const rules =
  (identifiers: readonly string[], excludedAccounts: string[] = []) =>
  () => {
    new aws.organizations.Organization('organization', {});
    for (const ruleIdentifier of identifiers) {
      new aws.cfg.OrganizationManagedRule(ruleIdentifier, {
        ruleIdentifier,
        ...(ruleIdentifier === identifiers.at(-1) ? { excludedAccounts } : {}),
      });
    }
  };
const conformancePack =
  (...identifiers: string[]) =>
  () => {
    new aws.organizations.Organization('organization', {});
    const resources = identifiers.map(
      (identifier, index) =>
        `  Rule${index}:\n    Type: AWS::Config::ConfigRule\n    Properties:\n      Source:\n        Owner: AWS\n        SourceIdentifier: ${identifier}\n`,
    );
    new aws.cfg.OrganizationConformancePack('pack', { templateBody: `Resources:\n${resources.join('')}` });
  };

const standards = 'arn:aws:securityhub:us-east-1::standards';
const hub =
  (enableDefaultStandards: boolean, ...subscribed: string[]) =>
  () => {
    new aws.guardduty.Detector('detector', {});
    new aws.securityhub.Account('hub', { enableDefaultStandards });
    for (const [index, standard] of subscribed.entries())
      new aws.securityhub.StandardsSubscription(`standard-${index}`, {
        standardsArn: `${standards}/${standard}`,
      });
  };
const foundational = 'aws-foundational-security-best-practices/v/1.0.0';
const cis = 'cis-aws-foundations-benchmark/v/5.0.0';
const pci = 'pci-dss/v/4.0.1';

const workgroup = (configuration: aws.types.input.athena.WorkgroupConfiguration) => () => {
  new aws.cloudtrail.EventDataStore('lake', { organizationEnabled: true });
  new aws.athena.Workgroup('logs', { name: 'logs', configuration });
};
const outputLocation = 's3://acme-query-results/';

interface Central {
  readonly autoEnable?: boolean;
  readonly linkingMode?: string;
}
/** Security Hub of the organization. */
const central =
  ({ autoEnable = true, linkingMode = 'ALL_REGIONS' }: Central = {}) =>
  () => {
    const provider = new aws.Provider('management', { region: 'us-east-1', allowedAccountIds: [management] });
    new aws.organizations.Organization('organization', {}, { provider });
    new aws.guardduty.OrganizationAdminAccount('guardduty', { adminAccountId: security }, { provider });
    new aws.securityhub.OrganizationAdminAccount('administrator', { adminAccountId: security }, { provider });
    const own = new aws.Provider('security', { region: 'us-east-1', allowedAccountIds: [security] });
    new aws.securityhub.OrganizationConfiguration('new-accounts', { autoEnable }, { provider: own });
    new aws.securityhub.FindingAggregator(
      'all-regions',
      { linkingMode, ...(linkingMode === 'ALL_REGIONS' ? {} : { specifiedRegions: ['eu-west-1'] }) },
      { provider: own },
    );
  };

export default [
  guiltyOf(
    'OPS-01',
    {
      mistake: 'makes a recorder and does not start it',
      blames: 'recorder',
      broken: recorder({ started: 'none' }),
      mended: recorder(),
    },
    {
      mistake: 'stops the recorder',
      blames: 'status',
      broken: recorder({ started: false }),
      mended: recorder(),
    },
    {
      mistake: 'records some types alone',
      blames: 'recorder',
      broken: recorder({ group: { allSupported: false, resourceTypes: ['AWS::EC2::Instance'] } }),
      mended: recorder(),
    },
    {
      mistake: 'gives the recorder a role of its own',
      blames: 'recorder',
      broken: recorder({ role: 'own' }),
      mended: recorder(),
    },
  ),
  guiltyOf(
    'OPS-02',
    {
      mistake: 'forgets one of the rules',
      blames: 'organization',
      settings: { requiredConfigRules: required },
      broken: rules(required.slice(0, -1)),
      mended: rules(required),
    },
    {
      mistake: 'leaves an account out of a rule',
      blames: 'GUARDDUTY_ENABLED_CENTRALIZED',
      settings: { requiredConfigRules: required },
      broken: rules(required, ['444444444444']),
      mended: rules(required),
    },
    {
      mistake: 'forgets a rule in a conformance pack',
      blames: 'organization',
      settings: { requiredConfigRules: required },
      broken: conformancePack(...required.slice(1)),
      mended: conformancePack(...required),
    },
  ),
  guiltyOf(
    'OPS-03',
    {
      mistake: 'switches the default standards off and subscribes to another one',
      blames: 'hub',
      broken: hub(false, pci),
      mended: hub(false, pci, foundational, cis),
    },
    {
      mistake: 'checks no CIS standard in the home Region',
      blames: 'hub',
      settings: { homeRegion: 'us-east-1' },
      broken: hub(false, foundational),
      mended: hub(false, foundational, cis),
    },
  ),
  guiltyOf('OPS-05', {
    mistake: 'keeps results of queries without encryption',
    blames: 'logs',
    broken: workgroup({ resultConfiguration: { outputLocation } }),
    mended: workgroup({
      resultConfiguration: { outputLocation, encryptionConfiguration: { encryptionOption: 'SSE_S3' } },
    }),
  }),
  guiltyOf(
    'OPS-10',
    {
      mistake: 'does not enable new accounts by itself',
      blames: 'new-accounts',
      broken: central({ autoEnable: false }),
      mended: central(),
    },
    {
      mistake: 'gathers findings of one Region alone',
      blames: 'all-regions',
      broken: central({ linkingMode: 'SPECIFIED_REGIONS' }),
      mended: central(),
    },
  ),
];
