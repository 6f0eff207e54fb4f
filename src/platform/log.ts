// Plain text log lines on standard error: instant, level, place, sentence.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export type Log = {
  debug: (sentence: string, cause?: unknown) => void
  info: (sentence: string, cause?: unknown) => void
  warn: (sentence: string, cause?: unknown) => void
  error: (sentence: string, cause?: unknown) => void
  /** The same log under `place/inner`. */
  child: (inner: string) => Log
}

const ORDER: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 }

export type LogOptions = {
  /** Lines below this level are left out; from `SHANSHUI_LOG` when absent, else `info`. */
  level?: LogLevel
  write?: (line: string) => void
  now?: () => number
}

const isLevel = (text: string | undefined): text is LogLevel => text !== undefined && Object.hasOwn(ORDER, text)

/**
 * A log that names its place in every line. A cause is printed with its stack and its own causes, indented,
 * so that a line that starts with a digit is always a new entry.
 */
export function createLog(place: string, options: LogOptions = {}): Log {
  const wanted = process.env.SHANSHUI_LOG
  const level = options.level ?? (isLevel(wanted) ? wanted : 'info')
  const write = options.write ?? ((line: string) => void process.stderr.write(line))
  const now = options.now ?? Date.now
  const at = (entry: LogLevel) => (sentence: string, cause?: unknown) => {
    if (ORDER[entry] < ORDER[level]) return
    const head = `${new Date(now()).toISOString()} ${entry.padEnd(5)} ${place}: ${indented(sentence)}`
    write(cause === undefined ? `${head}\n` : `${head}\n  ${indented(causeText(cause))}\n`)
  }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (inner) => createLog(`${place}/${inner}`, { level, write, now }),
  }
}

const indented = (text: string): string => text.trimEnd().replace(/\r?\n/g, '\n  ')

function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const own = cause.stack ?? `${cause.name}: ${cause.message}`
  return cause.cause === undefined ? own : `${own}\ncaused by ${causeText(cause.cause)}`
}
