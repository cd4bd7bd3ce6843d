import { isKept, isNotRemovedSooner, staysOn } from '../measures.ts';
import { guard, thing } from './guard.ts';

/** A log group that trails stream to. */
export const logGroup = guard({
  find: ({ logGroups }) =>
    logGroups.items.map((one) => ({
      ...thing(one, one.name),
      values: { retention: one.retentionDays, key: one.kmsKeyId, isProtected: one.isProtected },
    })),
  measures: {
    retention: isNotRemovedSooner('days that events stay'),
    key: isKept('encryption with a key'),
    isProtected: staysOn('deletion protection'),
  },
  whenGone: 'its events are deleted, and the filters and alarms on them see nothing',
});
