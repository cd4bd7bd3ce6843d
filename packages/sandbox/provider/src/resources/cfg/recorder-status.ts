import { ConfigService } from '@aws-sdk/client-config-service';
import type { RecorderStatusArgs, RecorderStatusState } from '@pulumi/aws/cfg/recorderStatus.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const START = 'https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html';
const GONE = 'NoSuchConfigurationRecorderException';

/** Whether a recorder records. Id and import id: the recorder's name. Deleting stops it. */
export const recorderStatus = defineResource<RecorderStatusArgs, RecorderStatusState>({
  token: 'aws:cfg/recorderStatus:RecorderStatus',
  properties: {
    isEnabled: { required: true },
    name: { default: 'default', replaces: START },
    region: { computed: true, replaces: START },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.name ?? 'default';
  },
  async read(id, context) {
    const found = await orMissing(
      context.client(ConfigService).describeConfigurationRecorderStatus({ ConfigurationRecorderNames: [id] }),
      GONE,
    );
    const [one] = found?.ConfigurationRecordersStatus ?? [];
    return one && { isEnabled: one.recording ?? false, name: id };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(
      context.client(ConfigService).stopConfigurationRecorder({ ConfigurationRecorderName: id }),
      GONE,
    );
  },
});

async function put(inputs: Inputs<RecorderStatusArgs>, context: ResourceContext): Promise<void> {
  const config = context.client(ConfigService);
  const ConfigurationRecorderName = inputs.name ?? 'default';
  if (inputs.isEnabled) await config.startConfigurationRecorder({ ConfigurationRecorderName });
  else await config.stopConfigurationRecorder({ ConfigurationRecorderName });
}
