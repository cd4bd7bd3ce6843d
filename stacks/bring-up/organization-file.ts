import { readFile } from 'node:fs/promises';
import * as pulumi from '@pulumi/pulumi';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { parseDocument } from 'yaml';
import { settingText } from '../settings/setting-text.ts';
import {
  ConfigNamespace,
  readAccountSettings,
  readOrganizationSettings,
  SettingsError,
} from '../settings/settings.ts';

/** The stacks in the order in which they need each other; accounts come last, and wait for none of their own. */
export const StackOrder = ['log-archive', 'organization', 'security', 'account'] as const;
export type StackFolder = (typeof StackOrder)[number];

const stackName = { pattern: '^[A-Za-z0-9_.-]{1,100}$' };
const Settings = Type.Record(Type.String(), Type.Unknown());
const OrganizationShape = Type.Object(
  {
    stack: Type.String(stackName),
    profiles: Type.Optional(
      Type.Object(
        Object.fromEntries(
          StackOrder.map((folder) => [folder, Type.Optional(Type.String({ minLength: 1 }))]),
        ),
        { additionalProperties: false },
      ),
    ),
    settings: Settings,
    accounts: Type.Optional(Type.Record(Type.String(stackName), Settings)),
  },
  { additionalProperties: false },
);

/** One stack to bring up. */
export interface PlannedStack {
  readonly folder: StackFolder;
  /** Name of the Pulumi stack. */
  readonly name: string;
  /** Configuration in full: `trailguard:KEY` and `aws:allowedAccountIds`, the only account that it may work in. */
  readonly config: Readonly<Record<string, string>>;
  readonly homeRegion: string;
  /** AWS profile of its credentials; undefined: those of the environment. */
  readonly profile: string | undefined;
}

/**
 * Reads an organization from a file: which stacks, with whose credentials and which settings. All settings are
 * checked as the stacks will check them, before the first one runs.
 * @throws one error with all faults, each once, with where it stands in the file.
 */
export async function readOrganizationFile(path: string): Promise<PlannedStack[]> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new Error(`${path} cannot be read (${cause.message}); name a file like those in stacks/examples`);
  });
  const document = parseDocument(text);
  if (document.errors.length > 0)
    throw new Error(`${path} is not YAML:\n- ${document.errors.map(({ message }) => message).join('\n- ')}`);
  const parsed: unknown = document.toJS();
  if (!Value.Check(OrganizationShape, parsed)) throw new Error(shapeFaults(path, parsed));

  const plan = planOf(parsed);
  const faults = [...settingsFaults(plan), ...emailFaults(plan)];
  if (faults.length > 0) throw new Error(`${path} cannot be used:\n- ${faults.join('\n- ')}`);
  return plan;
}

function planOf({
  stack,
  profiles = {},
  settings,
  accounts = {},
}: Static<typeof OrganizationShape>): PlannedStack[] {
  const owner: Record<StackFolder, unknown> = {
    'log-archive': settings.logArchiveAccountId,
    organization: settings.managementAccountId,
    security: settings.securityAccountId,
    account: settings.managementAccountId,
  };
  const planned = (folder: StackFolder, name: string, own: Record<string, unknown>): PlannedStack => ({
    folder,
    name,
    config: {
      ...configOf({ ...settings, ...own }),
      'aws:allowedAccountIds': JSON.stringify([owner[folder]]),
    },
    homeRegion: String(settings.homeRegion),
    profile: (profiles as Partial<Record<StackFolder, string>>)[folder],
  });
  return StackOrder.flatMap((folder) =>
    folder === 'account'
      ? Object.entries(accounts).map(([name, own]) => planned(folder, name, own))
      : [planned(folder, stack, {})],
  );
}

function configOf(settings: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`${ConfigNamespace}:${key}`, settingText(value)]),
  );
}

/** What the stacks themselves would say of their settings; what all of them share, once. */
function settingsFaults(plan: readonly PlannedStack[]): string[] {
  const told = new Set<string>();
  return plan.flatMap((stack) => {
    const fresh = faultsOf(stack).filter((fault) => !told.has(fault));
    for (const fault of fresh) told.add(fault);
    const place = stack.folder === 'account' ? `accounts.${stack.name}` : 'settings';
    return fresh.map((fault) => `${place}: ${fault}`);
  });
}

function faultsOf({ folder, config }: PlannedStack): readonly string[] {
  pulumi.runtime.setAllConfig({ ...config });
  try {
    if (folder === 'account') readAccountSettings();
    else readOrganizationSettings();
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

/** AWS takes an address for one account alone. */
function emailFaults(plan: readonly PlannedStack[]): string[] {
  const users = new Map<string, string[]>();
  for (const { name, config } of plan) {
    const email = config[`${ConfigNamespace}:email`]?.trim().toLowerCase();
    if (email !== undefined) users.set(email, [...(users.get(email) ?? []), name]);
  }
  return [...users]
    .filter(([, names]) => names.length > 1)
    .map(([email, names]) => `${email} is the address of ${names.join(' and ')}; give each account its own`);
}

function shapeFaults(path: string, parsed: unknown): string {
  const lines = Value.Errors(OrganizationShape, parsed)
    // A field that is not known is told by the object that has it.
    .filter(({ keyword }) => keyword !== 'boolean')
    .map(({ instancePath, message, params }) => {
      const { additionalProperties: unknown } = params as { additionalProperties?: readonly string[] };
      const detail = unknown === undefined ? message : `has no field ${unknown.join(', ')}`;
      return `${instancePath.slice(1).replaceAll('/', '.') || 'the file'} ${detail}`;
    });
  return `${path} is no organization; it has stack, settings, and if need be profiles and accounts (see stacks/examples):\n- ${lines.join('\n- ')}`;
}
