/** An AWS that answers for a large organization no faster than AWS does; `GET /` on its second port counts the calls. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { largeOrganization, startAwsAtRates } from '@trailguard/audit/test/aws-at-rates';
import { answerBench } from '../harness/processes.ts';

export interface AwsAtRatesTask {
  readonly accounts: number;
  readonly regions: number;
  /** What an answer takes, milliseconds. */
  readonly latency: number;
}

export interface AwsAtRatesAnswer {
  readonly endpoint: string;
  /** Where the calls so far are told. */
  readonly countsUrl: string;
}

answerBench(async ({ accounts, regions, latency }: AwsAtRatesTask): Promise<AwsAtRatesAnswer> => {
  const { endpoint, counts } = await startAwsAtRates(largeOrganization(accounts, regions), { latency });
  const counter = createServer((_incoming, outgoing) =>
    outgoing.writeHead(200, { connection: 'close' }).end(JSON.stringify(counts())),
  );
  await new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve));
  return { endpoint, countsUrl: `http://127.0.0.1:${(counter.address() as AddressInfo).port}` };
});
