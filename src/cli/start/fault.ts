// Why the product does not start, as one sentence for the person at the terminal.

/** Printed without a stack, exit code 2; any other error is a bug and printed whole. */
export class StartFault extends Error {}

/** For work whose errors are sentences already: a child's own fault, a port taken in the last moment. */
export async function orFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new StartFault(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
