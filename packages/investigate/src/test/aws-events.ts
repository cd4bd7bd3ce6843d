import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { EventBase } from '../event-base.ts';
import type { Question, QuestionValues } from '../question.ts';
import type { Row } from '../row.ts';

export const range = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') };
export const values: QuestionValues = {
  newSince: new Date('2026-03-01T12:00:00Z'),
  burst: 10,
  resource: 'nothing',
};

let made = 0;

/** A call as a role makes it at noon; a test states what differs. */
export function anEvent(differing: object = {}): object {
  made += 1;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:session',
      arn: 'arn:aws:sts::111111111111:assumed-role/Worker/session',
      accountId: '111111111111',
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111111111111:role/Worker', userName: 'Worker' },
        attributes: { mfaAuthenticated: 'false' },
      },
    },
    eventTime: '2026-03-01T12:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.7',
    userAgent: 'aws-cli/2.31',
    requestParameters: null,
    responseElements: null,
    eventID: `event-${made}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111111111111',
    eventCategory: 'Management',
    ...differing,
  };
}

export const root = {
  userIdentity: { type: 'Root', arn: 'arn:aws:iam::111111111111:root', accountId: '111111111111' },
};
export const user = (userName: string) => ({
  userIdentity: {
    type: 'IAMUser',
    arn: `arn:aws:iam::111111111111:user/${userName}`,
    accountId: '111111111111',
    userName,
  },
});

/** Files in a folder of their own, compressed as they are or as JSON. */
export class LogFolder implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'trailguard-investigate-'));
  readonly files: { path: string; object: string }[] = [];

  add(content: object | string | Buffer, name = `file-${this.files.length}.json.gz`): string {
    const path = join(this.folder, name);
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(path, Buffer.isBuffer(content) ? content : gzipSync(text));
    this.files.push({ path, object: `logs/${name}` });
    return `logs/${name}`;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Asks a question of events. */
export async function ask(
  question: Question,
  events: readonly object[],
  differing: Partial<QuestionValues> = {},
): Promise<readonly Row[]> {
  using folder = new LogFolder();
  folder.add({ Records: events });
  await using base = await EventBase.open(range, {
    questions: [question],
    folder: folder.folder,
    threads: 1,
  });
  await base.load(folder.files);
  if (base.unread.length > 0) throw new Error(base.unread[0]?.because);
  return (await base.ask(question, { ...values, ...differing }, 1000)).rows;
}
