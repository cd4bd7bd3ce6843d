import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import provider from '@pulumi/pulumi/proto/provider_pb.js';

/**
 * Starts a package's plugin as the Pulumi CLI does, with the SDK's `run-plugin`, asks for its schema and ends it.
 * @throws with what the plugin said when it ends before it serves.
 */
export async function schemaOfPlugin(folder: string, packageFolder: string): Promise<string> {
  const plugin = spawn(
    process.execPath,
    ['node_modules/@pulumi/pulumi/cmd/run-plugin/index.js', packageFolder],
    { cwd: folder },
  );
  try {
    const client = new ResourceProviderClient(
      `127.0.0.1:${await portOf(plugin)}`,
      credentials.createInsecure(),
    );
    try {
      return await new Promise<string>((resolve, reject) => {
        client.getSchema(
          new provider.GetSchemaRequest(),
          (error: ServiceError | null, answer: { getSchema(): string }) =>
            error ? reject(error) : resolve(answer.getSchema()),
        );
      });
    } finally {
      client.close();
    }
  } finally {
    const ended = plugin.exitCode === null ? once(plugin, 'exit') : undefined;
    plugin.kill();
    await ended;
  }
}

/** The port that a plugin prints first. */
async function portOf(plugin: ChildProcessWithoutNullStreams): Promise<number> {
  let said = '';
  plugin.stderr.on('data', (text) => {
    said += text;
  });
  for await (const line of createInterface({ input: plugin.stdout })) {
    if (/^\d+$/.test(line)) return Number(line);
    said += `${line}\n`;
  }
  throw new Error(`the plugin ended before it served:\n${said}`);
}
