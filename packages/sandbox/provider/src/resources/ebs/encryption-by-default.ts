import {
  DisableEbsEncryptionByDefaultCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import type {
  EncryptionByDefaultArgs,
  EncryptionByDefaultState,
} from '@pulumi/aws/ebs/encryptionByDefault.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';

const ENABLE = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableEbsEncryptionByDefault.html';

/** Whether new EBS volumes of a region are encrypted. Id and import id: `default`. */
export const encryptionByDefault = defineResource<EncryptionByDefaultArgs, EncryptionByDefaultState>({
  token: 'aws:ebs/encryptionByDefault:EncryptionByDefault',
  properties: {
    enabled: { default: true },
    region: { computed: true, replaces: ENABLE },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs.enabled ?? true, context);
    return 'default';
  },
  async read(_id, context) {
    const answer = await context.client(EC2Client).send(new GetEbsEncryptionByDefaultCommand({}));
    return { enabled: answer.EbsEncryptionByDefault ?? false };
  },
  update: (_id, inputs, context) => put(inputs.enabled ?? true, context),
  delete: (_id, context) => put(false, context),
});

async function put(isOn: boolean, context: ResourceContext): Promise<void> {
  const ec2 = context.client(EC2Client);
  if (isOn) await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
  else await ec2.send(new DisableEbsEncryptionByDefaultCommand({}));
}
