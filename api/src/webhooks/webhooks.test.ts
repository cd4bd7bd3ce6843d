import { createServer, request as plainRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { awaitApproval } from '../store/approvals.ts';
import { endJob, insertJob, startJob } from '../store/jobs.ts';
import type { MessageState } from '../store/webhooks.ts';
import { deliverDue, RetrySeconds } from './deliver.ts';
import { AddressRefused, isPublic, publicAddresses } from './public-address.ts';
import { type Network, signatureOf } from './send.ts';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let service: TestService;
let authorization: string;
let receiver: Server;
let received: Received[];
/** What the receiver answers, in order; then 204. */
let answers: { status: number; location?: string }[];

beforeAll(async () => {
  service = await startTestService();
  authorization = `Bearer ${await service.key()}`;
  receiver = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
    received.push({ headers: incoming.headers, body });
    const { status, ...headers } = answers.shift() ?? { status: 204 };
    outgoing.writeHead(status, headers).end('an answer that nobody reads');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  receiver?.close();
  await service?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  [received, answers] = [[], []];
  await service.app.db.query('DELETE FROM webhooks');
});

const port = () => (receiver.address() as AddressInfo).port;
/** The receiver is on loopback, and has no certificate. */
const network: Network = {
  addresses: async () => [{ address: '127.0.0.1', family: 4 }],
  request: plainRequest as unknown as Network['request'],
};

const post = (url: string, payload?: object) =>
  service.app.inject({ method: 'POST', url, headers: { authorization }, ...(payload ? { payload } : {}) });

/** Makes a webhook whose receiver is the one above. */
async function webhook(events = ['job.ended']): Promise<{ id: string; secret: Buffer }> {
  // A name that no name server knows: https://www.rfc-editor.org/rfc/rfc2606#section-2
  const url = `https://receiver.invalid:${port()}/hook?of=tests`;
  const answer = await post('/v1/webhooks', { url, events });
  expect(answer.statusCode).toBe(201);
  const { webhook: made, secret } = answer.json();
  return { id: made.id, secret: Buffer.from(secret.replace('whsec_', ''), 'base64') };
}

async function aJob(): Promise<string> {
  const asked = { kind: 'deploy-organization', runKey: 'test', requestedBy: 'test' } as const;
  const { id } = await insertJob(service.app.db, asked);
  await startJob(service.app.db, id);
  return id;
}
const endedJob = async () => {
  const id = await aJob();
  await endJob(service.app.db, id, {
    state: 'failed',
    error: { code: 'INTERNAL', message: 'canary-of-a-message' },
  });
  return id;
};
async function messages(id: string, state?: MessageState) {
  const url = `/v1/webhooks/${id}/messages${state === undefined ? '' : `?state=${state}`}`;
  return (await service.app.inject({ url, headers: { authorization } })).json().items;
}
const dueAgain = () => service.app.db.query('UPDATE webhook_messages SET next_at = now()');

describe('a webhook', () => {
  it('is told of the end of a job, signed so that the receiver can tell who sent it', async () => {
    const { id, secret } = await webhook();
    const job = await endedJob();
    expect(await deliverDue(service.app.db, network)).toBe(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(JSON.parse(body)).toMatchObject({
      type: 'job.ended',
      data: { job, kind: 'deploy-organization', state: 'failed', code: 'INTERNAL' },
    });
    expect(body).not.toContain('canary-of-a-message');
    const [message] = await messages(id);
    expect(headers['webhook-id']).toBe(message.id);
    const sentAt = Number(headers['webhook-timestamp']);
    expect(headers['webhook-signature']).toBe(signatureOf({ id: message.id, secret, body }, sentAt));
    expect(message).toMatchObject({ state: 'delivered', attempts: 1, outcome: 'answered 204' });
    expect(await deliverDue(service.app.db, network)).toBe(0);
  });

  it('is told of what it asked for alone', async () => {
    const { id } = await webhook(['job.awaiting-approval']);
    const job = await aJob();
    await awaitApproval(service.app.db, job, {
      ...{
        stack: 'security organization',
        reasons: ['requested'],
        binding: {},
        plan: {},
        needed: 1,
        hours: 1,
      },
    });
    await endJob(service.app.db, job, { state: 'canceled' });
    expect((await messages(id)).map(({ event }: { event: string }) => event)).toEqual([
      'job.awaiting-approval',
    ]);
  });

  it('shows its secret once', async () => {
    const { id, secret } = await webhook();
    const read = await service.app.inject({ url: `/v1/webhooks/${id}`, headers: { authorization } });
    expect(read.statusCode).toBe(200);
    expect(read.body).not.toContain(secret.toString('base64'));
  });

  it('is not told of anything after it has ended', async () => {
    const { id } = await webhook();
    await endedJob();
    await service.app.inject({ method: 'DELETE', url: `/v1/webhooks/${id}`, headers: { authorization } });
    expect(await deliverDue(service.app.db, network)).toBe(0);
  });
});

describe('a message that is not taken', () => {
  it('is sent again with the same id, and is dead after the last attempt', async () => {
    const { id } = await webhook();
    await endedJob();
    answers = Array.from({ length: 20 }, () => ({ status: 503 }));
    for (let attempt = 0; attempt <= RetrySeconds.length; attempt++) {
      expect(await messages(id, 'dead')).toEqual([]);
      await dueAgain();
      await deliverDue(service.app.db, network);
    }
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(received).toHaveLength(RetrySeconds.length + 1);
    expect(await messages(id, 'dead')).toMatchObject([{ attempts: 8, outcome: 'answered 503' }]);

    answers = [];
    expect((await post(`/v1/webhooks/${id}/revive`)).json()).toEqual({ revived: 1 });
    await deliverDue(service.app.db, network);
    expect(await messages(id, 'delivered')).toHaveLength(1);
  });

  it('waits longer from one attempt to the next', async () => {
    await webhook();
    await endedJob();
    answers = [{ status: 500 }];
    await deliverDue(service.app.db, network);
    const { rows } = await service.app.db.query(
      'SELECT extract(epoch FROM next_at - now())::float AS wait FROM webhook_messages',
    );
    expect(rows[0].wait).toBeGreaterThan(0);
    expect(rows[0].wait).toBeLessThanOrEqual(RetrySeconds[0]);
  });

  it('does not follow where a redirect leads', async () => {
    const { id } = await webhook();
    await endedJob();
    answers = [{ status: 307, location: 'http://169.254.169.254/latest/meta-data/' }];
    await deliverDue(service.app.db, network);
    expect(received).toHaveLength(1);
    expect(await messages(id, 'pending')).toMatchObject([{ outcome: 'answered 307' }]);
  });

  it('is sent by one of many senders', async () => {
    await webhook();
    await endedJob();
    await Promise.all(Array.from({ length: 5 }, () => deliverDue(service.app.db, network)));
    expect(received).toHaveLength(1);
  });
});

describe('an address that is not of the public internet', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    'not an address',
  ])('is %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])('is not %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it('is refused after its name was looked up, at once and when a message is sent', async () => {
    await expect(publicAddresses('localhost')).rejects.toThrow(AddressRefused);
    for (const url of [
      'https://localhost/hook',
      'https://[::1]/hook',
      'https://2130706433/hook',
      'https://0x7f.1/',
    ]) {
      const answer = await post('/v1/webhooks', { url, events: ['job.ended'] });
      expect(answer.statusCode, url).toBe(400);
    }
    const { id } = await webhook();
    await endedJob();
    const moved: Network = { ...network, addresses: () => publicAddresses('localhost') };
    await deliverDue(service.app.db, moved);
    expect(received).toEqual([]);
    expect(await messages(id, 'dead')).toMatchObject([
      { attempts: 1, outcome: expect.stringContaining('localhost') },
    ]);
  });

  it.each(['http://93.184.215.14/', 'ftp://93.184.215.14/', 'https://user:password@93.184.215.14/'])(
    'nor may a webhook be %s',
    async (url) => {
      expect((await post('/v1/webhooks', { url, events: ['job.ended'] })).statusCode).toBe(400);
    },
  );
});
