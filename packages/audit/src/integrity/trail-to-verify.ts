import { AccountClient } from '@aws-sdk/client-account';
import {
  CloudTrailClient,
  type CloudTrailClientConfig,
  DescribeTrailsCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import {
  DescribeOrganizationCommand,
  OrganizationsClient,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { enabledRegions } from '../collect/account.ts';
import { AwsClock } from '../collect/clock.ts';
import type { LogPlace } from './log-place.ts';
import type { ExpectedAccount } from './verify-logs.ts';

/** A trail, and whom its logs must be there of. */
export interface TrailToVerify {
  readonly name: string;
  readonly homeRegion: string;
  readonly place: LogPlace;
  readonly accounts: readonly ExpectedAccount[];
  readonly regions: readonly string[];
  /** AWS's clock. */
  readonly asOf: Date;
}

/** Whose credentials ask. Default: the SDK's own. */
export type AskedBy = Pick<CloudTrailClientConfig, 'credentials'>;

/**
 * Asks AWS for a trail, and for the accounts and Regions that it records: all of the organization for an organization
 * trail, and all that are enabled for a multi-Region one. To be asked with credentials of the trail's owner.
 *
 * @param name name or ARN; left out, the organization trail of the Region.
 * @param region Region to ask; the trail's home where only a name is given.
 * @throws Error naming what there is instead, when the trail cannot be told or signs no digests.
 */
export async function readTrailToVerify(
  name: string | undefined,
  region: string,
  by: AskedBy = {},
): Promise<TrailToVerify> {
  const clock = new AwsClock();
  const cloudtrail = new CloudTrailClient({ region, maxAttempts: 5, ...by });
  cloudtrail.middlewareStack.use(clock.plugin as never);
  try {
    const asked = name === undefined ? {} : { trailNameList: [name] };
    const { trailList = [] } = await cloudtrail.send(new DescribeTrailsCommand(asked));
    const trail = theTrail(trailList, name, region);
    const { Name = '', HomeRegion = region, S3BucketName = '', S3KeyPrefix, IsOrganizationTrail } = trail;
    if (trail.LogFileValidationEnabled !== true)
      throw new Error(
        `trail ${Name} signs no digests: without log file validation nothing can be proved (CT-06)`,
      );
    const organization = IsOrganizationTrail === true ? await readOrganization(region, by) : null;
    return {
      name: Name,
      homeRegion: HomeRegion,
      place: {
        bucket: S3BucketName,
        prefix: S3KeyPrefix ?? null,
        organizationId: organization?.id ?? null,
      },
      accounts: organization?.accounts ?? [{ accountId: await ownAccount(region, by) }],
      regions: trail.IsMultiRegionTrail === true ? await regionsOf(region, by) : [HomeRegion],
      asOf: new Date(clock.latest ?? Date.now()),
    };
  } finally {
    cloudtrail.destroy();
  }
}

function theTrail(found: readonly Trail[], name: string | undefined, region: string): Trail {
  const fitting = name === undefined ? found.filter((trail) => trail.IsOrganizationTrail === true) : found;
  const [first, second] = fitting;
  if (first !== undefined && second === undefined) return first;
  const names = (fitting.length > 0 ? fitting : found).map(({ TrailARN }) => TrailARN).join(', ');
  if (second !== undefined) throw new Error(`there are ${names} in ${region}: name one with --trail`);
  throw new Error(
    name === undefined
      ? `there is no organization trail in ${region}: ask the Region and account that own it, or name another trail with --trail${names === '' ? '' : `, such as ${names}`}`
      : `there is no trail ${name} in ${region}: ask in its home Region, by credentials of its owner`,
  );
}

async function readOrganization(region: string, by: AskedBy) {
  const client = new OrganizationsClient({ region, maxAttempts: 5, ...by });
  try {
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    const accounts: ExpectedAccount[] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
      for (const { Id, JoinedTimestamp } of Accounts)
        if (Id !== undefined)
          accounts.push({
            accountId: Id,
            ...(JoinedTimestamp === undefined ? {} : { since: JoinedTimestamp }),
          });
    }
    return { id: Organization?.Id ?? null, accounts };
  } finally {
    client.destroy();
  }
}

async function regionsOf(region: string, by: AskedBy): Promise<readonly string[]> {
  const client = new AccountClient({ region, maxAttempts: 5, ...by });
  try {
    return await enabledRegions(client);
  } finally {
    client.destroy();
  }
}

async function ownAccount(region: string, by: AskedBy): Promise<string> {
  const client = new STSClient({ region, maxAttempts: 5, ...by });
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) throw new Error('STS answered without an account');
    return Account;
  } finally {
    client.destroy();
  }
}
