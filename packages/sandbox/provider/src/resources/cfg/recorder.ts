import {
  ConfigService,
  type RecordingGroup,
  type RecordingStrategyType,
} from '@aws-sdk/client-config-service';
import type { RecorderArgs, RecorderState } from '@pulumi/aws/cfg/recorder.js';
import type { Plain } from '../../core/plain.ts';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing, PROPAGATION_MILLISECONDS } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html';
const GONE = 'NoSuchConfigurationRecorderException';

type Group = NonNullable<Plain<RecorderArgs['recordingGroup']>>;

/** What AWS Config records in one account and region. Id and import id: the recorder's name. */
export const recorder = defineResource<RecorderArgs, RecorderState>({
  token: 'aws:cfg/recorder:Recorder',
  properties: {
    name: { default: 'default', replaces: PUT },
    recordingGroup: { computed: true },
    recordingMode: { unsupported: 'the sandbox records nothing; leave it out for continuous recording' },
    region: { computed: true, replaces: PUT },
    roleArn: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.name ?? 'default';
  },
  async read(id, context) {
    const found = await orMissing(
      context.client(ConfigService).describeConfigurationRecorders({ ConfigurationRecorderNames: [id] }),
      GONE,
    );
    const [one] = found?.ConfigurationRecorders ?? [];
    return one && { name: id, recordingGroup: groupOf(one.recordingGroup), roleArn: one.roleARN };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(
      context.client(ConfigService).deleteConfigurationRecorder({ ConfigurationRecorderName: id }),
      GONE,
    );
  },
});

async function put(inputs: Inputs<RecorderArgs>, context: ResourceContext): Promise<void> {
  const { recordingGroup: group } = inputs;
  await context.retry(
    () =>
      context.client(ConfigService).putConfigurationRecorder({
        ConfigurationRecorder: {
          name: inputs.name ?? 'default',
          roleARN: inputs.roleArn,
          ...(group ? { recordingGroup: sentGroup(group) } : {}),
        },
      }),
    // A role may be fresh.
    (error) => isError(error, 'InvalidRoleException'),
    Math.min(PROPAGATION_MILLISECONDS, 20_000),
  );
}

function sentGroup(group: Group): RecordingGroup {
  const [excluded] = group.exclusionByResourceTypes ?? [];
  const [strategy] = group.recordingStrategies ?? [];
  return {
    allSupported: group.allSupported ?? excluded === undefined,
    includeGlobalResourceTypes: group.includeGlobalResourceTypes ?? false,
    ...(group.resourceTypes?.length ? { resourceTypes: group.resourceTypes as never } : {}),
    ...(excluded?.resourceTypes?.length
      ? { exclusionByResourceTypes: { resourceTypes: excluded.resourceTypes as never } }
      : {}),
    ...(strategy?.useOnly
      ? { recordingStrategy: { useOnly: strategy.useOnly as RecordingStrategyType } }
      : {}),
  };
}

/** The strategy follows from the rest unless types are left out, and is told only then. */
function groupOf(group: RecordingGroup | undefined): Group {
  const excluded = group?.exclusionByResourceTypes?.resourceTypes ?? [];
  const strategy = group?.recordingStrategy?.useOnly;
  return {
    ...(excluded.length > 0 ? {} : { allSupported: group?.allSupported ?? false }),
    ...(group?.includeGlobalResourceTypes ? { includeGlobalResourceTypes: true } : {}),
    ...(group?.resourceTypes?.length ? { resourceTypes: group.resourceTypes } : {}),
    ...(excluded.length > 0 ? { exclusionByResourceTypes: [{ resourceTypes: excluded }] } : {}),
    ...(excluded.length > 0 && strategy ? { recordingStrategies: [{ useOnly: strategy }] } : {}),
  };
}
