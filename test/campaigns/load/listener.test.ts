import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen, missedBy } from './listener.ts';

/** A service whose job has so many events; `told` says which of them a client is told that has had some. */
async function aService(told: (last: number) => readonly number[], events = 9) {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const last = String(incoming.headers['last-event-id'] ?? '0');
    asked.push(last);
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const id of told(Number(last))) {
      const type = id === events ? 'ended' : 'step';
      outgoing.write(`id: ${id}\nevent: ${type}\ndata: {"at":"2026-01-01T00:00:00Z"}\n\n`);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    asked,
    stream: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, apiKey: 'key' },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const after = (last: number) => Array.from({ length: 9 - last }, (_, index) => last + index + 1);

describe('a listener that is cut off', () => {
  it('comes again with the id of the last event that it has had', async () => {
    await using service = await aService(after);
    const heard = await listen(service.stream, 4);
    expect(service.asked).toEqual(['0', '4']);
    expect(heard.ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(missedBy(heard, 9)).toEqual([]);
  });

  it.each([
    ['all over again', () => after(0), 'event 5 is missing or out of order among 13'],
    [
      'from too far on',
      (last: number) => after(last === 0 ? 0 : last + 1),
      'event 5 is missing or out of order among 8',
    ],
  ])('notices that it is told %s', async (_how, told, fault) => {
    await using service = await aService(told);
    expect(missedBy(await listen(service.stream, 4), 9)).toEqual([fault]);
  });
});
