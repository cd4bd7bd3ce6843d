/** Signed logs in memory, for tests and benches of several packages. */
export { MemoryStore } from './memory-store.ts';
export { type ChainPlan, type DeliveredDigest, deliverChain, SigningKey } from './signed-chain.ts';
