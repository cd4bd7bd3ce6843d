import { type ClientUnaryCall, type ServiceError, status } from '@grpc/grpc-js';
import grpc from '@pulumi/pulumi/proto/language_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/language_pb.js';
import { channelOptions, errorText, insecure } from '../plugins/rpc.ts';
import type { Program, ProgramEnd, ProgramRun } from './program.ts';

/** A program that the Automation API runs itself, behind the `LanguageRuntime` that it names with `--client`. */
export class InlineProgram implements Program {
  readonly #address: string;
  #call: ClientUnaryCall | undefined;

  constructor(address: string) {
    this.#address = address;
  }

  run(run: ProgramRun): Promise<ProgramEnd> {
    const client = new grpc.LanguageRuntimeClient(this.#address, insecure, channelOptions);
    return new Promise((resolve) => {
      this.#call = client.run(requestOf(run), (error: ServiceError | null, response: proto.RunResponse) => {
        client.close();
        if (error?.code === status.CANCELLED) return resolve({ bail: true });
        const reason = error ? errorText(error) : response.getError();
        resolve({ ...(reason && { error: reason }), ...(response?.getBail() && { bail: true }) });
      });
    });
  }

  /** Ends the call. The SDK offers nothing to end the program itself: it sees that its monitor is gone. */
  cancel(): void {
    this.#call?.cancel();
  }
}

function requestOf(run: ProgramRun): proto.RunRequest {
  const request = new proto.RunRequest();
  request.setProject(run.project);
  request.setStack(run.stack);
  request.setOrganization(run.organization);
  request.setProgram('.');
  request.setArgsList([run.engineAddress]);
  request.setMonitorAddress(run.monitorAddress);
  request.setDryrun(run.dryRun);
  request.setParallel(run.parallel);
  for (const [key, value] of run.config) request.getConfigMap().set(key, value);
  request.setConfigsecretkeysList([...run.configSecretKeys]);
  return request;
}
