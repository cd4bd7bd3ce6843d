import type { AdvancedEventSelector } from '@aws-sdk/client-cloudtrail';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { normalAdvancedSelectors } from './advanced-selectors.ts';
import { assertKeyAdmitsStore } from './checks/key.ts';
import { assertMayHaveOrganizationTrail } from './checks/organization.ts';
import type { EventDataStore } from './state.ts';

/** What CreateEventDataStore and UpdateEventDataStore have in common. */
export interface StoreInput {
  readonly Name?: string | undefined;
  readonly AdvancedEventSelectors?: AdvancedEventSelector[] | undefined;
  readonly MultiRegionEnabled?: boolean | undefined;
  readonly OrganizationEnabled?: boolean | undefined;
  readonly RetentionPeriod?: number | undefined;
  readonly TerminationProtectionEnabled?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly BillingMode?: EventDataStore['billingMode'] | undefined;
}

/** Management events, which a store takes in when it is told nothing else. */
export const DefaultSelectors: readonly AdvancedEventSelector[] = [
  {
    Name: 'Default management events',
    FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
  },
];

/** Days that each billing mode keeps events at most, and when nothing is said. */
const Retention = {
  EXTENDABLE_RETENTION_PRICING: { most: 3653, standard: 366 },
  FIXED_RETENTION_PRICING: { most: 2557, standard: 2557 },
} as const;
const LeastRetention = 7;

/** Categories of events that are not CloudTrail's own; a store of them has no other selector. */
const ForeignCategories = ['ActivityAuditLog', 'ConfigurationItem', 'Evidence', 'Insight'];

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** Days of retention when the caller says none. */
export function standardRetention(billingMode: EventDataStore['billingMode']): number {
  return Retention[billingMode].standard;
}

/**
 * Puts the caller's settings on a store and checks them, before anything is kept. The key of a store cannot be changed.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateEventDataStore.html
 *
 * @param store a copy that the caller of this function keeps only when nothing is thrown.
 * @throws AwsError `InvalidParameterException`, `InvalidEventSelectorsException`, and those of the checks of key and
 *   organization.
 */
export async function applyStoreSettings(
  sandbox: SandboxContext,
  callerAccountId: string,
  store: EventDataStore,
  input: StoreInput,
): Promise<void> {
  store.name = input.Name ?? store.name;
  store.isMultiRegion = input.MultiRegionEnabled ?? store.isMultiRegion;
  store.isOrganization = input.OrganizationEnabled ?? store.isOrganization;
  store.retentionDays = input.RetentionPeriod ?? store.retentionDays;
  store.isProtected = input.TerminationProtectionEnabled ?? store.isProtected;
  store.billingMode = input.BillingMode ?? store.billingMode;
  if (input.AdvancedEventSelectors)
    store.advancedEventSelectors = storeSelectors(input.AdvancedEventSelectors);

  if (!/^[A-Za-z0-9._-]{3,128}$/.test(store.name))
    throw invalidParameter(`The name ${store.name} of an event data store is not valid.`);
  const { most } = Retention[store.billingMode];
  if (store.retentionDays < LeastRetention || store.retentionDays > most) {
    throw invalidParameter(
      `The retention period is ${store.retentionDays} days; it must be ${LeastRetention} to ${most}.`,
    );
  }
  if (store.isOrganization) assertMayHaveOrganizationTrail(sandbox, callerAccountId);
  if (input.KmsKeyId === undefined) return;
  if (store.kmsKeyArn !== undefined && store.kmsKeyArn !== input.KmsKeyId)
    throw invalidParameter('The KMS key of an event data store cannot be changed.');
  store.kmsKeyArn = await assertKeyAdmitsStore(sandbox, store, store.region, input.KmsKeyId);
}

function storeSelectors(selectors: AdvancedEventSelector[]): AdvancedEventSelector[] {
  const categories = selectors.flatMap(({ FieldSelectors = [] }) =>
    FieldSelectors.flatMap(({ Field, Equals }) => (Field === 'eventCategory' ? (Equals ?? []) : [])),
  );
  if (!categories.some((category) => ForeignCategories.includes(category)))
    return normalAdvancedSelectors(selectors);
  if (selectors.length !== 1 || categories.length !== 1)
    throw new AwsError(
      'InvalidEventSelectorsException',
      `A store of ${categories.join(', ')} has one selector with one category.`,
    );
  return selectors;
}
