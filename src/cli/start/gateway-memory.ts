// How Node keeps a gateway's memory.

/**
 * What waits for a commit lives for some hundred milliseconds: in a young generation of the usual 16 MB it is copied
 * about over and over, which costs a burst a sixth of its time.
 */
export const GATEWAY_NODE_ARGS: readonly string[] = ['--max-semi-space-size=64']
