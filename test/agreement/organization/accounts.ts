import * as aws from '@pulumi/aws';
import { type OrganizationSettings, roleArn } from '@trailguard/baseline';

/** The one Region that all of it stands in. */
export const region = 'us-east-1';
/** What every resource that takes tags has. */
export const tags = { owner: 'security', purpose: 'audit' };

/** One provider for each account; whoever adds something to the program says by it where. */
export interface Accounts {
  readonly management: aws.Provider;
  readonly logArchive: aws.Provider;
  readonly security: aws.Provider;
}

/** What a misconfigured program may leave out. */
export type Part =
  | 'access-analyzer'
  | 'cloudtrail-administrator'
  | 'findings-export'
  | 'findings-subscription'
  | 'malware-plan'
  | 'trust-in-config';

/** Providers of the three accounts. */
export function providersOf(settings: OrganizationSettings): Accounts {
  const member = (name: string, accountId: string) =>
    new aws.Provider(name, {
      region,
      allowedAccountIds: [accountId],
      assumeRoles: [{ roleArn: roleArn(region, accountId, 'OrganizationAccountAccessRole') }],
    });
  return {
    management: new aws.Provider('management', { region, allowedAccountIds: [settings.managementAccountId] }),
    logArchive: member('log-archive', settings.logArchiveAccountId),
    security: member('security', settings.securityAccountId),
  };
}

/** The one role that reads log files. */
export const auditorArn = ({ securityAccountId }: OrganizationSettings) =>
  roleArn(region, securityAccountId, 'auditor');

/** Roles that deploy, in an account. */
export const deployRoles = (accountId: string) => [
  roleArn(region, accountId, 'OrganizationAccountAccessRole'),
];
