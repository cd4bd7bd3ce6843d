import { type ClientUnaryCall, type ServiceError, status } from '@grpc/grpc-js';
import grpc from '@pulumi/pulumi/proto/language_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/language_pb.js';
import { channelOptions, errorText, insecure } from '../plugins/rpc.ts';
import type { Program, ProgramEnd, ProgramRun } from './program.ts';

/** An inline program: the caller's own process serves `LanguageRuntime` and runs it there. */
export class RemoteProgram implements Program {
  readonly #address: string;
  readonly #root: string;
  #call: ClientUnaryCall | undefined;
  #cancelled = false;

  /**
   * @param address `127.0.0.1:port`, as `--client` names it
   * @param root folder of the project, for messages
   */
  constructor(address: string, root: string) {
    this.#address = address;
    this.#root = root;
  }

  run(request: ProgramRun): Promise<ProgramEnd> {
    // Nobody would cancel a run that begins only now, and it would wait for answers that never come.
    if (this.#cancelled) return Promise.resolve({ bail: true });
    const client = new grpc.LanguageRuntimeClient(this.#address, insecure, channelOptions);
    return new Promise((resolve) => {
      const answer = (error: ServiceError | null, response: proto.RunResponse | undefined) => {
        client.close();
        if (error?.code === status.CANCELLED) return resolve({ bail: true });
        const message = error ? errorText(error) : response?.getError();
        if (message) {
          resolve({
            error: `Running program '${this.#root}' failed with an unhandled exception:\n${message}`,
          });
        } else resolve(response?.getBail() ? { bail: true } : {});
      };
      this.#call = client.run(this.#message(request), answer);
    });
  }

  cancel(): void {
    this.#cancelled = true;
    this.#call?.cancel();
  }

  #message(request: ProgramRun): proto.RunRequest {
    const message = new proto.RunRequest();
    message.setProject(request.project);
    message.setStack(request.stack);
    message.setOrganization(request.organization);
    message.setPwd(this.#root);
    message.setProgram('.');
    // The SDK's server of inline programs takes the engine's address from here.
    message.setArgsList([request.engineAddress]);
    message.setMonitorAddress(request.monitorAddress);
    message.setDryrun(request.dryRun);
    message.setParallel(request.parallel);
    for (const [key, value] of request.config) message.getConfigMap().set(key, value);
    message.setConfigsecretkeysList([...request.configSecretKeys]);
    return message;
  }
}
