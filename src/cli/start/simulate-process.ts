// The demo devices as a process of their own, speaking to the gateway over its socket like any other device.
import { runSimulate } from '../simulate/simulate.ts'
import { runAsChild } from './children.ts'

const [host = '127.0.0.1', port = '9212'] = process.argv.slice(2)

await runAsChild(async () => {
  const io = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    now: () => Date.now(),
    zh: true,
  }
  void runSimulate(['--live', '--faults', 'half,sticky,crc,unknown-mn,duplicate', '--host', host, '--port', port], io)
  return { ready: {}, stop: async () => undefined }
})
