/**
 * How long AWS may say nothing, milliseconds: longer than any call that reads takes to begin its answer, or pauses in it. By
 * itself the SDK waits for ever for a connection that died without a word, and its `requestTimeout` only warns.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-node-http-handler/Interface/NodeHttpHandlerOptions/
 */
export const silence = { connectionTimeout: 5_000, socketTimeout: 30_000 } as const;
