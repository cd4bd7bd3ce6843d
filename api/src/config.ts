import { settingText } from '@trailguard/stacks/setting-text';
import { Type } from 'typebox';
import Value from 'typebox/value';
import {
  ControlEnvironment,
  type ControlParameters,
  controlParameters,
  faultsOfControls,
} from './control-settings.ts';
import { EvidenceEnvironment, type EvidenceSettings, evidenceSettings } from './evidence-settings.ts';
import { faultsOfTokens, TokenEnvironment, tokenSettings } from './identity/token-settings.ts';
import type { TokenSettings } from './identity/tokens.ts';
import { jsonObject } from './json-object.ts';
import { faultsOfJobs, JobEnvironment, type JobSettings, jobSettings } from './job-settings.ts';
import {
  faultsOfTransport,
  type MetricsSettings,
  metricsSettings,
  TransportEnvironment,
  type TransportSettings,
  transportSettings,
} from './transport-settings.ts';

const accountId = () => Type.String({ pattern: '^[0-9]{12}$', description: '12 digits' });

/** Settings of the stacks that the service needs itself, and the variable of each. */
const OwnVariables: Readonly<Record<string, string>> = {
  organizationId: 'TRAILGUARD_ORGANIZATION_ID',
  managementAccountId: 'TRAILGUARD_MANAGEMENT_ACCOUNT_ID',
  logArchiveAccountId: 'TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID',
  securityAccountId: 'TRAILGUARD_SECURITY_ACCOUNT_ID',
  homeRegion: 'TRAILGUARD_HOME_REGION',
  namePrefix: 'TRAILGUARD_NAME_PREFIX',
};

const StackSettingsHelp =
  'further settings of the stacks as a JSON object, by the keys of stacks/README.md, such as {"objectLockDays":400}';

/** The service's environment, described once: names, shapes and defaults. */
export const Environment = Type.Object({
  TRAILGUARD_MODE: Type.Union([Type.Literal('aws'), Type.Literal('sandbox')], {
    default: 'aws',
    description:
      'aws runs the pulumi CLI against AWS; sandbox runs the embedded engine against a sandbox on loopback',
  }),
  TRAILGUARD_HOST: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
  TRAILGUARD_PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65535,
    description: 'port to listen on; 0 takes a free one',
  }),
  TRAILGUARD_WORK_DIR: Type.String({ minLength: 1, description: 'folder for the workspaces of jobs' }),
  ...JobEnvironment,
  TRAILGUARD_LOG_LEVEL: Type.String({
    default: 'info',
    pattern: '^(silent|fatal|error|warn|info|debug|trace)$',
    description: 'a pino level',
  }),
  TRAILGUARD_REQUESTS_PER_MINUTE: Type.Integer({
    default: 600,
    minimum: 1,
    description: 'requests a minute that one address may make; more are answered 429',
  }),
  ...TransportEnvironment,
  ...TokenEnvironment,
  DATABASE_URL: Type.String({
    pattern: '^postgres(ql)?://',
    description: 'postgresql://user:password@host:port/database',
  }),
  PULUMI_BACKEND_URL: Type.String({
    minLength: 1,
    description: 'where Pulumi keeps state, such as s3://bucket or file:///folder',
  }),
  PULUMI_CONFIG_PASSPHRASE: Type.String({
    minLength: 1,
    description: 'passphrase that encrypts secrets in the state',
  }),
  TRAILGUARD_ORGANIZATION_ID: Type.String({ pattern: '^o-[a-z0-9]{10,32}$', description: 'o-…' }),
  TRAILGUARD_MANAGEMENT_ACCOUNT_ID: accountId(),
  TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID: accountId(),
  TRAILGUARD_SECURITY_ACCOUNT_ID: accountId(),
  TRAILGUARD_HOME_REGION: Type.String({
    pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$',
    description: 'region of the trail, such as us-east-1',
  }),
  TRAILGUARD_NAME_PREFIX: Type.String({
    default: 'trailguard',
    pattern: '^[a-z][a-z0-9-]{1,20}$',
    description: 'lower case; starts the name of all that is made',
  }),
  TRAILGUARD_STACK_SETTINGS: Type.String({
    default: '{}',
    description: StackSettingsHelp,
  }),
  TRAILGUARD_EXCEPTIONS: Type.Optional(
    Type.String({ minLength: 1, description: 'file of exceptions, such as trailguard.exceptions.yaml' }),
  ),
  TRAILGUARD_RECORDS: Type.Optional(
    Type.String({
      description:
        'file or folder of records of reviews, tests and incidents, which audits read; without it, what a record alone can show stays unknown',
    }),
  ),
  ...EvidenceEnvironment,
  ...ControlEnvironment,
  TRAILGUARD_APPROVAL_OF: Type.Union([Type.Literal('requested'), Type.Literal('changes')], {
    default: 'requested',
    description:
      'plans that people must approve: requested, where the request asks for it; changes, all that change something. Blackouts and what cannot be undone always wait',
  }),
  TRAILGUARD_APPROVERS: Type.Integer({
    default: 1,
    minimum: 1,
    maximum: 5,
    description: 'people who must approve a plan, none of them the one who asked for it',
  }),
  TRAILGUARD_APPROVAL_HOURS: Type.Integer({
    default: 24,
    minimum: 1,
    maximum: 720,
    description: 'hours for which a plan waits to be approved and applied',
  }),
  TRAILGUARD_PREVIEW_ROLE: Type.String({
    default: 'TrailGuardPreview',
    description: 'read-only role in the management account',
  }),
  TRAILGUARD_APPLY_ROLE: Type.String({
    default: 'TrailGuardApply',
    description: 'role in the management account that changes things',
  }),
  TRAILGUARD_AUDIT_ROLE: Type.String({
    default: 'TrailGuardAudit',
    description: 'role that reads for audits, in every account',
  }),
  TRAILGUARD_MEMBER_ROLE: Type.String({
    default: 'OrganizationAccountAccessRole',
    description: 'role in members that changes things',
  }),
});

/** What the service runs with; frozen. */
export interface Config extends JobSettings {
  readonly mode: 'aws' | 'sandbox';
  readonly host: string;
  readonly port: number;
  readonly workDir: string;
  readonly logLevel: string;
  readonly requestsPerMinute: number;
  /** TLS, and proxies that are believed. */
  readonly transport: TransportSettings;
  readonly metrics: MetricsSettings | null;
  /** Tokens of an identity provider that are believed besides API keys; `null`: none. */
  readonly tokens: TokenSettings | null;
  readonly databaseUrl: string;
  readonly backendUrl: string;
  readonly passphrase: string;
  readonly organization: {
    readonly organizationId: string;
    readonly managementAccountId: string;
    readonly logArchiveAccountId: string;
    readonly securityAccountId: string;
    readonly homeRegion: string;
    readonly namePrefix: string;
  };
  /** Settings of the stacks that differ from their defaults, by key. */
  readonly stackSettings: Readonly<Record<string, string>>;
  /** File of the exceptions that hold for previews, audits and blackouts; none holds without one. */
  readonly exceptionsFile?: string;
  /** File or folder of records, read anew by each audit; `null` where there are none. */
  readonly recordsPath: string | null;
  /** Parameters of controls, by id, where audits are to judge by others than their own. */
  readonly controlParameters: ControlParameters;
  /** Where evidence is read that AWS keeps. */
  readonly evidence: EvidenceSettings;
  readonly approvals: {
    /** Plans that people must approve, besides those that always need it. */
    readonly of: 'requested' | 'changes';
    /** How many people must approve, none of them the one who asked. */
    readonly approvers: number;
    readonly hours: number;
  };
  readonly roles: {
    readonly preview: string;
    readonly apply: string;
    readonly audit: string;
    readonly member: string;
  };
}

/** The environment does not describe a service that can start. The message lists every fault. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The service cannot start; mend these environment variables:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/**
 * Reads the configuration from an environment.
 * @throws ConfigError naming every variable that is missing or malformed; values are never repeated, as
 * some are secrets.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const raw: Record<string, unknown> = {};
  for (const name of Object.keys(Environment.properties)) {
    // An empty variable is how shells and unit files say "not set".
    if (environment[name] !== undefined && environment[name] !== '') raw[name] = environment[name];
  }
  const value = Value.Default(Environment, Value.Convert(Environment, raw));
  const given = stackSettings(raw.TRAILGUARD_STACK_SETTINGS);
  const between = [
    ...given.faults,
    ...faultsOfTransport(raw),
    ...faultsOfTokens(raw),
    ...faultsOfJobs(raw),
    ...faultsOfControls(raw),
  ];
  if (!Value.Check(Environment, value) || between.length > 0)
    throw new ConfigError([...faultsOf(value as Record<string, unknown>), ...between]);
  return Object.freeze({
    mode: value.TRAILGUARD_MODE,
    host: value.TRAILGUARD_HOST,
    port: value.TRAILGUARD_PORT,
    workDir: value.TRAILGUARD_WORK_DIR,
    ...jobSettings(value),
    logLevel: value.TRAILGUARD_LOG_LEVEL,
    requestsPerMinute: value.TRAILGUARD_REQUESTS_PER_MINUTE,
    transport: transportSettings(value),
    metrics: metricsSettings(value),
    tokens: tokenSettings(value),
    databaseUrl: value.DATABASE_URL,
    backendUrl: value.PULUMI_BACKEND_URL,
    passphrase: value.PULUMI_CONFIG_PASSPHRASE,
    organization: Object.freeze({
      organizationId: value.TRAILGUARD_ORGANIZATION_ID,
      managementAccountId: value.TRAILGUARD_MANAGEMENT_ACCOUNT_ID,
      logArchiveAccountId: value.TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID,
      securityAccountId: value.TRAILGUARD_SECURITY_ACCOUNT_ID,
      homeRegion: value.TRAILGUARD_HOME_REGION,
      namePrefix: value.TRAILGUARD_NAME_PREFIX,
    }),
    stackSettings: Object.freeze({
      deployRoleNames: JSON.stringify([value.TRAILGUARD_MEMBER_ROLE]),
      ...(value.TRAILGUARD_LOG_READER_ROLE === undefined
        ? {}
        : { logReaderRoleArns: JSON.stringify([value.TRAILGUARD_LOG_READER_ROLE]) }),
      ...given.settings,
    }),
    ...(value.TRAILGUARD_EXCEPTIONS === undefined ? {} : { exceptionsFile: value.TRAILGUARD_EXCEPTIONS }),
    recordsPath: value.TRAILGUARD_RECORDS ?? null,
    controlParameters: controlParameters(value.TRAILGUARD_CONTROL_PARAMETERS),
    evidence: evidenceSettings(value),
    approvals: Object.freeze({
      of: value.TRAILGUARD_APPROVAL_OF,
      approvers: value.TRAILGUARD_APPROVERS,
      hours: value.TRAILGUARD_APPROVAL_HOURS,
    }),
    roles: Object.freeze({
      preview: value.TRAILGUARD_PREVIEW_ROLE,
      apply: value.TRAILGUARD_APPLY_ROLE,
      audit: value.TRAILGUARD_AUDIT_ROLE,
      member: value.TRAILGUARD_MEMBER_ROLE,
    }),
  });
}

/**
 * Settings of the stacks as Pulumi's configuration holds them: text, and JSON for all else. The stacks themselves check
 * keys and values, before anything is changed.
 */
function stackSettings(text: unknown = '{}'): { settings: Record<string, string>; faults: string[] } {
  const given = jsonObject(String(text));
  if (given === undefined)
    return { settings: {}, faults: [`TRAILGUARD_STACK_SETTINGS is malformed (${StackSettingsHelp})`] };
  const faults = Object.keys(given)
    .filter((key) => Object.hasOwn(OwnVariables, key))
    .map(
      (key) =>
        `TRAILGUARD_STACK_SETTINGS holds ${key}, which has a variable of its own: ${OwnVariables[key]}`,
    );
  const settings = Object.entries(given).map(([key, value]): [string, string] => [key, settingText(value)]);
  return { settings: Object.fromEntries(settings), faults };
}

function faultsOf(value: Record<string, unknown>): string[] {
  return Object.entries(Environment.properties)
    .filter(([name, schema]) => {
      const mayBeAbsent =
        value[name] === undefined && !Environment.required.some((required) => required === name);
      return !mayBeAbsent && !Value.Check(schema, value[name]);
    })
    .map(([name, schema]) => {
      const { description } = schema as { description?: string };
      const fault = value[name] === undefined ? 'is not set' : 'is malformed';
      return `${name} ${fault}${description === undefined ? '' : ` (${description})`}`;
    });
}
