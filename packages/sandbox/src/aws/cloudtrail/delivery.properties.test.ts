import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemorySandbox } from '../test/memory-sandbox.ts';
import { cloudtrail } from './service.ts';

const Minute = 60_000;
const Hour = 60 * Minute;

interface Digest {
  digestStartTime: string;
  digestEndTime: string;
  previousDigestS3Object: string | null;
  logFiles: { s3Object: string }[];
}

/** What can happen to a trail in between calls. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'call' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 90 }) }),
  },
  { weight: 1, arbitrary: fc.constantFrom('stop', 'start', 'refuse', 'admit').map((kind) => ({ kind })) },
);

it('delivers every logged call once, and names every log file in one digest of an unbroken chain', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
    const sandbox = new MemorySandbox(cloudtrail);
    await sandbox.send('CreateTrail', {
      Name: 'own',
      S3BucketName: 'trail-bucket',
      EnableLogFileValidation: true,
    });
    await sandbox.advance(1000);
    await sandbox.send('StartLogging', { Name: 'own' });
    let logging = true;
    const logged: string[] = [];
    for (const [number, one] of steps.entries()) {
      // No two steps at one moment: which of them came first would be open.
      await sandbox.advance(1000);
      if (one.kind === 'call') {
        sandbox.happened('kms', 'CreateKey', { Description: String(number) });
        if (logging) logged.push(String(number));
      } else if (one.kind === 'wait') await sandbox.advance((one as { minutes: number }).minutes * Minute);
      else if (one.kind === 'refuse') sandbox.refuse = ({ service }) => service === 's3';
      else if (one.kind === 'admit') sandbox.refuse = () => false;
      else {
        logging = one.kind === 'start';
        await sandbox.send(logging ? 'StartLogging' : 'StopLogging', { Name: 'own' });
      }
    }
    sandbox.refuse = () => false;
    await sandbox.advance(1000);
    await sandbox.send('StopLogging', { Name: 'own' });
    await sandbox.advance(3 * Hour);

    const read = (key: string) => JSON.parse(gunzipSync(sandbox.objects.get(key)?.body ?? '').toString());
    const keys = [...sandbox.objects.keys()];
    const logKeys = keys.filter((key) => key.includes('/CloudTrail/'));
    const delivered = logKeys
      .flatMap(
        (key) => read(key).Records as { eventName: string; requestParameters: { description: string } }[],
      )
      .filter((event) => event.eventName === 'CreateKey')
      .map((event) => event.requestParameters.description);
    expect(delivered.sort()).toEqual(logged.sort());

    const digestKeys = keys.filter((key) => key.includes('/CloudTrail-Digest/')).sort();
    const digests = digestKeys.map((key) => read(key) as Digest);
    expect(digests.flatMap((digest) => digest.logFiles.map((file) => file.s3Object)).sort()).toEqual(
      logKeys.sort(),
    );
    for (const [at, digest] of digests.entries()) {
      if (digest.previousDigestS3Object === null) continue;
      expect(digest.previousDigestS3Object).toBe(digestKeys[at - 1]);
      expect(digest.digestStartTime).toBe(digests[at - 1]?.digestEndTime);
    }
  });
  await fc.assert(property, { seed: 20_260_101, numRuns: 40 });
});
