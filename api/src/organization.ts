import {
  AccountNotFoundException,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  ListParentsCommand,
  OrganizationalUnitNotFoundException,
  OrganizationsClient,
  paginateListRoots,
} from '@aws-sdk/client-organizations';
import { clientOptions } from '@trailguard/existing/clients';
import type { Config } from './config.ts';
import { awsTime } from './jobs/aws-time.ts';
import { credentialsOf, openSession, type Session } from './jobs/credentials.ts';

/** What the service asks of the organization while a client waits. */
export interface Organization {
  /**
   * Whether an account can be put there.
   * @param unitId organizational unit (ou-…) or root (r-…).
   * @param requestId of the request that asks; CloudTrail has it in the session's name.
   * @throws whatever kept AWS from saying.
   */
  hasUnit(unitId: string, requestId: string): Promise<boolean>;
  /**
   * An active account as it is; nothing of one that the organization does not have, or that is closed.
   * @param accountId 12 digits.
   * @param requestId of the request that asks.
   * @throws whatever kept AWS from saying.
   */
  account(accountId: string, requestId: string): Promise<ExistingAccount | undefined>;
  /**
   * What time it is by AWS's clock.
   * @throws whatever kept AWS from saying.
   */
  time(): Promise<Date>;
}

/** An account of the organization, as AWS has it. */
export interface ExistingAccount {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** The unit, or the root, that it is directly in. */
  readonly organizationalUnitId: string;
}

/** How long a client is kept waiting for AWS, milliseconds. */
const AnswerMilliseconds = 10_000;

/** How long an answer of AWS's clock is counted on from before it is asked again, milliseconds. */
const ClockMilliseconds = 5_000;

/** The organization as AWS tells, read through the preview role. */
export function awsOrganization(config: Config): Organization {
  const { homeRegion, managementAccountId } = config.organization;
  let clock: { readonly time: Date; readonly readAt: number } | undefined;
  return {
    async hasUnit(unitId, requestId) {
      const asked = openSession(config, 'preview', managementAccountId, `request-${requestId}`).then(
        (session) => hasUnit(homeRegion, unitId, session),
      );
      return Promise.race([asked, late()]);
    },
    async account(accountId, requestId) {
      const asked = openSession(config, 'preview', managementAccountId, `request-${requestId}`).then(
        (session) => existingAccount(homeRegion, accountId, session),
      );
      return Promise.race([asked, late()]);
    },
    async time() {
      if (clock === undefined || performance.now() - clock.readAt > ClockMilliseconds)
        clock = { time: await Promise.race([awsTime(homeRegion), late()]), readAt: performance.now() };
      return new Date(clock.time.getTime() + performance.now() - clock.readAt);
    },
  };
}

function late(): Promise<never> {
  return new Promise((_resolve, reject) =>
    setTimeout(() => reject(new Error('AWS did not answer in time')), AnswerMilliseconds).unref(),
  );
}

/** Whether the organization has a unit or root; a session reads in the management account. */
export async function hasUnit(region: string, unitId: string, session: Session): Promise<boolean> {
  const client = new OrganizationsClient(clientOptions({ region, credentials: credentialsOf(session) }));
  try {
    if (unitId.startsWith('r-')) {
      for await (const { Roots } of paginateListRoots({ client }, {}))
        if (Roots?.some(({ Id }) => Id === unitId)) return true;
      return false;
    }
    await client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unitId }));
    return true;
  } catch (error) {
    if (error instanceof OrganizationalUnitNotFoundException) return false;
    throw error;
  } finally {
    client.destroy();
  }
}

async function existingAccount(
  region: string,
  accountId: string,
  session: Session,
): Promise<ExistingAccount | undefined> {
  const client = new OrganizationsClient(clientOptions({ region, credentials: credentialsOf(session) }));
  try {
    const { Account } = await client.send(new DescribeAccountCommand({ AccountId: accountId }));
    const { Parents } = await client.send(new ListParentsCommand({ ChildId: accountId }));
    const [unit] = Parents ?? [];
    if ((Account?.State ?? Account?.Status) !== 'ACTIVE' || !Account?.Name || !Account.Email || !unit?.Id)
      return undefined;
    return { accountId, name: Account.Name, email: Account.Email, organizationalUnitId: unit.Id };
  } catch (error) {
    if (error instanceof AccountNotFoundException) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
