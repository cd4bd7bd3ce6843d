// Serves one program after the other as the Automation API serves inline programs: by `LanguageRuntime`, from a
// process that has the SDK loaded. Started by ProgramHosts, which sends a program's file and is sent the address.
import { pathToFileURL } from 'node:url';
import { Server, ServerCredentials } from '@grpc/grpc-js';
// @ts-expect-error: marked as internal, so the SDK keeps it out of its type declarations.
import { LanguageServer } from '@pulumi/pulumi/automation/server.js';
import languageGrpc from '@pulumi/pulumi/proto/language_grpc_pb.js';

let server: Server | undefined;
let count = 0;

process.on('message', ({ file }: { file: string }) => {
  server?.forceShutdown();
  // Another address for each run: a module is read once alone.
  const url = `${pathToFileURL(file).href}?run=${count++}`;
  const program = async () => ({ ...((await import(url)) as Record<string, unknown>) });
  server = new Server();
  server.addService(languageGrpc.LanguageRuntimeService, new LanguageServer(program) as never);
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.send?.(`127.0.0.1:${port}`);
  });
});
// The tests have ended.
process.on('disconnect', () => process.exit());
