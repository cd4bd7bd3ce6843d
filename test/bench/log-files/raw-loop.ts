/** The least that a verification can do, in a thread: GET or have each file, uncompress it and hash it. */
import { createHash } from 'node:crypto';
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

async function fetchOne(key: string): Promise<Buffer> {
  if (pool === undefined) throw new Error('files of a folder are not fetched');
  const { body } = await pool.request({ method: 'GET', path: `${new URL(from).pathname}/${key}` });
  return Buffer.from(await body.arrayBuffer());
}

const hashOf = (content: Buffer) => createHash('sha256').update(gunzipSync(content)).digest('hex');

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
