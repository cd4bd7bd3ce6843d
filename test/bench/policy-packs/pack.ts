import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { credentials } from '@grpc/grpc-js';
import analyzer from '@pulumi/pulumi/proto/analyzer_pb.js';
import services from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import { type ExampleResource, numbered } from './examples.ts';

const require = createRequire(import.meta.url);
const options = { 'grpc.max_receive_message_length': 400 * 1024 * 1024, 'grpc.max_send_message_length': -1 };

/** A pack in a process of its own, started and asked as the engine does. */
export interface RunningPack extends AsyncDisposable {
  /** Milliseconds from the start of the process to the line with its port. */
  readonly startMs: number;
  /** Remediate and Analyze for some resources, one after the other; how many violations. */
  askAbout(resources: readonly analyzer.AnalyzeRequest[]): Promise<number>;
  /** Analyze alone for some resources, as for a saved state. */
  analyze(resources: readonly analyzer.AnalyzeRequest[]): Promise<void>;
  /** AnalyzeStack; how many violations. */
  askAboutStack(stack: analyzer.AnalyzeStackRequest): Promise<number>;
  /** Milliseconds that the main thread of the process has used a processor, by Linux's count. */
  processorMs(): number;
  /** Most memory that the process has held, in MiB. */
  peakMegabytes(): Promise<number>;
}

/** Resources as messages, made once for all packs. */
export interface EncodedStack {
  readonly single: readonly analyzer.AnalyzeRequest[];
  readonly whole: analyzer.AnalyzeStackRequest;
}

/** A pack that can be started. */
export interface PackPlace {
  readonly folder: string;
  /** What it reads of its environment beside what the engine gives to every pack. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the pack of a folder, which has the runner in its `node_modules` or in this package's. */
export async function startPack({ folder, environment = {} }: PackPlace): Promise<RunningPack> {
  const own = join(folder, 'node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js');
  const runner = existsSync(own) ? own : require.resolve('@pulumi/pulumi/cmd/run-policy-pack/index.js');
  const began = performance.now();
  const child = spawn(process.execPath, [runner, '127.0.0.1:1', '.'], {
    cwd: folder,
    env: {
      ...process.env,
      PULUMI_PROJECT: 'bench',
      PULUMI_STACK: 'bench',
      PULUMI_DRY_RUN: 'true',
      PULUMI_CONFIG: '{}',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said = (said + data.toString()).slice(-4000);
  });
  const exited = once(child, 'exit');
  const port = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    exited.then(() => Promise.reject(new Error(`the pack in ${folder} did not start: ${said}`))),
  ]);
  const startMs = performance.now() - began;
  const client = new services.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
  await configure(client);
  const remediate = promisify<analyzer.AnalyzeRequest, analyzer.RemediateResponse>(
    client.remediate.bind(client),
  );
  const analyze = promisify<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>(client.analyze.bind(client));
  const analyzeStack = promisify<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>(
    client.analyzeStack.bind(client),
  );
  return {
    startMs,
    async askAbout(resources) {
      let violations = 0;
      for (const request of resources) {
        await remediate(request);
        violations += (await analyze(request)).getDiagnosticsList().length;
      }
      return violations;
    },
    async analyze(resources) {
      for (const request of resources) await analyze(request);
    },
    async askAboutStack(stack) {
      return (await analyzeStack(stack)).getDiagnosticsList().length;
    },
    processorMs() {
      const [nanoseconds] = readFileSync(`/proc/${child.pid}/schedstat`, 'utf8').split(' ');
      return Number(nanoseconds) / 1e6;
    },
    async peakMegabytes() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    async [Symbol.asyncDispose]() {
      client.close();
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Hands every policy the defaults of its schema, as the engine does before it asks about anything. */
async function configure(client: services.AnalyzerClient): Promise<void> {
  const info = await promisify<empty.Empty, analyzer.AnalyzerInfo>(client.getAnalyzerInfo.bind(client))(
    new empty.Empty(),
  );
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const policy of info.getPoliciesList()) {
    const properties = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
    const defaults = Object.entries(properties as Record<string, { default?: never }>).flatMap(
      ([name, property]) => (property.default === undefined ? [] : [[name, property.default]]),
    );
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(policy.getEnforcementlevel());
    config.setProperties(struct.Struct.fromJavaScript(Object.fromEntries(defaults)));
    request.getPolicyconfigMap().set(policy.getName(), config);
  }
  await promisify<analyzer.ConfigureAnalyzerRequest, empty.Empty>(client.configure.bind(client))(request);
}

/** A stack of so many resources, by taking turns with examples. */
export function encodedStack(examples: readonly ExampleResource[], size: number): EncodedStack {
  const single: analyzer.AnalyzeRequest[] = [];
  const whole = new analyzer.AnalyzeStackRequest();
  for (let index = 0; index < size; index++) {
    const example = numbered(examples[index % examples.length] as ExampleResource, index);
    single.push(described(new analyzer.AnalyzeRequest(), example, index));
    const resource = described(new analyzer.AnalyzerResource(), example, index);
    for (const property of Object.keys(example.inputs)) {
      resource.getPropertydependenciesMap().set(property, new analyzer.AnalyzerPropertyDependencies());
    }
    whole.addResources(resource);
  }
  return { single, whole };
}

function described<T extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(
  message: T,
  { type, inputs, protect }: ExampleResource,
  index: number,
): T {
  const name = `resource-${index}`;
  message.setType(type);
  message.setName(name);
  message.setUrn(`urn:pulumi:bench::bench::${type}::${name}`);
  message.setProperties(struct.Struct.fromJavaScript(inputs as Record<string, never>));
  const ofResource = new analyzer.AnalyzerResourceOptions();
  ofResource.setProtect(protect);
  message.setOptions(ofResource);
  const provider = new analyzer.AnalyzerProviderResource();
  provider.setType('pulumi:providers:aws');
  provider.setName('default_7_48_0');
  provider.setUrn('urn:pulumi:bench::bench::pulumi:providers:aws::default_7_48_0');
  provider.setProperties(struct.Struct.fromJavaScript({ region: 'us-east-1' }));
  message.setProvider(provider);
  return message;
}

/** Installs the packages that a pack's lockfile names, once, into its own folder; no install script runs. */
export async function installed(folder: string): Promise<string> {
  if (!existsSync(join(folder, 'node_modules'))) {
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      timeout: 300_000,
    });
  }
  return folder;
}
