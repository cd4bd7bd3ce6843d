import { GuardDuty } from '@aws-sdk/client-guardduty';
import type { ThreatIntelSetArgs, ThreatIntelSetState } from '@pulumi/aws/guardduty/threatIntelSet.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { poll } from '../../core/retry.ts';
import { twoParts, unlessGone } from './errors.ts';
import { changeTags, detectorArn } from './tags.ts';

const CREATE = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateThreatIntelSet.html';
const FORM = '<detector>:<set>';

/** Addresses that GuardDuty reports. Id and import id: `detector:set`. */
export const threatIntelSet = defineResource<ThreatIntelSetArgs, ThreatIntelSetState>({
  token: 'aws:guardduty/threatIntelSet:ThreatIntelSet',
  properties: {
    activate: { required: true },
    detectorId: { required: true, replaces: CREATE },
    format: { required: true, replaces: CREATE },
    location: { required: true },
    name: { computed: true, autoname: { maxLength: 255 } },
    region: { computed: true, replaces: CREATE },
    tags: {},
  },
  computed: { arn: true, threatIntelSetId: true },
  async create(inputs, context) {
    const { ThreatIntelSetId } = await context.client(GuardDuty).createThreatIntelSet({
      DetectorId: inputs.detectorId,
      Activate: inputs.activate,
      Format: inputs.format as 'TXT',
      Location: inputs.location,
      Name: inputs.name,
      ...(Object.keys(inputs.tags ?? {}).length > 0 ? { Tags: inputs.tags } : {}),
    });
    const id = `${inputs.detectorId}:${ThreatIntelSetId}`;
    context.created(id);
    await settled(id, context);
    return id;
  },
  async read(id, context) {
    const [DetectorId, ThreatIntelSetId] = twoParts(id, ':', FORM);
    const found = await unlessGone(
      context.client(GuardDuty).getThreatIntelSet({ DetectorId, ThreatIntelSetId }),
    );
    if (!found || found.Status === 'DELETED' || found.Status === 'DELETE_PENDING') return undefined;
    return {
      activate: found.Status === 'ACTIVE',
      arn: detectorArn(context, DetectorId, `threatintelset/${ThreatIntelSetId}`),
      detectorId: DetectorId,
      format: found.Format,
      threatIntelSetId: ThreatIntelSetId,
      location: found.Location,
      name: found.Name,
      tags: found.Tags ?? {},
    };
  },
  async update(id, inputs, context) {
    const guardduty = context.client(GuardDuty);
    const [DetectorId, ThreatIntelSetId] = twoParts(id, ':', FORM);
    if (context.changed('activate', 'location', 'name')) {
      const { activate, location, name } = inputs;
      await guardduty.updateThreatIntelSet({
        DetectorId,
        ThreatIntelSetId,
        Activate: activate,
        Location: location,
        Name: name,
      });
      await settled(id, context);
    }
    if (context.changed('tags')) {
      await changeTags(
        guardduty,
        detectorArn(context, DetectorId, `threatintelset/${ThreatIntelSetId}`),
        context.old.tags,
        inputs.tags,
      );
    }
  },
  async delete(id, context) {
    const [DetectorId, ThreatIntelSetId] = twoParts(id, ':', FORM);
    await unlessGone(context.client(GuardDuty).deleteThreatIntelSet({ DetectorId, ThreatIntelSetId }));
  },
});

/** Activation takes a moment; a list that cannot be read ends in ERROR. */
async function settled(id: string, context: ResourceContext): Promise<void> {
  const [DetectorId, ThreatIntelSetId] = twoParts(id, ':', FORM);
  const status = await poll(
    async () => {
      const { Status } = await context.client(GuardDuty).getThreatIntelSet({ DetectorId, ThreatIntelSetId });
      return Status === 'ACTIVATING' || Status === 'DEACTIVATING' ? undefined : Status;
    },
    { timeoutMilliseconds: context.timeoutMilliseconds(5 * 60_000), signal: context.signal },
  );
  if (status !== 'ACTIVE' && status !== 'INACTIVE')
    throw new Error(`GuardDuty could not use the list ${id}: ${status ?? 'it takes too long'}`);
}
