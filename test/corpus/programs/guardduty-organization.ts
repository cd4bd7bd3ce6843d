import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';

const inAccount = (name: string, id: string) =>
  new aws.Provider(name, { region: 'us-east-1', allowedAccountIds: [id] });
const security = '333333333333';

/** The detector of the security account, and what the organization gets. */
const organization = (autoEnableOrganizationMembers: string) => () => {
  const detector = new aws.guardduty.Detector('security', { enable: true });
  new aws.guardduty.OrganizationConfiguration('members', {
    detectorId: detector.id,
    autoEnableOrganizationMembers,
  });
};

/** The management account names who administers GuardDuty in each Region. */
const administered = (by: Record<string, string>) => () => {
  for (const [region, adminAccountId] of Object.entries(by)) {
    new aws.guardduty.OrganizationAdminAccount(`administrator-${region}`, { region, adminAccountId });
  }
};

/** Detectors of the management account in two Regions, with an administrator in the first or in both. */
const detectors =
  (...regions: string[]) =>
  () => {
    for (const region of ['us-east-1', 'eu-west-1']) {
      new aws.guardduty.Detector(`management-${region}`, { region });
    }
    for (const region of regions) {
      new aws.guardduty.OrganizationAdminAccount(`administrator-${region}`, {
        region,
        adminAccountId: security,
      });
    }
  };

/** Accounts of the organization, of which some are members. */
const members =
  (...names: string[]) =>
  () => {
    const detector = new aws.guardduty.Detector('security', {});
    for (const name of ['payments', 'shop']) {
      const account = new aws.organizations.Account(name, { name, email: `${name}@example.com` });
      if (!names.includes(name)) continue;
      new aws.guardduty.Member(name, {
        detectorId: detector.id,
        accountId: account.id,
        email: `${name}@example.com`,
      });
    }
  };

export default [
  guiltyOf(
    'GD-01',
    {
      mistake: 'suspends the detector',
      blames: 'main',
      broken: () => new aws.guardduty.Detector('main', { enable: false }),
      mended: () => new aws.guardduty.Detector('main', { enable: true }),
    },
    {
      mistake: 'suspends the detector by a text of the configuration',
      blames: 'main',
      broken: () => new aws.guardduty.Detector('main', { enable: 'false' as never }),
      mended: () => new aws.guardduty.Detector('main'),
    },
  ),
  guiltyOf(
    'GD-02',
    {
      mistake: 'names another administrator in one Region',
      blames: 'administrator-us-east-1',
      broken: administered({ 'us-east-1': security, 'eu-west-1': '444444444444' }),
      mended: administered({ 'us-east-1': security, 'eu-west-1': security }),
    },
    {
      mistake: 'names another account than that of security',
      blames: 'administrator-us-east-1',
      settings: { securityAccountId: security },
      broken: administered({ 'us-east-1': '444444444444' }),
      mended: administered({ 'us-east-1': security }),
    },
    {
      mistake: 'lets the management account administer GuardDuty itself',
      blames: 'administrator',
      broken: () => {
        const provider = inAccount('management', '111111111111');
        new aws.guardduty.OrganizationAdminAccount(
          'administrator',
          { adminAccountId: '111111111111' },
          { provider },
        );
      },
      mended: () => {
        const provider = inAccount('management', '111111111111');
        new aws.guardduty.OrganizationAdminAccount(
          'administrator',
          { adminAccountId: security },
          { provider },
        );
      },
    },
    {
      mistake: 'forgets the administrator in one Region',
      blames: 'management-eu-west-1',
      broken: detectors('us-east-1'),
      mended: detectors('us-east-1', 'eu-west-1'),
    },
  ),
  guiltyOf(
    'GD-03',
    {
      mistake: 'enables nobody by itself',
      blames: 'members',
      broken: organization('NONE'),
      mended: organization('ALL'),
    },
    {
      mistake: 'enables new accounts alone',
      blames: 'members',
      broken: organization('NEW'),
      mended: organization('ALL'),
    },
  ),
  guiltyOf('GD-04', {
    mistake: 'forgets to make an account a member',
    blames: 'payments',
    broken: members('payments'),
    mended: members('payments', 'shop'),
  }),
];
