import {
  type Client,
  credentials,
  makeGenericClientConstructor,
  type ServiceDefinition,
} from '@grpc/grpc-js';

const same = (bytes: Buffer): Buffer => bytes;

/** One call that takes bytes and answers bytes. */
export const echoService: ServiceDefinition = {
  echo: {
    path: '/bench.Echo/Echo',
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  },
};

type Echo = Client & {
  echo(request: Buffer, callback: (error: Error | null, answer?: Buffer) => void): void;
};

const EchoClient = makeGenericClientConstructor(echoService, 'Echo');

/**
 * Makes so many round trips of this size to an echo server.
 *
 * @param parallel how many are under way at a time; the engine's own limit is 16.
 */
export async function roundTrips(port: number, count: number, bytes: number, parallel = 16): Promise<void> {
  const client = new EchoClient(`127.0.0.1:${port}`, credentials.createInsecure()) as unknown as Echo;
  const message = Buffer.alloc(bytes, 'x');
  let left = count;
  const caller = async () => {
    while (left-- > 0)
      await new Promise<void>((resolve, reject) => {
        client.echo(message, (error) => (error ? reject(error) : resolve()));
      });
  };
  try {
    await Promise.all(Array.from({ length: parallel }, caller));
  } finally {
    client.close();
  }
}
