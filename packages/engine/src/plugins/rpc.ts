import type { CallOptions, ClientUnaryCall, ServiceError } from '@grpc/grpc-js';
import { credentials, Metadata, type Server, ServerCredentials, status } from '@grpc/grpc-js';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import type { PropertyMap } from '../resource/properties.ts';

/** gRPC's limit is 4 MB; a stack's resources may be far more. The SDK uses the same 400 MB. */
export const channelOptions = {
  'grpc.max_receive_message_length': 400 * 1024 * 1024,
  'grpc.max_send_message_length': -1,
  // Without it two stacks deployed by one process would share connections and could close each other's.
  'grpc.use_local_subchannel_pool': 1,
};

/** Traffic stays on the machine: plain text to loopback. */
export const insecure = credentials.createInsecure();

/** A unary method of a generated client, by its fullest signature. */
export type UnaryMethod<Request, Response> = (
  request: Request,
  metadata: Metadata,
  options: Partial<CallOptions>,
  callback: (error: ServiceError | null, response: Response) => void,
) => ClientUnaryCall;

/** Calls a unary method of a generated client. Rejects with the {@link ServiceError}. */
export function call<Request, Response>(
  client: object,
  method: UnaryMethod<Request, Response>,
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    method.call(client, request, new Metadata(), {}, (error, response) =>
      error ? reject(error) : resolve(response),
    );
  });
}

/** Whether an error says that the other side does not know the method. */
export const isUnimplemented = (error: unknown): boolean =>
  (error as Partial<ServiceError>)?.code === status.UNIMPLEMENTED;

/** The other side's own words, without gRPC's code in front. */
export const errorText = (error: unknown): string =>
  (error as Partial<ServiceError>)?.details || (error instanceof Error ? error.message : String(error));

/** Properties as a protobuf struct. */
export const toStruct = (properties: PropertyMap): struct.Struct =>
  struct.Struct.fromJavaScript(properties as Parameters<typeof struct.Struct.fromJavaScript>[0]);

/** Properties of a protobuf struct; none for an absent one. */
export const fromStruct = (value: struct.Struct | undefined): PropertyMap =>
  (value?.toJavaScript() ?? {}) as PropertyMap;

/** Starts a gRPC server on a free loopback port and answers its address. */
export function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(`127.0.0.1:${port}`),
    );
  });
}
