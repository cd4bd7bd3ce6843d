import { aws } from '@trailguard/baseline/aws';
import * as pulumi from '@pulumi/pulumi';
import {
  ControlTowerExecutionRoleName,
  type ControlTowerNames,
  ControlTowerPrincipal,
  controlTowerNames,
  controlTowerRoleArns,
} from '@trailguard/baseline';
import { existingTrails } from './settings/cost.ts';
import type { OrganizationStackSettings } from './settings/settings.ts';

/** Control Tower as a stack found it. */
export interface FoundControlTower {
  /** Whether it has set the organization up. */
  readonly isSetUp: boolean;
  /** What its trail and log bucket are called, where they are used; `undefined` where ours are made. */
  readonly used: ControlTowerNames | undefined;
}

const none: FoundControlTower = { isSetUp: false, used: undefined };
const ownTrail =
  'where Control Tower keeps no organization trail, have one made: pulumi config set trailguard:controlTowerTrail none';

/**
 * Looks for Control Tower from the management account: by the trusted access that it cannot do without, then by the log
 * group of its trail and the bucket in the log archive.
 * @param principals service principals with trusted access.
 * @throws when Control Tower is there and its trail is not where the settings say: a trail beside it would record
 * everything twice, and none at all nothing.
 */
export async function controlTowerOfManagement(
  settings: OrganizationStackSettings,
  principals: readonly string[],
): Promise<FoundControlTower> {
  if (!principals.includes(ControlTowerPrincipal)) return none;
  if (settings.controlTowerTrail === 'none') return { isSetUp: true, used: undefined };
  const names = controlTowerNames(settings);
  const { homeRegion: region } = settings;
  if (!(await exists(() => aws.cloudwatch.getLogGroup({ name: names.logGroupName, region }))))
    throw notFound(`its trail streams to no log group ${names.logGroupName} in ${region}`);
  if (!(await exists(() => aws.s3.getBucket({ bucket: names.logBucketName, region }), true)))
    throw notFound(`there is no bucket ${names.logBucketName}`);
  const faults = trailFaults(settings, names);
  if (faults !== undefined) throw notFound(faults);
  await pulumi.log.info(
    `Control Tower is set up here: its trail ${names.trailName}, log group ${names.logGroupName} and bucket ` +
      `${names.logBucketName} are used and never changed, and no second trail of management events is made`,
  );
  return { isSetUp: true, used: names };
}

/**
 * Looks for Control Tower from the log archive: by its bucket.
 * @throws when Control Tower has enrolled the account, which has no such bucket: it keeps its logs elsewhere.
 */
export async function controlTowerOfLogArchive(
  settings: OrganizationStackSettings,
): Promise<FoundControlTower> {
  if (settings.controlTowerTrail === 'none') return none;
  const names = controlTowerNames(settings);
  const { homeRegion: region } = settings;
  if (!(await exists(() => aws.s3.getBucket({ bucket: names.logBucketName, region })))) {
    if (await exists(() => aws.iam.getRole({ name: ControlTowerExecutionRoleName })))
      throw notFound(
        `this account has its role ${ControlTowerExecutionRoleName} and no bucket ${names.logBucketName}`,
      );
    return none;
  }
  await pulumi.log.info(
    `Control Tower is set up here: its bucket ${names.logBucketName} keeps the log files and is never changed; ` +
      'an archive of ours is made for trails of ours alone',
  );
  return { isSetUp: true, used: names };
}

/**
 * Whether Control Tower has enrolled the account of the credentials at hand, and so records it by AWS Config. It never enrolls the
 * management account.
 */
export function isEnrolledInControlTower(): Promise<boolean> {
  return exists(() => aws.iam.getRole({ name: ControlTowerExecutionRoleName }));
}

/** The settings with the roles exempt that Control Tower works with, in guardrails and in quarantine. */
export function withControlTowerRoles(
  settings: OrganizationStackSettings,
  { isSetUp }: FoundControlTower,
): OrganizationStackSettings {
  if (!isSetUp) return settings;
  const { guardrailExemptRoleArns: exempt, homeRegion } = settings;
  return {
    ...settings,
    guardrailExemptRoleArns: [...new Set([...exempt, ...controlTowerRoleArns(homeRegion)])],
  };
}

/** What is wrong with Control Tower's trail, where somebody has looked at trails. */
function trailFaults(
  settings: OrganizationStackSettings,
  { trailArn }: ControlTowerNames,
): string | undefined {
  const trails = existingTrails(settings);
  if (trails.length === 0) return undefined;
  const trail = trails.find(({ arn }) => arn === trailArn);
  if (trail === undefined) return `there is no trail ${trailArn}`;
  if (!trail.isOrganization)
    return `${trailArn} records one account; landing zones of version 3.0 and later record the organization`;
  return undefined;
}

function notFound(what: string): pulumi.RunError {
  return new pulumi.RunError(
    `Control Tower is set up in this organization, and ${what}. Set trailguard:homeRegion to Control Tower's home region and ` +
      `trailguard:logArchiveAccountId to its log archive; ${ownTrail}`,
  );
}

const absent =
  /couldn't find|could not find|not ?found|no ?such|there is no |has no |empty result|status ?code: 404/i;
const refused = /access ?denied|not authorized|forbidden|status ?code: 403/i;

/**
 * Whether a look-up finds anything. What cannot be looked up is not known to be absent.
 * @param evenIfRefused whether a refusal tells that it is there, as it does of another account's bucket.
 */
async function exists(look: () => Promise<unknown>, evenIfRefused = false): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    const { message } = error as Error;
    if (refused.test(message)) {
      if (evenIfRefused) return true;
    } else if (absent.test(message)) return false;
    throw new pulumi.RunError(
      `Whether Control Tower is set up here could not be found out (${message}); let these credentials look, or ${ownTrail}`,
    );
  }
}
