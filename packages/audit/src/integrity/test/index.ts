/** Signed logs in memory, for tests and benches of several packages. */
export { LogServer, type LogServerOptions, type ServedObjects } from './log-server.ts';
export { MemoryStore } from './memory-store.ts';
export {
  type ChainPlan,
  type DeliveredDigest,
  deliverChain,
  deliverDigest,
  sha256,
  SigningKey,
} from './signed-chain.ts';
export { writeCopy } from './write-copy.ts';
