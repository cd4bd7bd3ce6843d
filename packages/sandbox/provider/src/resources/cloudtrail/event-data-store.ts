import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import type { EventDataStoreArgs, EventDataStoreState } from '@pulumi/aws/cloudtrail/eventDataStore.js';
import { defineResource, type Inputs } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';
import { advancedFromAws, advancedToAws } from './selectors.ts';

const UPDATE = 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateEventDataStore.html';

/** An event data store. Id and import id: its ARN. A delete is refused while termination protection is on. */
export const eventDataStore = defineResource<EventDataStoreArgs, EventDataStoreState>({
  token: 'aws:cloudtrail/eventDataStore:EventDataStore',
  properties: {
    advancedEventSelectors: { computed: true },
    billingMode: { default: 'EXTENDABLE_RETENTION_PRICING' },
    kmsKeyId: { replaces: UPDATE },
    multiRegionEnabled: { default: true },
    name: { computed: true, autoname: { maxLength: 128 } },
    organizationEnabled: { default: false },
    region: { computed: true, replaces: UPDATE },
    retentionPeriod: { default: 2555 },
    suspend: {},
    tags: {},
    terminationProtectionEnabled: { default: true },
  },
  computed: { arn: true },
  async create(inputs, context) {
    const cloudtrail = context.client(CloudTrail);
    const { EventDataStoreArn } = await cloudtrail.createEventDataStore({
      ...settings(inputs),
      Name: inputs.name,
      KmsKeyId: inputs.kmsKeyId || undefined,
      StartIngestion: inputs.suspend !== 'true',
      TagsList: tagList(inputs.tags),
    });
    return EventDataStoreArn as string;
  },
  async read(id, context, known) {
    const cloudtrail = context.client(CloudTrail);
    const found = await orMissing(
      cloudtrail.getEventDataStore({ EventDataStore: id }),
      'EventDataStoreNotFoundException',
    );
    if (!found || found.Status === 'PENDING_DELETION') return undefined;
    const tags = await cloudtrail.listTags({ ResourceIdList: [id] });
    return {
      arn: id,
      name: found.Name,
      advancedEventSelectors: (found.AdvancedEventSelectors ?? []).map(advancedFromAws),
      billingMode: found.BillingMode,
      kmsKeyId: found.KmsKeyId,
      multiRegionEnabled: found.MultiRegionEnabled ?? false,
      organizationEnabled: found.OrganizationEnabled ?? false,
      retentionPeriod: found.RetentionPeriod,
      // Unsaid where the program says nothing and the store takes in events.
      ...(found.Status === 'STOPPED_INGESTION' || known.suspend !== undefined
        ? { suspend: String(found.Status === 'STOPPED_INGESTION') }
        : {}),
      terminationProtectionEnabled: found.TerminationProtectionEnabled ?? false,
      tags: tagMap(tags.ResourceTagList?.[0]?.TagsList),
    };
  },
  async update(id, inputs, context) {
    const cloudtrail = context.client(CloudTrail);
    const isSetting = context.changed(
      'advancedEventSelectors',
      'billingMode',
      'multiRegionEnabled',
      'name',
      'organizationEnabled',
      'retentionPeriod',
      'terminationProtectionEnabled',
    );
    if (isSetting)
      await cloudtrail.updateEventDataStore({ ...settings(inputs), EventDataStore: id, Name: inputs.name });
    if (context.changed('suspend')) {
      const isSuspended = inputs.suspend === 'true';
      if (isSuspended !== (context.old.suspend === 'true'))
        await (isSuspended
          ? cloudtrail.stopEventDataStoreIngestion({ EventDataStore: id })
          : cloudtrail.startEventDataStoreIngestion({ EventDataStore: id }));
    }
    if (!context.changed('tags')) return;
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    if (removed.length > 0)
      await cloudtrail.removeTags({ ResourceId: id, TagsList: removed.map((Key) => ({ Key })) });
    if (Object.keys(set).length > 0) await cloudtrail.addTags({ ResourceId: id, TagsList: tagList(set) });
  },
  async delete(id, context) {
    await orMissing(
      context.client(CloudTrail).deleteEventDataStore({ EventDataStore: id }),
      'EventDataStoreNotFoundException',
      'InvalidEventDataStoreStatusException',
    );
  },
});

function settings(inputs: Inputs<EventDataStoreArgs>) {
  return {
    ...(inputs.advancedEventSelectors?.length
      ? { AdvancedEventSelectors: inputs.advancedEventSelectors.map(advancedToAws) }
      : {}),
    BillingMode: inputs.billingMode as 'EXTENDABLE_RETENTION_PRICING',
    MultiRegionEnabled: inputs.multiRegionEnabled,
    OrganizationEnabled: inputs.organizationEnabled,
    RetentionPeriod: inputs.retentionPeriod,
    TerminationProtectionEnabled: inputs.terminationProtectionEnabled,
  };
}
