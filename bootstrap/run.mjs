// Runs other programs: with a line for whatever takes longer than two seconds, or in the place of this one.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ROOT } from './runtime.mjs'

const PATIENCE_MS = 2000
const LOG_EVERY_S = 10
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Says after two seconds what is being done and for how long: one line that counts up, or a line now and then in a log. */
function tellProgress(what) {
  const begun = Date.now()
  const { isTTY } = process.stderr
  let lines = 0
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000)
    if (isTTY) process.stderr.write(`\r  … ${what} ${seconds} s`)
    else if (seconds >= lines * LOG_EVERY_S) process.stderr.write(`  … ${what} ${seconds} s\n`)
    if (isTTY || seconds >= lines * LOG_EVERY_S) lines += 1
  }, PATIENCE_MS)
  return () => {
    clearInterval(timer)
    if (isTTY && lines > 0) process.stderr.write('\n')
  }
}

/** Runs quietly; resolves with exit code and what was printed. */
export function runQuietly(what, command, args, options = {}) {
  const told = tellProgress(what)
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let printed = ''
    child.stdout.on('data', (chunk) => (printed += chunk))
    child.stderr.on('data', (chunk) => (printed += chunk))
    child.on('error', (error) => finish(127, `${printed}${error.message}`))
    child.on('close', (code) => finish(code ?? 1, printed))
    function finish(code, text) {
      told()
      resolve({ code, printed: text })
    }
  })
}

/**
 * Runs with this terminal; resolves with the exit code. Signals are handed on, as a signal sent to this process alone
 * reaches no other; where the terminal told the child already, the child takes both for one.
 */
export function runInPlace(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  const pass = (signal) => child.kill(signal)
  for (const signal of SIGNALS) process.on(signal, pass)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const one of SIGNALS) process.off(one, pass)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}
