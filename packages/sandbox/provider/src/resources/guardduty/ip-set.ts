import { GuardDuty } from '@aws-sdk/client-guardduty';
import type { IPSetArgs, IPSetState } from '@pulumi/aws/guardduty/ipset.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { poll } from '../../core/retry.ts';
import { twoParts, unlessGone } from './errors.ts';
import { changeTags, detectorArn } from './tags.ts';

const CREATE = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateIPSet.html';
const FORM = '<detector>:<set>';

/** Addresses that GuardDuty trusts. Id and import id: `detector:set`. */
export const ipSet = defineResource<IPSetArgs, IPSetState>({
  token: 'aws:guardduty/iPSet:IPSet',
  properties: {
    activate: { required: true },
    detectorId: { required: true, replaces: CREATE },
    format: { required: true, replaces: CREATE },
    location: { required: true },
    name: { computed: true, autoname: { maxLength: 255 } },
    region: { computed: true, replaces: CREATE },
    tags: {},
  },
  computed: { arn: true, ipSetId: true },
  async create(inputs, context) {
    const { IpSetId } = await context.client(GuardDuty).createIPSet({
      DetectorId: inputs.detectorId,
      Activate: inputs.activate,
      Format: inputs.format as 'TXT',
      Location: inputs.location,
      Name: inputs.name,
      ...(Object.keys(inputs.tags ?? {}).length > 0 ? { Tags: inputs.tags } : {}),
    });
    const id = `${inputs.detectorId}:${IpSetId}`;
    context.created(id);
    await settled(id, context);
    return id;
  },
  async read(id, context) {
    const [DetectorId, IpSetId] = twoParts(id, ':', FORM);
    const found = await unlessGone(context.client(GuardDuty).getIPSet({ DetectorId, IpSetId }));
    if (!found || found.Status === 'DELETED' || found.Status === 'DELETE_PENDING') return undefined;
    return {
      activate: found.Status === 'ACTIVE',
      arn: detectorArn(context, DetectorId, `ipset/${IpSetId}`),
      detectorId: DetectorId,
      format: found.Format,
      ipSetId: IpSetId,
      location: found.Location,
      name: found.Name,
      tags: found.Tags ?? {},
    };
  },
  async update(id, inputs, context) {
    const guardduty = context.client(GuardDuty);
    const [DetectorId, IpSetId] = twoParts(id, ':', FORM);
    if (context.changed('activate', 'location', 'name')) {
      const { activate, location, name } = inputs;
      await guardduty.updateIPSet({
        DetectorId,
        IpSetId,
        Activate: activate,
        Location: location,
        Name: name,
      });
      await settled(id, context);
    }
    if (context.changed('tags')) {
      await changeTags(
        guardduty,
        detectorArn(context, DetectorId, `ipset/${IpSetId}`),
        context.old.tags,
        inputs.tags,
      );
    }
  },
  async delete(id, context) {
    const [DetectorId, IpSetId] = twoParts(id, ':', FORM);
    await unlessGone(context.client(GuardDuty).deleteIPSet({ DetectorId, IpSetId }));
  },
});

/** Activation takes a moment; a list that cannot be read ends in ERROR. */
async function settled(id: string, context: ResourceContext): Promise<void> {
  const [DetectorId, IpSetId] = twoParts(id, ':', FORM);
  const status = await poll(
    async () => {
      const { Status } = await context.client(GuardDuty).getIPSet({ DetectorId, IpSetId });
      return Status === 'ACTIVATING' || Status === 'DEACTIVATING' ? undefined : Status;
    },
    { timeoutMilliseconds: context.timeoutMilliseconds(5 * 60_000), signal: context.signal },
  );
  if (status !== 'ACTIVE' && status !== 'INACTIVE')
    throw new Error(`GuardDuty could not use the list ${id}: ${status ?? 'it takes too long'}`);
}
