import * as pulumi from '@pulumi/pulumi';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import Value from 'typebox/value';
import { AccessProperties, accessMismatches } from './access.ts';
import { AccountProperties } from './account.ts';
import { AdoptionProperties } from './adoption.ts';
import { AlarmProperties, alarmMismatches } from './alarms.ts';
import { ArchiveProperties, archiveMismatches } from './archive.ts';
import { ConfigProperties, configMismatches } from './config.ts';
import { ContactProperties, contactMismatches } from './contacts.ts';
import { CostProperties, costMismatches } from './cost.ts';
import { AccountDetectionProperties, DetectionProperties, detectionMismatches } from './detection.ts';
import { GuardrailProperties, guardrailMismatches } from './guardrails.ts';
import { InvestigationProperties } from './investigation.ts';
import { OrganizationProperties, organizationMismatches } from './organization.ts';
import { QuarantineProperties } from './quarantine.ts';
import { ResponseProperties, responseMismatches } from './response.ts';
import { SecurityHubProperties, securityHubMismatches } from './security-hub.ts';
import { ReviewProperties } from './reviews.ts';
import { TrailProperties, trailMismatches } from './trail.ts';

/** Namespace of the configuration: keys are set as `trailguard:KEY`. */
export const ConfigNamespace = 'trailguard';

/** Settings that every stack has, with what they mean; the source of checks, defaults, messages and the README. */
export const OrganizationConfig = Type.Object({
  ...OrganizationProperties,
  ...ArchiveProperties,
  ...TrailProperties,
  ...AlarmProperties,
  ...CostProperties,
  ...DetectionProperties,
  ...GuardrailProperties,
  ...QuarantineProperties,
  ...AccessProperties,
  ...InvestigationProperties,
  ...ReviewProperties,
  ...SecurityHubProperties,
  ...ConfigProperties,
  ...ResponseProperties,
  ...ContactProperties,
  ...AdoptionProperties,
});

/** Settings of the account stack. */
export const AccountConfig = Type.Object({
  ...OrganizationConfig.properties,
  ...AccountProperties,
  ...AccountDetectionProperties,
});

export type OrganizationStackSettings = Static<typeof OrganizationConfig>;
export type AccountStackSettings = Static<typeof AccountConfig>;

/** Checks of settings that are right alone and wrong together; each names the key first. */
const mismatches: ((settings: OrganizationStackSettings) => string[])[] = [
  organizationMismatches,
  archiveMismatches,
  trailMismatches,
  alarmMismatches,
  costMismatches,
  detectionMismatches,
  guardrailMismatches,
  accessMismatches,
  securityHubMismatches,
  configMismatches,
  responseMismatches,
  contactMismatches,
];

/** Settings that cannot be used; Pulumi shows the message without a stack trace. */
export class SettingsError extends pulumi.RunError {
  /** Each names its key first. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n- ${faults.join('\n- ')}`,
    );
    this.faults = faults;
  }
}

/** Reads and checks the settings of organization, log-archive and security. @throws SettingsError with all faults. */
export function readOrganizationSettings(): OrganizationStackSettings {
  return read(OrganizationConfig) as OrganizationStackSettings;
}

/** Reads and checks the settings of an account; the e-mail address in lower case. @throws SettingsError with all faults. */
export function readAccountSettings(): AccountStackSettings {
  return read(AccountConfig) as AccountStackSettings;
}

function read(schema: TObject): unknown {
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
  if (faults.length === 0) {
    for (const check of mismatches) {
      faults.push(...check(values as OrganizationStackSettings).map((text) => `${ConfigNamespace}:${text}`));
    }
  }
  if (faults.length > 0) {
    throw new SettingsError(faults);
  }
  return values;
}

/** The values that are set, in the types of their schemas, and a fault for each key that no stack knows. */
function given(schema: TObject): { values: Record<string, unknown>; faults: string[] } {
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

/**
 * Configuration holds text: what stands for another type becomes it, all else stays for the check to refuse.
 * A list or an object is JSON, as `pulumi config set --path` keeps it too.
 */
function typed(key: string, text: string, schema: TSchema): unknown {
  const value = text.trim();
  if (key === 'email') return value.toLowerCase();
  const type = (schema as { type?: string }).type;
  if (type === 'integer') return /^[0-9]+$/.test(value) ? Number(value) : text;
  if (type === 'boolean') return value === 'true' || (value === 'false' ? false : text);
  if (type === 'array' || type === 'object') {
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
