import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerShape, operationOf } from './sdk-models.ts';
import { randomValue, type Strangeness, strangeBody } from './strange-answers.ts';

/** An AWS on loopback whose answers are random, of the shapes in the SDK's models or not. */
export interface StrangeAws extends AsyncDisposable {
  readonly endpoint: string;
  /** Operations that were answered, `service:Operation`. */
  readonly answered: ReadonlySet<string>;
}

/**
 * Starts it. The same seed gives the same answer to the same question, in whatever order questions come.
 *
 * @param strangeness how often an answer is not as its model has it.
 */
export async function startStrangeAws(seed: number, strangeness: Strangeness): Promise<StrangeAws> {
  const answered = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const random = randomOf(
      `${seed} ${request.method} ${request.url} ${signed(request)} ${target(request)} ${body}`,
    );
    const asked = operationOf({
      service: signed(request).split('/')[3] ?? '',
      target: target(request),
      method: request.method ?? '',
      url: request.url ?? '/',
      body,
    });
    if (asked !== undefined) answered.add(`${asked.service}:${asked.name}`);
    const shape = asked === undefined ? undefined : answerShape(asked);
    const value = shape === undefined ? {} : randomValue(shape, random, strangeness);
    const { status, type, content } = strangeBody(asked, value, random, strangeness);
    response.writeHead(status, { 'content-type': type, date: 'Sat, 21 Nov 2026 12:00:00 GMT' }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Access key, Region and service of a request, without its day. */
function signed({ headers }: IncomingMessage): string {
  const [, scope = ''] = /Credential=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const [key, , region, service] = scope.split('/');
  return [key, '', region, service].join('/');
}

function target({ headers }: IncomingMessage): string {
  return String(headers['x-amz-target'] ?? '');
}

/** Numbers from 0 to 1, the same for the same text. */
function randomOf(from: string): () => number {
  let state = createHash('sha256').update(from).digest().readUInt32LE(0);
  return () => {
    // https://en.wikipedia.org/wiki/Linear_congruential_generator with a mix of the high bits
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
  };
}
