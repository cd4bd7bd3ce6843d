/** Very many signed logs in S3, as far as a verification asks for them. */
import { LogServer, SigningKey } from '@trailguard/audit/integrity/test';
import { answerBench } from '../harness/processes.ts';
import { ManyLogs, type ManyLogsTask } from '../log-files/many-logs.ts';

let server: LogServer | undefined;

answerBench<ManyLogsTask, Readonly<Record<string, string>>>(
  async (task) => {
    // One key serves all Regions.
    const key = new SigningKey('us-east-1');
    server = await LogServer.start({ objects: new ManyLogs(task, key), publicKeys: [key.publicKey] });
    return server.environment;
  },
  async () => {
    await server?.[Symbol.asyncDispose]();
  },
);
