import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvents, type ServiceEvent } from './client.ts';

async function parse(chunks: readonly string[]): Promise<ServiceEvent[]> {
  async function* stream() {
    yield* chunks;
  }
  const events: ServiceEvent[] = [];
  for await (const event of parseEvents(stream())) events.push(event);
  return events;
}

const stream =
  'id: 1\nevent: step\ndata: {"step":"preview account"}\n\n: heartbeat\n\nid: 2\nevent: ended\ndata: {"state":"succeeded","note":"a: b"}\n\n';

describe('parseEvents', () => {
  it('reads type and data, and skips what only keeps the connection open', async () => {
    expect(await parse([stream])).toEqual([
      { type: 'step', data: { step: 'preview account' } },
      { type: 'ended', data: { state: 'succeeded', note: 'a: b' } },
    ]);
  });

  it('reads the same however the network cuts the stream', async () => {
    const whole = await parse([stream]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: stream.length }), { maxLength: 12 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const chunks = edges.slice(1).map((end, index) => stream.slice(edges[index], end));
        expect(await parse(chunks)).toEqual(whole);
      }),
      { seed: 1 },
    );
  });

  it('drops an event that the stream broke off in', async () => {
    expect(await parse([stream.slice(0, -10)])).toHaveLength(1);
  });
});
