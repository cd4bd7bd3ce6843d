/** A gRPC server that answers each request with the same bytes. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { echoService } from '../stack-runs/grpc-echo.ts';
import { answerBench } from '../harness/processes.ts';

const server = new Server();
server.addService(echoService, {
  echo: ({ request }: { request: Buffer }, callback: (error: null, answer: Buffer) => void) =>
    callback(null, request),
});

answerBench(
  () =>
    new Promise((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve({ port }),
      );
    }),
  () => server.forceShutdown(),
);
