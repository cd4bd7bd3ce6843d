import { expect, it } from 'vitest';
import { namesOf } from './resource-names.ts';

it.each([
  ['arn:aws:s3:::logs', 's3.amazonaws.com', ['logs']],
  ['arn:aws:kms:eu-west-1:111111111111:key/1-2', 'kms.amazonaws.com', ['key/1-2', '1-2']],
  [
    'arn:aws:iam::111111111111:role/path/Worker',
    'iam.amazonaws.com',
    ['role/path/Worker', 'path/Worker', 'Worker'],
  ],
  [
    'arn:aws:logs:eu-west-1:111111111111:log-group:/a/b:*',
    'logs.amazonaws.com',
    ['log-group:/a/b', '/a/b', 'b'],
  ],
  [
    'arn:aws-cn:cloudwatch:cn-north-1:111111111111:alarm:root',
    'monitoring.amazonaws.com',
    ['alarm:root', 'root'],
  ],
  ['logs', '', []],
])('%s is one of %s by the names %j', (resource, source, names) => {
  expect(namesOf(resource)).toMatchObject({ resource, source, names });
});

it('has account and Region where the ARN has them', () => {
  expect(namesOf('arn:aws:sns:eu-west-1:111111111111:alarms')).toMatchObject({
    account: '111111111111',
    region: 'eu-west-1',
  });
  expect(namesOf('arn:aws:s3:::logs')).toMatchObject({ account: '', region: '' });
});
