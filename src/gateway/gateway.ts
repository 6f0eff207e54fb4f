// The gateway: a port at which devices speak HJ 212, and everything they say goes to the store before it is answered.
import { createServer, type Server } from 'node:net'
import type { Database } from '#platform/database.ts'
import { inWords } from '#platform/language.ts'
import type { Log } from '#platform/log.ts'
import { CommandDesk } from './commands/desk.ts'
import { startGapWatch } from './commands/gap-watch.ts'
import type { DeviceProfile } from './device-profile.ts'
import { openRegister } from './devices.ts'
import { Reception } from './reception.ts'
import { startReingest } from './reingest.ts'
import { keepSessions } from './session-store.ts'
import { Sessions } from './sessions.ts'
import { type FrameWriter, Writer, type WriterHooks } from './writer.ts'

export type GatewayOptions = {
  db: Database
  host: string
  port: number
  log: Log
  /** Told why no device is answered at present, and null once it is over. */
  onTrouble?: WriterHooks['onTrouble']
  /** The store itself where nothing else is said. */
  makeWriter?: (hooks: WriterHooks) => FrameWriter
}

export type Gateway = { port: number; stop(): Promise<void> }

const MOST_CONNECTIONS = 10_000

/** Listens until it is stopped; port 0 takes any free one. Rejects with one sentence where the port cannot be had. */
export async function startGateway({ db, host, port, log, ...more }: GatewayOptions): Promise<Gateway> {
  const register = await openRegister(db, log)
  const find = (mn: string): DeviceProfile | undefined => desk.profileOf(register.find(mn))
  const sessions = new Sessions(
    ({ mn }) => desk.linkUp(mn),
    ({ mn }) => desk.linkLost(mn),
  )
  const sessionStore = await keepSessions(db, sessions, log)
  const gaps = startGapWatch(db, log)
  const desk: CommandDesk = new CommandDesk({
    db,
    log,
    find,
    sessions,
    gateway: sessionStore.gateway,
    onHistory: gaps.look,
  })
  const makeWriter = more.makeWriter ?? ((hooks: WriterHooks) => new Writer({ db, log, ...hooks }))
  const withTrouble = (hooks: WriterHooks): FrameWriter => makeWriter({ ...hooks, onTrouble: more.onTrouble })
  const reception = new Reception({ db, log, find, sessions, desk, makeWriter: withTrouble })
  const server = createServer({ allowHalfOpen: true }, (socket) => reception.welcome(socket))
  server.maxConnections = MOST_CONNECTIONS
  try {
    await listen(server, host, port)
  } catch (error) {
    await Promise.all([register.stop(), sessionStore.stop(), gaps.stop(), desk.stop()])
    throw error
  }
  const reingest = await startReingest(db, log)
  await desk.start()
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await reception.stop()
      await closed
      await desk.stop()
      await gaps.stop()
      await sessionStore.stop()
      await reingest.stop()
      await register.stop()
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(sentence(error, host, port))))
    server.listen(port, host, () => {
      // What goes wrong later (too many open files) costs one connection and not the gateway.
      server.removeAllListeners('error')
      server.on('error', () => undefined)
      resolve()
    })
  })
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  const at = `${host}:${port}`
  if (error.code === 'EADDRINUSE') {
    return inWords(
      `网关端口 ${at} 已被占用，请用 --gateway 另选`,
      `Gateway port ${at} is taken: choose another with --gateway`,
    )
  }
  if (error.code === 'EACCES') {
    return inWords(`无权使用网关端口 ${at}`, `Gateway port ${at} may not be used by this user`)
  }
  return inWords(`网关无法监听 ${at}：${error.message}`, `The gateway cannot listen at ${at}: ${error.message}`)
}
