/** An HTTP server that reads requests whole and answers each with the same few bytes: the least that one can do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBench } from '../harness/processes.ts';

const server = createServer((request, response) => {
  request.resume().on('end', () => response.end('<Empty/>'));
});

answerBench(
  () =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }));
    }),
  () => {
    server.closeAllConnections();
    server.close();
  },
);
