import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Client, credentials, type ServiceError } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { buildPack } from '../scripts/build-pack.ts';
import {
  type Diagnostic,
  diagnosticsOf,
  type EngineResource,
  messages,
  type PolicySettings,
  resourceRequest,
  settingsRequest,
  stackRequest,
} from './requests.ts';

export { type Diagnostic, type EngineResource, type PolicySettings, unknownText } from './requests.ts';

const require = createRequire(import.meta.url);
const services = require('@pulumi/pulumi/proto/analyzer_grpc_pb');
const pack = join(import.meta.dirname, '..');

/** The built pack in a process of its own, started and asked as the engine does. */
export class PackProcess implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #client: Client &
    Record<string, (request: unknown, done: (error: ServiceError | null, response: unknown) => void) => void>;
  /** Milliseconds until the pack told its port. */
  readonly startMilliseconds: number;

  private constructor(child: ChildProcess, port: string, startMilliseconds: number) {
    this.#process = child;
    this.#client = new services.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    this.startMilliseconds = startMilliseconds;
  }

  /** Builds the pack and starts it, as the engine does. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<PackProcess> {
    await buildPack();
    const runner = join(pack, 'node_modules/@pulumi/pulumi/cmd/run-policy-pack');
    return PackProcess.run([runner, '127.0.0.1:1', '.'], pack, environment);
  }

  /** Starts a program that serves a pack. The first line that it prints is its port. */
  static async run(
    args: readonly string[],
    folder: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<PackProcess> {
    const begin = performance.now();
    const child = spawn(process.execPath, [...args], {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_PROJECT: 'project',
        PULUMI_STACK: 'dev',
        PULUMI_DRY_RUN: 'true',
        PULUMI_CONFIG: '{}',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    const lines = createInterface({ input: child.stdout });
    const first = once(lines, 'line').then(([line]) => String(line));
    const exited = once(child, 'exit').then(([code]) => {
      throw new Error(`The pack ended with ${code}: ${errors}`);
    });
    const port = await Promise.race([first, exited]);
    exited.catch(() => undefined);
    return new PackProcess(child, port, performance.now() - begin);
  }

  /** What the pack says of itself, in plain JSON. */
  async info() {
    const response = await this.#call('getAnalyzerInfo', new empty.Empty());
    return response.toObject();
  }

  /** Configures policies by name; all others get their defaults back. */
  async configure(settings: Readonly<Record<string, PolicySettings>>): Promise<void> {
    await this.#call('configure', settingsRequest(settings));
  }

  /** Tells the tags of the stack. */
  async tagStack(tags: Readonly<Record<string, string>>): Promise<void> {
    const request = new messages.AnalyzerStackConfigureRequest();
    for (const [name, value] of Object.entries(tags)) request.getTagsMap().set(name, value);
    await this.#call('configureStack', request);
  }

  /** All that is answered to a resource and its stack, in plain JSON. */
  async answersTo(resources: readonly EngineResource[]) {
    const single = [];
    for (const resource of resources) {
      const request = resourceRequest(resource);
      single.push({
        analyze: (await this.#call('analyze', request)).toObject(),
        remediate: (await this.#call('remediate', request)).toObject(),
      });
    }
    return { single, stack: (await this.#call('analyzeStack', stackRequest(resources))).toObject() };
  }

  /** Asks for the violations of a resource, by its inputs. */
  async analyze(resource: EngineResource): Promise<readonly Diagnostic[]> {
    const request = resourceRequest(resource);
    return diagnosticsOf(await this.#call('analyze', request));
  }

  /** Asks for the violations of a whole stack, by its outputs. */
  async analyzeStack(resources: readonly EngineResource[]): Promise<readonly Diagnostic[]> {
    return diagnosticsOf(await this.#call('analyzeStack', stackRequest(resources)));
  }

  /** Asks how a resource would be remediated; the properties that each remediation gives. */
  async remediate(resource: EngineResource): Promise<readonly { policy: string; properties: object }[]> {
    const response = await this.#call('remediate', resourceRequest(resource));
    return response.getRemediationsList().map((remediation: Record<string, () => never>) => ({
      policy: remediation.getPolicyname?.(),
      properties:
        (remediation.getProperties?.() as { toJavaScript(): object } | undefined)?.toJavaScript() ?? {},
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.close();
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the generated messages have no types.
  #call(method: string, request: unknown): Promise<any> {
    return new Promise((resolve, reject) => {
      this.#client[method]?.(request, (error: ServiceError | null, response: unknown) =>
        error === null ? resolve(response) : reject(error),
      );
    });
  }
}
