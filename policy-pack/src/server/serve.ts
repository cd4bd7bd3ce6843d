import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyPackArgs, PolicyPackConfig } from '@pulumi/policy';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { Analyzer } from './analyzer.ts';
import { bufferOf, readResource, readStack } from './messages.ts';
import { grpc, messages, pluginInfo, sdkVersion, service } from './sdk.ts';

/** The SDK's limit of a message; a stack's resources come in one. */
const mostBytes = 400 * 1024 * 1024;

/**
 * Serves a policy pack to the engine, in place of `new PolicyPack(…)`: prints its port and answers until the engine
 * ends it. The version is that of the `package.json` in the working directory, where Pulumi starts a pack.
 *
 * @param name letters, digits, `-`, `_` and `.`, at most 100
 * @param args as of `PolicyPack`
 * @param initialConfig levels and values that the pack proposes for its policies
 * @throws Error when the name, the version or a policy's name cannot be served
 */
export function servePack(name: string, args: PolicyPackArgs, initialConfig?: PolicyPackConfig): void {
  checkNames(name, args);
  const analyzer = new Analyzer({
    name,
    version: versionOfPack(),
    args,
    ...(initialConfig === undefined ? {} : { initialConfig }),
  });
  const server = new grpc.Server({
    'grpc.max_receive_message_length': mostBytes,
    // Books that nobody reads.
    'grpc.enable_channelz': 0,
  });
  server.addService(encodedMessages(), {
    analyze: answering((request) => analyzer.analyze(request)),
    analyzeStack: answering((request) => analyzer.analyzeStack(request)),
    remediate: answering((request) => analyzer.remediate(request)),
    getAnalyzerInfo: answering(() => analyzer.info()),
    getPluginInfo: answering(() => {
      const info = new pluginInfo();
      info.setVersion(sdkVersion);
      return info;
    }),
    configure: answering((request) => {
      analyzer.configure(request);
      return new (service.configure as (typeof service)[string]).responseType();
    }),
    configureStack: answering((request) => {
      analyzer.configureStack(request);
      return new messages.AnalyzerStackConfigureResponse();
    }),
  });
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The engine reads the port on the first line.
    process.stdout.write(`${port}\n`);
  });
}

function checkNames(name: string, { policies }: PolicyPackArgs): void {
  if (!/^[a-zA-Z0-9-_.]{1,100}$/.test(name)) {
    throw new Error(
      `Invalid policy pack name "${name}". Policy pack names may only contain alphanumerics, hyphens, underscores, or periods.`,
    );
  }
  const names = new Set<string>();
  for (const policy of policies) {
    if (policy.name === 'all') {
      throw new Error('Invalid policy name "all": it stands for every policy in a configuration.');
    }
    if (names.has(policy.name)) throw new Error(`Two policies have the name "${policy.name}".`);
    names.add(policy.name);
    const { properties = {}, required = [] } = policy.configSchema ?? {};
    if ('enforcementLevel' in properties || required.includes('enforcementLevel')) {
      throw new Error(`Policy "${policy.name}" declares "enforcementLevel", which every policy has.`);
    }
  }
}

function versionOfPack(): string {
  const { version } = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'));
  if (!version) throw new Error('Version must be defined in the package.json file.');
  return version;
}

/** The analyzer's service; its answers may be encoded already, and it reads descriptions of resources by itself. */
function encodedMessages() {
  const readers: Readonly<Record<string, (message: Buffer) => unknown>> = {
    analyze: readResource,
    remediate: readResource,
    analyzeStack: readStack,
  };
  return Object.fromEntries(
    Object.entries(service).map(([method, definition]) => [
      method,
      {
        ...definition,
        requestDeserialize: readers[method] ?? definition.requestDeserialize,
        responseSerialize: (answer: unknown) =>
          answer instanceof Uint8Array ? bufferOf(answer) : definition.responseSerialize(answer),
      },
    ]),
  ) as never;
}

/** A method of the service; what it throws is the engine's to show, with its stack. */
function answering<Request>(answer: (request: Request) => unknown) {
  return async (call: ServerUnaryCall<Request, unknown>, done: sendUnaryData<unknown>) => {
    try {
      done(null, await answer(call.request));
    } catch (error) {
      done(new Error(error instanceof Error ? error.stack : String(error)), undefined);
    }
  };
}
