/**
 * The version of the Pulumi CLI whose behaviour the engine reproduces. Written into checkpoints, and told to
 * the Automation API, which chooses its own way of talking by it.
 */
export const pulumiVersion = '3.259.0';
