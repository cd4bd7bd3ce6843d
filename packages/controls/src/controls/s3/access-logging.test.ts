import { describe, expect, it } from 'vitest';
import { aLogBucket, anAccessLogBucket, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './access-logging.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const to = (targetBucket: string) => ({ targetBucket, targetPrefix: '' });
/** The verdict on the log bucket, which the name sorts last. */
function judged(
  bucket: Partial<Bucket>,
  target: Partial<Bucket> = {},
  estate: Partial<Estate> = {},
  parameters = {},
) {
  const buckets = complete([aLogBucket(bucket), anAccessLogBucket(target)]);
  return verdictsOf(control, anEstate({ buckets, ...estate }), parameters).at(-1);
}

describe(control.id, () => {
  it('passes a bucket that logs into another one beside it', () => {
    expect(judged({})).toMatchObject({ status: 'pass' });
  });

  it.each<[string, Partial<Bucket>, Partial<Bucket>, string]>([
    ['no logging', { accessLogging: null }, {}, 'not enabled'],
    ['logging into itself', { accessLogging: to(names.bucket) }, {}, 'itself'],
    ['a target that does not exist', { accessLogging: to('gone') }, {}, 'does not exist'],
    ['a target in another Region', {}, { region: 'eu-west-1' }, 'eu-west-1'],
    ['a target in another account', {}, { accountId: names.member }, names.member],
  ])('fails %s', (_case, bucket, target, reason) => {
    expect(judged(bucket, target)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('takes data events of the bucket instead only where it is told to', () => {
    const acceptDataEvents = { acceptDataEvents: true };
    expect(judged({ accessLogging: null }, {}, {}, acceptDataEvents)).toMatchObject({ status: 'fail' });
    const [trail] = anEstate().trails.items;
    const everyObject = {
      ...(trail as NonNullable<typeof trail>),
      selectors: {
        basic: [
          {
            readWriteType: 'All' as const,
            includeManagementEvents: true,
            excludedManagementSources: [],
            dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
          },
        ],
        advanced: null,
      },
    };
    const trails = complete([everyObject]);
    expect(judged({ accessLogging: null }, {}, { trails })).toMatchObject({ status: 'fail' });
    expect(judged({ accessLogging: null }, {}, { trails }, acceptDataEvents)).toMatchObject({
      status: 'not_applicable',
    });
  });

  it('is not about the target itself', () => {
    expect(verdictsOf(control, anEstate({ buckets: complete([anAccessLogBucket()]) }))).toMatchObject([
      { status: 'not_applicable' },
    ]);
  });

  it.each<[string, Partial<Bucket>, Partial<Bucket>, Partial<Estate>]>([
    ['setting', { accessLogging: hidden }, {}, {}],
    ['Region of the target', {}, { region: hidden }, {}],
    ['target', {}, {}, { buckets: { items: [aLogBucket()], complete: hidden } }],
  ])('does not know while the %s could not be read', (_what, bucket, target, estate) => {
    expect(judged(bucket, target, estate)).toMatchObject({ status: 'unknown' });
  });
});
