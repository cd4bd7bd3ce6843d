import type { Bucket, Estate } from '../model/estate.ts';
import { isUrn } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import { dataEvents } from '../selectors/data-events.ts';
import { decide, fail, unknown } from '../verdicts.ts';
import { findAccount } from './accounts.ts';
import { judgeRecorded } from './recording.ts';

/** Judges whether a trail records the calls on all objects of a bucket. */
export function judgeObjectsRecorded(bucket: Bucket, estate: Estate): Verdict {
  return decide(bucket.accountId, 'the owner of the bucket', (owner) =>
    decide(bucket.name, 'the bucket’s name', (name) => {
      const account = owner === null ? undefined : findAccount(estate, owner);
      if (account === undefined || name === null || isUrn(name)) {
        const what = 'whether data events of the bucket are recorded is not known';
        const { complete } = estate.accounts;
        return complete === true ? fail(`account ${owner} is none of ours`) : unknown(what, complete);
      }
      return judgeRecorded(account, estate, {
        eventsIn: (partition) =>
          dataEvents('AWS::S3::Object', {
            field: 'resources.ARN',
            startsWith: [`arn:${partition}:s3:::${name}/`],
          }),
      });
    }),
  );
}
