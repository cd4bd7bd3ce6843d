import { describe, expect, it } from 'vitest';
import {
  aLogGroup,
  anAlertKey,
  anAlertKeyPolicy,
  anEstate,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Key, LogGroup } from '../../model/estate.ts';
import control from './log-group-encrypted.ts';

const judged = (group: Partial<LogGroup>, key: Partial<Key> = {}) =>
  verdictOf(control, anEstate({ logGroups: complete([aLogGroup(group)]), keys: complete([anAlertKey(key)]) }))
    .status;

describe(control.id, () => {
  it.each<[string, Partial<LogGroup>, Partial<Key>, string]>([
    ['with a key that admits CloudWatch Logs', {}, {}, 'pass'],
    ['without a key', { kmsKeyId: null }, {}, 'fail'],
    ['with a key that nobody read', { kmsKeyId: 'elsewhere' }, {}, 'pass'],
    ['with a key whose policy could not be read', {}, { policy: denied }, 'pass'],
    [
      'with a key that admits it no more',
      {},
      { policy: anAlertKeyPolicy('cloudtrail.amazonaws.com', 'logs.eu-west-1.amazonaws.com') },
      'fail',
    ],
    ['that could not be read', { kmsKeyId: denied }, {}, 'unknown'],
    [
      'of something else',
      { name: 'other', arn: 'arn:aws:logs:us-east-1:1:log-group:other', observation: {}, kmsKeyId: null },
      {},
      'not_applicable',
    ],
  ])('a log group %s', (_what, group, key, status) => {
    expect(judged(group, key)).toBe(status);
  });
});
