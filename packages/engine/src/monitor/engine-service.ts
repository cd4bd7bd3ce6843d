import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import proto from '@pulumi/pulumi/proto/engine_pb.js';
import type { Diagnostic, Severity } from '../events/events.ts';

const severities: readonly Severity[] = ['debug', 'info', 'warning', 'error'];

/** The service that programs, providers and policy packs log to. */
export function engineService(log: (diagnostic: Diagnostic) => void) {
  let root = '';
  return {
    log(call: ServerUnaryCall<proto.LogRequest, empty.Empty>, reply: sendUnaryData<empty.Empty>) {
      const request = call.request;
      log({
        severity: severities[request.getSeverity()] ?? 'info',
        urn: request.getUrn(),
        message: request.getMessage(),
        streamId: request.getStreamid(),
        ephemeral: request.getEphemeral(),
      });
      reply(null, new empty.Empty());
    },
    getRootResource(_call: unknown, reply: sendUnaryData<proto.GetRootResourceResponse>) {
      const response = new proto.GetRootResourceResponse();
      response.setUrn(root);
      reply(null, response);
    },
    setRootResource(
      call: ServerUnaryCall<proto.SetRootResourceRequest, proto.SetRootResourceResponse>,
      reply: sendUnaryData<proto.SetRootResourceResponse>,
    ) {
      root = call.request.getUrn();
      reply(null, new proto.SetRootResourceResponse());
    },
    startDebugging(_call: unknown, reply: sendUnaryData<empty.Empty>) {
      reply(null, new empty.Empty());
    },
    requirePulumiVersion(_call: unknown, reply: sendUnaryData<proto.RequirePulumiVersionResponse>) {
      reply(null, new proto.RequirePulumiVersionResponse());
    },
  };
}
