import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArn } from './arn.ts';

const part = fc.stringMatching(/^[a-z0-9-]{0,8}$/);
const named = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
const resource = fc.stringMatching(/^[a-z0-9:/*]{0,20}$/);

describe('an ARN', () => {
  it('is taken apart into what it was put together of, the colons of its resource kept', () => {
    fc.assert(
      fc.property(named, named, part, part, resource, (partition, service, region, accountId, rest) => {
        expect(parseArn(['arn', partition, service, region, accountId, rest].join(':'))).toEqual({
          partition,
          service,
          region,
          accountId,
          resource: rest,
        });
      }),
      { seed: 41, numRuns: 200 },
    );
  });

  it.each([
    '',
    'arn',
    'arn:',
    'arn:aws',
    'arn:aws:s3',
    'arn:aws:s3::',
    'arn:aws:s3:us-east-1:1',
    'arn::s3:::logs',
    'arn:aws::::logs',
    'xarn:aws:s3:::logs',
    'urn:pulumi:dev::p::t::n',
  ])('is not what %j is', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });
});
