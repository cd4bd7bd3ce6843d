/** The least that a verification can do, in a thread: GET or have each file, uncompress it and hash it. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { Pool } from 'undici';

/** What a thread is given. */
export interface RawTask {
  /** `http://127.0.0.1:PORT/BUCKET`, or a folder. */
  readonly from: string;
  readonly keys: readonly string[];
  /** Requests under way at once. */
  readonly atOnce: number;
}

const { from, keys, atOnce } = workerData as RawTask;
const isRemote = from.startsWith('http');
const pool = isRemote ? new Pool(new URL(from).origin, { connections: atOnce }) : undefined;
/** Files of a folder are in memory before the clock starts. */
const contents = isRemote ? [] : keys.map((key) => readFileSync(`${from}/${key}`));

const folder = isRemote ? new URL(from).pathname : '';

/** By the quickest way that the client has: without a stream for each file. */
function fetchOne(key: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    pool?.dispatch(
      { method: 'GET', path: `${folder}/${key}` },
      {
        onRequestStart: () => {},
        onResponseStart: () => {},
        onResponseData: (_controller, piece) => pieces.push(piece),
        onResponseEnd: () => resolve(Buffer.concat(pieces)),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

const hashOf = (content: Buffer) => hash('sha256', gunzipSync(content));

async function run(): Promise<number> {
  let hashed = 0;
  if (!isRemote) {
    for (const content of contents) hashed += hashOf(content).length / 64;
    return hashed;
  }
  let at = 0;
  const lane = async () => {
    for (let key = keys[at++]; key !== undefined; key = keys[at++]) {
      const content = await fetchOne(key);
      hashed += hashOf(content).length / 64;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return hashed;
}

parentPort?.on('message', () => run().then((hashed) => parentPort?.postMessage(hashed)));
parentPort?.postMessage('ready');
