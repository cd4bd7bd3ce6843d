import { get, type IncomingMessage } from 'node:http';

/** What a listener of a job's events has had. */
export interface Heard {
  /** Numbers of the events, in the order in which they came. */
  readonly ids: readonly number[];
  /** Milliseconds from the writing of each event to its arrival; of those that were written while it listened. */
  readonly delays: readonly number[];
}

/** Where the events of a job are, and with which key. */
export interface Stream {
  readonly url: string;
  readonly apiKey: string;
}

/**
 * Follows a job from its first event to its end as an `EventSource` does: when its connection is cut, it comes again with the
 * id of the last event that it has had.
 * @param cutAfter events after which the connection is cut, once.
 */
export async function listen(stream: Stream, cutAfter: number): Promise<Heard> {
  const ids: number[] = [];
  const delays: number[] = [];
  let left = cutAfter;
  for (;;) {
    const response = await open(stream, ids.at(-1));
    if (response.statusCode === 204) {
      response.resume();
      return { ids, delays };
    }
    if (response.statusCode !== 200) throw new Error(`${stream.url}: ${response.statusCode}`);
    const began = Date.now();
    for await (const { id, at, type } of eventsIn(response)) {
      ids.push(id);
      // What was written before it came is told at once.
      if (at >= began) delays.push(Date.now() - at);
      if (type === 'ended') return { ids, delays };
      left -= 1;
      if (left === 0) break; // Leaving the loop cuts the connection.
    }
  }
}

function open({ url, apiKey }: Stream, last: number | undefined): Promise<IncomingMessage> {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    accept: 'text/event-stream',
    ...(last === undefined ? {} : { 'last-event-id': String(last) }),
  };
  return new Promise((resolve, reject) => {
    // Each listener has a connection of its own.
    get(url, { headers, agent: false }, resolve).on('error', reject);
  });
}

async function* eventsIn(
  response: IncomingMessage,
): AsyncGenerator<{ id: number; type: string; at: number }> {
  response.setEncoding('utf8');
  let text = '';
  try {
    for await (const chunk of response) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, id] = /^id: (\d+)$/m.exec(block) ?? [];
        const [, type = ''] = /^event: (.*)$/m.exec(block) ?? [];
        const [, data = '{}'] = /^data: (.*)$/m.exec(block) ?? [];
        if (id !== undefined) yield { id: Number(id), type, at: Date.parse(JSON.parse(data).at) };
      }
    }
  } finally {
    response.destroy();
  }
}

/** Events that a listener has not had just once and in order, from the first to the last. */
export function missedBy({ ids }: Heard, last: number): string[] {
  const expected = Array.from({ length: last }, (_, index) => index + 1);
  const wrong = expected.find((id, index) => ids[index] !== id);
  if (wrong !== undefined) return [`event ${wrong} is missing or out of order among ${ids.length}`];
  return ids.length > last ? [`${ids.length - last} events came again`] : [];
}
