// The demo devices as a process of their own, speaking to the gateway over its socket like any other device.
import { runSimulate } from '../simulate/simulate.ts'
import { runAsChild } from './child-side.ts'

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
  const args = ['--live', '--faults', 'half,sticky,crc,unknown-mn,duplicate', '--host', host, '--port', port]
  // It has no end of its own: where it ends, the parent starts it again.
  void runSimulate(args, io).then(() => process.exit(1))
  return { ready: {}, stop: async () => undefined }
})
