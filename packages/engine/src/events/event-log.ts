import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type empty from 'google-protobuf/google/protobuf/empty_pb.js';
import grpc from '@pulumi/pulumi/proto/events_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/events_pb.js';
import { channelOptions, insecure } from '../plugins/rpc.ts';

/** Where engine events go. */
export interface EventLog {
  write(event: object): void;
  /** Resolves when every event has arrived. */
  close(): Promise<void>;
}

/** Opens what `--event-log` names: `tcp://host:port` of a gRPC service, or a file of JSON lines. */
export function openEventLog(target: string | undefined): EventLog {
  if (!target) return { write: () => {}, close: async () => {} };
  return target.startsWith('tcp://') ? openStream(target.slice('tcp://'.length)) : openFile(target);
}

function openFile(path: string): EventLog {
  const stream = createWriteStream(path, { flags: 'a' });
  return {
    write: (event) => stream.write(`${JSON.stringify(event)}\n`),
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
}

function openStream(address: string): EventLog {
  const client = new grpc.EventsClient(address, insecure, channelOptions);
  let settle: (error?: Error) => void = () => {};
  const received = new Promise<void>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve());
  });
  received.catch(() => {});
  const stream = client.streamEvents((error: Error | null, _answer: empty.Empty) =>
    settle(error ?? undefined),
  );
  return {
    write: (event) => {
      const request = new proto.EventRequest();
      request.setEvent(JSON.stringify(event));
      stream.write(request);
    },
    close: async () => {
      stream.end();
      await received.finally(() => client.close());
    },
  };
}
