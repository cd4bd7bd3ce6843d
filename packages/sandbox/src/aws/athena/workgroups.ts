import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import {
  Engine,
  invalid,
  listing,
  placeOf,
  type ResultConfiguration,
  type Workgroup,
  type WorkgroupConfiguration,
  workgroupOf,
} from './state.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface Updates extends WorkgroupConfiguration {
  readonly RemoveBytesScannedCutoffPerQuery?: boolean;
  readonly ResultConfigurationUpdates?: ResultConfiguration & {
    readonly RemoveOutputLocation?: boolean;
    readonly RemoveExpectedBucketOwner?: boolean;
    readonly RemoveEncryptionConfiguration?: boolean;
  };
}

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html */
const leastCutoff = 10_000_000;

/** Workgroups, and their tags. */
export const workgroupOperations: Service['operations'] = {
  CreateWorkGroup: (call, sandbox) => {
    const { workgroups } = placeOf(call, sandbox);
    const {
      Name: name,
      Description: description = '',
      Configuration = {},
      Tags = [],
    } = call.input as {
      Name: string;
      Description?: string;
      Configuration?: WorkgroupConfiguration;
      Tags?: Tag[];
    };
    if (workgroups.some((one) => one.name === name)) throw invalid('WorkGroup is already created');
    requireUsable(Configuration);
    workgroups.push({
      name,
      description,
      state: 'ENABLED',
      configuration: withDefaults(Configuration),
      createdAt: sandbox.clock.now().toISOString(),
      tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
    });
    return {};
  },
  GetWorkGroup: (call, sandbox) => ({ WorkGroup: view(workgroupOf(call, sandbox, call.input.WorkGroup)) }),
  ListWorkGroups: (call, sandbox) => {
    const summaries = placeOf(call, sandbox).workgroups.map(({ configuration, ...one }) => ({
      Name: one.name,
      State: one.state,
      Description: one.description,
      CreationTime: new Date(one.createdAt),
      EngineVersion: configuration.EngineVersion,
    }));
    return listing('WorkGroups', summaries, call);
  },
  UpdateWorkGroup: (call, sandbox) => {
    const workgroup = workgroupOf(call, sandbox, call.input.WorkGroup);
    const {
      Description,
      State,
      ConfigurationUpdates = {},
    } = call.input as {
      Description?: string;
      State?: string;
      ConfigurationUpdates?: Updates;
    };
    const configuration = updated(workgroup.configuration, ConfigurationUpdates);
    requireUsable(configuration);
    workgroup.configuration = configuration;
    if (Description !== undefined) workgroup.description = Description;
    if (State !== undefined) workgroup.state = State;
    return {};
  },
  DeleteWorkGroup: (call, sandbox) => {
    const place = placeOf(call, sandbox);
    const { name } = workgroupOf(call, sandbox, call.input.WorkGroup);
    if (name === 'primary') throw invalid('WorkGroup primary cannot be deleted.');
    const isEmpty = place.queries.every(({ workgroup }) => workgroup !== name);
    if (!isEmpty && call.input.RecursiveDeleteOption !== true)
      throw invalid(`WorkGroup ${name} is not empty`);
    place.workgroups = place.workgroups.filter((one) => one.name !== name);
    place.queries = place.queries.filter(({ workgroup }) => workgroup !== name);
    return {};
  },
  ListTagsForResource: (call, sandbox) => ({
    Tags: Object.entries(tagged(call, sandbox).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
  TagResource: (call, sandbox) => {
    for (const { Key, Value } of call.input.Tags as Tag[]) tagged(call, sandbox).tags[Key] = Value;
    return {};
  },
  UntagResource: (call, sandbox) => {
    for (const key of call.input.TagKeys as string[]) delete tagged(call, sandbox).tags[key];
    return {};
  },
};

function tagged(call: Call, sandbox: SandboxContext): Workgroup {
  const [, name] = /:workgroup\/(.+)$/.exec(String(call.input.ResourceARN)) ?? [];
  const found = placeOf(call, sandbox).workgroups.find((one) => one.name === name);
  if (found === undefined)
    throw new AwsError('ResourceNotFoundException', `${String(call.input.ResourceARN)} does not exist`, 400);
  return found;
}

function withDefaults(configuration: WorkgroupConfiguration): WorkgroupConfiguration {
  return {
    EnableMinimumEncryptionConfiguration: false,
    EnforceWorkGroupConfiguration: true,
    PublishCloudWatchMetricsEnabled: true,
    RequesterPaysEnabled: false,
    ...configuration,
    EngineVersion: {
      SelectedEngineVersion: configuration.EngineVersion?.SelectedEngineVersion ?? 'AUTO',
      EffectiveEngineVersion: Engine,
    },
  };
}

function updated(before: WorkgroupConfiguration, updates: Updates): WorkgroupConfiguration {
  const { ResultConfigurationUpdates: results = {}, RemoveBytesScannedCutoffPerQuery, ...plain } = updates;
  const { RemoveOutputLocation, RemoveExpectedBucketOwner, RemoveEncryptionConfiguration, ...set } = results;
  const configuration: WorkgroupConfiguration = { ...before, ...plain };
  if (RemoveBytesScannedCutoffPerQuery) delete configuration.BytesScannedCutoffPerQuery;
  const after: ResultConfiguration = { ...before.ResultConfiguration, ...set };
  if (RemoveOutputLocation) delete after.OutputLocation;
  if (RemoveExpectedBucketOwner) delete after.ExpectedBucketOwner;
  if (RemoveEncryptionConfiguration) delete after.EncryptionConfiguration;
  return { ...withDefaults(configuration), ResultConfiguration: after };
}

function requireUsable({
  BytesScannedCutoffPerQuery: cutoff,
  ResultConfiguration,
}: WorkgroupConfiguration): void {
  if (cutoff !== undefined && cutoff < leastCutoff)
    throw invalid(`BytesScannedCutoffPerQuery must be at least ${leastCutoff}`);
  const { OutputLocation, EncryptionConfiguration: encryption } = ResultConfiguration ?? {};
  if (OutputLocation !== undefined && !/^s3:\/\/[^/]+\//.test(OutputLocation))
    throw invalid(`outputLocation is not a valid S3 path: ${OutputLocation}`);
  if (encryption && encryption.EncryptionOption !== 'SSE_S3' && encryption.KmsKey === undefined)
    throw invalid(`KmsKey is needed for ${encryption.EncryptionOption}`);
}

function view({ name, description, state, configuration, createdAt }: Workgroup): object {
  return {
    Name: name,
    Description: description,
    State: state,
    Configuration: configuration,
    CreationTime: new Date(createdAt),
  };
}
