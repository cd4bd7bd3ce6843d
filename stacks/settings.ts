import { ObjectLockMode, retentionFaults } from '@trailguard/baseline';
import * as pulumi from '@pulumi/pulumi';
import { type Static, type TSchema, Type } from 'typebox';
import Value from 'typebox/value';

/** Namespace of the configuration: keys are set as `trailguard:KEY`. */
export const ConfigNamespace = 'trailguard';

const accountId = (what: string, example: string) =>
  Type.String({ pattern: '^[0-9]{12}$', description: `the 12-digit id of ${what}`, examples: [example] });
const region = { pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$' };
const days = (what: string, fallback: number) =>
  Type.Integer({
    minimum: 1,
    maximum: 36_500,
    default: fallback,
    description: `${what}, in days`,
    examples: [String(fallback)],
  });
const roles = (what: string) =>
  Type.Array(Type.String({ pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$' }), {
    default: [],
    description: `ARNs of roles ${what}, as a JSON list`,
    examples: ['["arn:aws:iam::222222222222:role/Deploy"]'],
  });

/** Settings that every stack has, with what they mean; the source of checks, defaults and messages. */
export const OrganizationConfig = Type.Object({
  organizationId: Type.String({
    pattern: '^o-[a-z0-9]{10,32}$',
    description: "the organization's id",
    examples: ['o-exampleorgid'],
  }),
  managementAccountId: accountId('the account that owns the organization', '111111111111'),
  logArchiveAccountId: accountId('the account that keeps the log files', '222222222222'),
  securityAccountId: accountId('the account that administers threat detection', '333333333333'),
  homeRegion: Type.String({
    ...region,
    description: 'the region of the trail and the log bucket',
    examples: ['us-east-1'],
  }),
  namePrefix: Type.String({
    pattern: '^[a-z][a-z0-9-]{1,20}$',
    default: 'trailguard',
    description: 'the start of every name: 2 to 21 lower-case letters, digits and hyphens, a letter first',
    examples: ['trailguard'],
  }),
  breakGlassRoleName: Type.String({
    pattern: '^[A-Za-z0-9+=,.@_-]{1,64}$',
    default: 'TrailGuardBreakGlass',
    description: 'the name of the one role that may delete log files',
    examples: ['TrailGuardBreakGlass'],
  }),
  logRetentionDays: days('how long log files are kept; more than objectLockDays', 2555),
  objectLockMode: Type.Union(
    [Type.Literal(ObjectLockMode.Governance), Type.Literal(ObjectLockMode.Compliance)],
    {
      default: ObjectLockMode.Governance,
      description: 'GOVERNANCE (the break-glass role can lift a lock) or COMPLIANCE (nobody can)',
      examples: [ObjectLockMode.Governance],
    },
  ),
  objectLockDays: days('how long each log file is locked', 365),
  archiveAfterDays: days('when log files move to S3 Glacier', 365),
  retentionAdministratorArns: roles('that may change retention beside the break-glass role'),
  logReaderRoleArns: roles('that may decrypt log files'),
  logKeyArn: Type.Optional(
    Type.String({
      pattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$',
      description: 'the ARN of the key of the log files; left out, it is looked up by its alias',
      examples: ['arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    }),
  ),
  regions: Type.Optional(
    Type.Array(Type.String(region), {
      minItems: 1,
      uniqueItems: true,
      description: 'the regions to watch, as a JSON list with homeRegion in it; left out, AWS is asked',
      examples: ['["us-east-1","eu-west-1"]'],
    }),
  ),
  createServiceLinkedRole: Type.Boolean({
    default: true,
    description:
      "whether GuardDuty's service-linked role is still to be made in the management account: true or false",
    examples: ['false'],
  }),
  securityProfile: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'the AWS profile with credentials of the security account; left out, OrganizationAccountAccessRole is taken',
      examples: ['security'],
    }),
  ),
});

/** Settings of an account's own. */
const ownSettings = {
  accountName: Type.String({
    minLength: 1,
    maxLength: 50,
    description: 'the name of the account, 1 to 50 characters',
    examples: ['payments-production'],
  }),
  email: Type.String({
    pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
    minLength: 6,
    maxLength: 64,
    description: "the e-mail address of the account's root user, in use by no other AWS account",
    examples: ['aws+payments@example.com'],
  }),
  organizationalUnitId: Type.String({
    pattern: '^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$',
    description: 'the id of the organizational unit, or of the root, that takes the account',
    examples: ['ou-ab12-11111111'],
  }),
  memberProfile: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'the AWS profile with credentials of the new account; left out, OrganizationAccountAccessRole is taken',
      examples: ['member'],
    }),
  ),
};

/** Settings of the account stack. */
export const AccountConfig = Type.Object({ ...OrganizationConfig.properties, ...ownSettings });

export type OrganizationStackSettings = Static<typeof OrganizationConfig>;
export type AccountStackSettings = Static<typeof AccountConfig>;

/** Reads and checks the settings of organization, log-archive and security. @throws one error with all faults. */
export function readOrganizationSettings(): OrganizationStackSettings {
  return read(OrganizationConfig);
}

/** Reads and checks the settings of an account; the e-mail address in lower case. @throws one error with all faults. */
export function readAccountSettings(): AccountStackSettings {
  return read(AccountConfig);
}

function read<S extends typeof OrganizationConfig>(schema: S): Static<S> {
  const { values, faults } = given(schema);
  for (const [key, property] of Object.entries(schema.properties)) {
    if (values[key] === undefined) {
      if ('default' in property) values[key] = property.default;
      else if ((schema.required as string[]).includes(key)) faults.push(fault(key, 'is not set', property));
    } else if (!Value.Check(property, values[key])) {
      faults.push(fault(key, `is ${JSON.stringify(values[key])}`, property));
    }
  }
  // Settings are compared only when each of them alone is right.
  if (faults.length === 0) faults.push(...mismatches(values as OrganizationStackSettings));
  if (faults.length > 0) {
    throw new pulumi.RunError(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n- ${faults.join('\n- ')}`,
    );
  }
  return values as Static<S>;
}

/** The values that are set, in the types of their schemas, and a fault for each key that no stack knows. */
function given(schema: typeof OrganizationConfig): { values: Record<string, unknown>; faults: string[] } {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const fullKey of Object.keys(pulumi.runtime.allConfig())) {
    const [namespace, key] = fullKey.split(':', 2) as [string, string];
    if (namespace !== ConfigNamespace || Object.hasOwn(schema.properties, key)) continue;
    // All stacks of an organization may share one set of settings.
    if (!Object.hasOwn(AccountConfig.properties, key)) {
      faults.push(
        `${fullKey} is not a setting; there are ${Object.keys(AccountConfig.properties).join(', ')}`,
      );
    }
  }
  const config = new pulumi.Config(ConfigNamespace);
  for (const [key, property] of Object.entries(schema.properties)) {
    const text = config.get(key);
    if (text !== undefined) values[key] = typed(key, text, property);
  }
  return { values, faults };
}

/** Configuration holds text: what stands for another type becomes it, all else stays for the check to refuse. */
function typed(key: string, text: string, schema: TSchema): unknown {
  const value = text.trim();
  if (key === 'email') return value.toLowerCase();
  const type = (schema as { type?: string }).type;
  if (type === 'integer') return /^[0-9]+$/.test(value) ? Number(value) : text;
  if (type === 'boolean') return value === 'true' || (value === 'false' ? false : text);
  if (type === 'array') {
    try {
      return JSON.parse(value);
    } catch {
      return text;
    }
  }
  return value;
}

function fault(key: string, what: string, schema: TSchema): string {
  const { description, examples } = schema as { description?: string; examples?: string[] };
  return `${ConfigNamespace}:${key} ${what}; it must be ${description}. Example: pulumi config set ${ConfigNamespace}:${key} '${examples?.[0]}'`;
}

/** Settings that are right alone and wrong together. */
function mismatches(settings: OrganizationStackSettings): string[] {
  const faults: string[] = [];
  const { managementAccountId, homeRegion, regions, logRetentionDays, objectLockDays, archiveAfterDays } =
    settings;
  for (const key of ['logArchiveAccountId', 'securityAccountId'] as const) {
    if (settings[key] === managementAccountId) {
      faults.push(
        `${ConfigNamespace}:${key} is the management account ${managementAccountId}; it must be another account, ` +
          'because service control policies do not hold in the management account. Example: an account of your Security unit',
      );
    }
  }
  if (regions && !regions.includes(homeRegion)) {
    faults.push(
      `${ConfigNamespace}:regions lacks ${ConfigNamespace}:homeRegion; the home region must be watched too. ` +
        `Example: pulumi config set ${ConfigNamespace}:regions '${JSON.stringify([homeRegion, ...regions])}'`,
    );
  }
  const example = `Example: pulumi config set ${ConfigNamespace}:logRetentionDays ${objectLockDays + 365}`;
  faults.push(
    ...retentionFaults({ logRetentionDays, objectLockDays, archiveAfterDays }).map(
      (text) => `${ConfigNamespace}:${text}. ${example}`,
    ),
  );
  return faults;
}
