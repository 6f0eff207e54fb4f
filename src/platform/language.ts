// Sentences for the person at the terminal: Chinese unless the environment says English.

/** Picks by `LC_ALL`, `LC_MESSAGES` or `LANG`, as the command line does. */
export function inWords(zh: string, en: string, env: NodeJS.ProcessEnv = process.env): string {
  return /^en/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '') ? en : zh
}
