import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { type Adopted, adoptionKey } from './adopting.ts';
import { type Difference, differencesOf } from './differences.ts';
import { type Existing, type Found, findExisting, type Reach } from './find-existing.ts';
import type { Plan } from './plan.ts';
import { previewPlan } from './preview-plan.ts';

/** What is taken over by a stack, and what becomes of it. */
export interface Adoption extends Existing {
  /** The part of the setting `adopt` that is the stack's. */
  readonly adopted: Adopted;
  /** What the first update changes of what is taken over. */
  readonly changes: readonly Change[];
}

/** A property of a resource that the first update changes. */
export interface Change extends Difference {
  /** `TYPE NAME`, as the setting `adopt` has it. */
  readonly resource: string;
}

/**
 * Finds all that a stack would make and that exists, and what taking it over would change. Nothing but the stack's own
 * configuration is written.
 *
 * What was found tells ids that the program waits for, and with them more can be found: a bucket, then its policy.
 * @param adopt sets the part of the setting `adopt` that is the stack's.
 * @throws Error when a preview fails, or would replace what exists.
 */
export async function adoptStack(
  stack: Stack,
  before: Adopted,
  adopt: (adopted: Adopted) => Promise<void>,
  reach: Reach,
): Promise<Adoption> {
  const [taken, set]: [Found[], Found[]] = [[], []];
  const absent = new Set<string>();
  let adopted = before;
  for (;;) {
    await adopt(adopted);
    const { plan } = await previewPlan(stack);
    const { found, ...more } = await findExisting(plan, stack, reach, { everything: true, absent });
    const fresh = found.filter(({ resource }) => !SetAnew.has(resource.type));
    taken.push(...fresh);
    set.push(...found.filter((one) => !fresh.includes(one) && !set.some((other) => isSame(one, other))));
    if (more.obstacles.length > 0 || fresh.length === 0) {
      const changes = [...changesOf(plan), ...set.flatMap(changesOfSetting)];
      return { ...more, found: taken, adopted, changes };
    }
    adopted = { ...adopted, ...adoptedBy(fresh) };
  }
}

const isSame = (one: Found, other: Found) => one.resource.urn === other.resource.urn;

/**
 * Settings that are there with the account or with what they belong to: making them sets them, so they are not taken over. The
 * features among them the provider replaces to change them, though nothing is lost.
 */
const SetAnew: ReadonlySet<string> = new Set([
  'aws:account/alternativeContact:AlternativeContact',
  'aws:account/primaryContact:PrimaryContact',
  'aws:account/region:Region',
  'aws:ebs/encryptionByDefault:EncryptionByDefault',
  'aws:guardduty/detectorFeature:DetectorFeature',
  'aws:guardduty/memberDetectorFeature:MemberDetectorFeature',
  'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
  'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature',
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
  'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock',
]);

/** What making a setting changes of what is set. */
function changesOfSetting({ resource, live }: Found): Change[] {
  const properties = Object.keys(resource.inputs).filter((name) => !name.startsWith('__'));
  return differencesOf({ properties, before: live, after: resource.inputs }).map((difference) => ({
    ...difference,
    resource: adoptionKey(resource),
  }));
}

/** The part of the setting `adopt` that takes found resources over. */
export function adoptedBy(found: readonly Found[]): Adopted {
  return Object.fromEntries(found.map(({ resource, importId }) => [adoptionKey(resource), importId]));
}

/** What a plan changes of what it takes over, in the order of the program. */
export function changesOf({ imports, updates }: Plan): Change[] {
  const adopted = new Set(imports.map(({ urn }) => urn));
  return updates
    .filter(({ resource }) => adopted.has(resource.urn))
    .flatMap((update) =>
      differencesOf(update).map((difference) => ({
        ...difference,
        resource: adoptionKey(update.resource),
      })),
    );
}
