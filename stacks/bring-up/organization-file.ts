import { readFile } from 'node:fs/promises';
import * as pulumi from '@pulumi/pulumi';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { parseDocument } from 'yaml';
import { ConfigNamespace, readAccountSettings, readOrganizationSettings } from '../settings/settings.ts';

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
 * @throws one error with all faults, each with the stack it belongs to.
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
  const faults = [...plan.flatMap(settingsFaults), ...emailFaults(plan)];
  if (faults.length > 0) throw new Error(`${path}:\n${faults.join('\n')}`);
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

/** Configuration holds text: lists and objects are JSON. */
function configOf(settings: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      `${ConfigNamespace}:${key}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** What the stack itself would say of its settings. */
function settingsFaults({ folder, name, config }: PlannedStack): string[] {
  pulumi.runtime.setAllConfig({ ...config });
  try {
    if (folder === 'account') readAccountSettings();
    else readOrganizationSettings();
    return [];
  } catch (error) {
    return [`${folder} ${name}: ${(error as Error).message}`];
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
  const lines = [...Value.Errors(OrganizationShape, parsed)].map(
    ({ instancePath, message }) => `${instancePath || 'the file'} ${message}`,
  );
  return `${path} is no organization; it has stack, settings, and if need be profiles and accounts (see stacks/examples):\n- ${lines.join('\n- ')}`;
}
