import { isKept, losesNone, staysOn } from '../measures.ts';
import { guard, thing } from './guard.ts';

/** What a trail has beside its events; the events themselves are counted apart. */
export const trail = guard({
  find: ({ trails }) =>
    trails.items.map((one) => ({
      ...thing({ ...one, accountId: one.ownerAccountId, region: one.homeRegion }, one.name),
      values: {
        validation: one.validatesLogFiles,
        globalServices: one.includesGlobalServices,
        key: one.kmsKeyId,
        logGroup: one.logGroupArn,
        topic: one.topicArn,
        insights: one.insights,
      },
    })),
  measures: {
    validation: staysOn('log file validation'),
    globalServices: staysOn('global service events'),
    key: isKept('encryption with a key'),
    logGroup: isKept('delivery to CloudWatch Logs'),
    topic: isKept('notification of deliveries'),
    insights: losesNone('Insights'),
  },
  isReplaceable: true,
});
