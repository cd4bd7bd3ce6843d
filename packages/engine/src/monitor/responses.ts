import proto from '@pulumi/pulumi/proto/resource_pb.js';
import { toStruct } from '../plugins/rpc.ts';
import { plainProperties, type PropertyMap, withoutResourceReferences } from '../resource/properties.ts';
import type { ResourceState } from '../resource/state.ts';
import type { RegistrationResult } from '../steps/step.ts';

/** Which kinds of marked values a program reads. */
interface Reader {
  getAcceptsecrets(): boolean;
  getAcceptresources(): boolean;
}

/** Answer to a registration. */
export function registered(
  { state, failed, skipped }: RegistrationResult,
  request: proto.RegisterResourceRequest,
): proto.RegisterResourceResponse {
  const response = new proto.RegisterResourceResponse();
  if (failed || !state) {
    response.setResult(proto.Result.FAIL);
    return response;
  }
  response.setUrn(state.urn);
  response.setId(state.id);
  // A component's outputs may refer to resources that this run has not registered yet.
  response.setObject(toStruct(request.getCustom() ? readable(state.outputs, request) : {}));
  response.setUnknown(skipped ?? false);
  return response;
}

/** Answer to the reading of a resource. */
export function read(
  state: ResourceState | undefined,
  request: proto.ReadResourceRequest,
): proto.ReadResourceResponse {
  const response = new proto.ReadResourceResponse();
  if (!state) {
    response.setResult(proto.Result.FAIL);
    return response;
  }
  response.setUrn(state.urn);
  response.setProperties(toStruct(readable(state.outputs, request)));
  return response;
}

/** Outputs in the form the program reads. */
function readable(outputs: PropertyMap, reader: Reader): PropertyMap {
  const known = reader.getAcceptresources() ? outputs : withoutResourceReferences(outputs);
  return reader.getAcceptsecrets() ? known : plainProperties(known);
}
