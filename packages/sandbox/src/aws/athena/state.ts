import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import { page } from '../page.ts';
import type { SandboxContext } from '../service.ts';

/** What a workgroup makes of its queries' results. */
export interface WorkgroupConfiguration {
  BytesScannedCutoffPerQuery?: number;
  EnableMinimumEncryptionConfiguration?: boolean;
  EnforceWorkGroupConfiguration?: boolean;
  EngineVersion?: { SelectedEngineVersion?: string; EffectiveEngineVersion?: string };
  PublishCloudWatchMetricsEnabled?: boolean;
  RequesterPaysEnabled?: boolean;
  ResultConfiguration?: ResultConfiguration;
}

/** Where results go, and how they are encrypted. */
export interface ResultConfiguration {
  OutputLocation?: string;
  ExpectedBucketOwner?: string;
  EncryptionConfiguration?: { EncryptionOption: string; KmsKey?: string };
}

/** A workgroup of an account in a Region. */
export interface Workgroup {
  name: string;
  description: string;
  state: string;
  configuration: WorkgroupConfiguration;
  createdAt: string;
  tags: Record<string, string>;
}

/** A saved query. */
export interface NamedQuery {
  id: string;
  name: string;
  description?: string;
  database: string;
  query: string;
  workgroup: string;
}

interface Place {
  workgroups: Workgroup[];
  queries: NamedQuery[];
}

/** Engines that have names. https://docs.aws.amazon.com/athena/latest/ug/engine-versions.html */
export const Engine = 'Athena engine version 3';

/** What an account has in a Region; `primary` is there from the start. */
export function placeOf({ caller, region }: Call, sandbox: SandboxContext): Place {
  const places = sandbox.state<Record<string, Place>>('athena', () => ({}));
  const place = `${caller.accountId}/${region}`;
  places[place] ??= { workgroups: [primary(sandbox)], queries: [] };
  return places[place];
}

const primary = (sandbox: SandboxContext): Workgroup => ({
  name: 'primary',
  description: '',
  state: 'ENABLED',
  configuration: {
    EnforceWorkGroupConfiguration: false,
    PublishCloudWatchMetricsEnabled: false,
    RequesterPaysEnabled: false,
    EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: Engine },
  },
  createdAt: sandbox.clock.now().toISOString(),
  tags: {},
});

/** The workgroup of a name. @throws AwsError as Athena does. */
export function workgroupOf(call: Call, sandbox: SandboxContext, name: unknown): Workgroup {
  const found = placeOf(call, sandbox).workgroups.find((one) => one.name === name);
  if (found === undefined) throw invalid(`WorkGroup ${String(name)} is not found.`);
  return found;
}

/** What is wrong with a request: Athena has one error for all of it. */
export const invalid = (message: string) => new AwsError('InvalidRequestException', message, 400);

/** A page of a list, as Athena's lists are asked for. */
export function listing(member: string, items: readonly unknown[], { input }: Call): object {
  const { MaxResults, NextToken } = input as { MaxResults?: number; NextToken?: string };
  const shown = page(items, { MaxResults, NextToken }, { most: 50, invalid: () => invalid('Invalid token') });
  return { [member]: shown.items, ...shown.next };
}
