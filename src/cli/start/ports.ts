// Whether a port can be had, told before anything else is started.
import { createServer } from 'node:net'
import { StartFault } from './fault.ts'

export type WantedPort = { host: string; port: number; argument: 'http' | 'gateway'; zh: boolean }

/** Throws a StartFault where the port is taken or not ours to take. Who takes it later is met by the listener itself. */
export async function ensureFreePort(wanted: WantedPort): Promise<void> {
  if (wanted.port === 0) return
  const code = await new Promise<string | undefined>((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(wanted.port, wanted.host, () => server.close(() => resolve(undefined)))
  })
  if (code !== undefined) throw new StartFault(sentenceOf(code, wanted))
}

function sentenceOf(code: string, { host, port, argument, zh }: WantedPort): string {
  const at = `${host}:${port}`
  if (code === 'EADDRINUSE') {
    return zh
      ? `端口 ${at} 已被占用：请停止占用它的程序，或用 --${argument} 另选`
      : `Port ${at} is taken: stop the program that holds it, or choose another with --${argument}`
  }
  if (code === 'EACCES') {
    return zh
      ? `没有权限使用端口 ${at}：请用 --${argument} 选 1024 以上的端口`
      : `Port ${at} is not open to this user: choose one above 1024 with --${argument}`
  }
  return zh
    ? `不能在 ${at} 监听（${code}）：请检查 --host 与 --${argument}`
    : `Cannot listen at ${at} (${code}): check --host and --${argument}`
}
