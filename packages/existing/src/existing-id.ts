import { findAccountByEmail } from './account-lookup.ts';
import { type Inputs, type LookupScope, textOf } from './lookup-scope.ts';
import { findKeyOfAlias } from './natural-key-lookups.ts';
import { naturalId } from './natural-keys.ts';

/** Something that a program makes. */
export interface Declared {
  readonly type: string;
  readonly inputs: Inputs;
}

/**
 * Types that AWS refuses to make while one of the kind or name is there, or of which a second one would take the first one's
 * place. Making any other sets what is there anew.
 */
export const MadeOnce: ReadonlySet<string> = new Set([
  'aws:cfg/deliveryChannel:DeliveryChannel',
  'aws:cfg/recorder:Recorder',
  'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount',
  'aws:cloudtrail/trail:Trail',
  'aws:cloudwatch/eventBus:EventBus',
  'aws:cloudwatch/logGroup:LogGroup',
  'aws:guardduty/detector:Detector',
  'aws:guardduty/filter:Filter',
  'aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan',
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount',
  'aws:guardduty/publishingDestination:PublishingDestination',
  'aws:iam/role:Role',
  'aws:iam/serviceLinkedRole:ServiceLinkedRole',
  'aws:kms/alias:Alias',
  'aws:kms/key:Key',
  'aws:organizations/account:Account',
  'aws:organizations/delegatedAdministrator:DelegatedAdministrator',
  'aws:organizations/organizationalUnit:OrganizationalUnit',
  'aws:organizations/policy:Policy',
  'aws:s3/bucket:Bucket',
  'aws:securityhub/account:Account',
  'aws:securityhub/configurationPolicy:ConfigurationPolicy',
  'aws:securityhub/findingAggregator:FindingAggregator',
  'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount',
  'aws:sns/topic:Topic',
  'aws:sqs/queue:Queue',
]);

/**
 * The id that a resource has if somebody made it already; certain when looked up, to be read when derived.
 * @param beside what the program makes beside it: a key is known by the alias that points to it.
 * @returns `null` when there certainly is none, `undefined` when this type cannot be told.
 */
export async function existingId(
  { type, inputs }: Declared,
  beside: readonly Declared[],
  scope: LookupScope,
): Promise<string | null | undefined> {
  if (type === 'aws:organizations/account:Account') {
    const email = textOf(inputs, 'email');
    return email === undefined ? undefined : ((await findAccountByEmail(email, scope))?.id ?? null);
  }
  if (type === 'aws:kms/key:Key') {
    const aliases = beside.filter((other) => other.type === 'aws:kms/alias:Alias');
    const alias = aliases.length === 1 ? textOf(aliases[0]?.inputs ?? {}, 'name') : undefined;
    if (alias !== undefined) {
      const region = textOf(inputs, 'region') ?? scope.region;
      return findKeyOfAlias(alias, { ...scope, region });
    }
  }
  return naturalId(type, inputs, scope);
}
