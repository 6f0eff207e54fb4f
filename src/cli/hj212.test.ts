// `shanshui hj212`: lines in, lines out, in order; what cannot be read is said and counted.
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { CommandIo } from './command-io.ts'
import { runHj212 } from './hj212.ts'

async function run(verb: string, lines: readonly string[]): Promise<{ code: number; rows: Record<string, unknown>[] }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(lines.join('\n'))
  const io: CommandIo = { stdin, stdout, stderr, env: {}, now: () => 0, zh: false }
  const code = await runHj212([verb, '-'], io)
  const text = String(stdout.read() ?? '')
  return {
    code,
    rows: text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

const FRAME =
  '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n'

describe('runHj212()', () => {
  test('decodes each line, in order, and says what is wrong with a frame without failing', async () => {
    const { code, rows } = await run('decode', [
      JSON.stringify({ packet: FRAME }),
      '',
      JSON.stringify({ packet: FRAME.replace('=30', '=31') }),
    ])
    expect(code).toBe(0)
    expect(rows[0]).toEqual({
      row: 1,
      ok: true,
      findings: [],
      message: {
        st: '32',
        cn: '1062',
        mn: '010000A8900016F000169DC0',
        qn: '20160801085857223',
        pw: '100000',
        flag: 5,
        pnum: null,
        pno: null,
        cp: { RtdInterval: '30' },
      },
    })
    expect(rows[1]).toMatchObject({ row: 3, ok: false, findings: [{ code: 'crc.stale', severity: 'error', at: 107 }] })
  })

  test('encodes what it decoded', async () => {
    const { rows } = await run('decode', [JSON.stringify({ packet: FRAME })])
    expect(await run('encode', [JSON.stringify(rows[0])])).toEqual({
      code: 0,
      rows: [{ row: 1, packet: FRAME, encoding: 'utf8' }],
    })
  })

  test('takes latin1 with a key both ways', async () => {
    const line = JSON.stringify({
      message: { cn: '2011', mn: '1', flag: 9, cp: { a: '1234567890123456' } },
      sm4Key: '30'.repeat(16),
    })
    const { rows } = await run('encode', [line])
    const back = await run('decode', [JSON.stringify({ ...rows[0], sm4Key: '30'.repeat(16) })])
    expect(back.rows[0]).toMatchObject({ ok: true, message: { cp: { a: '1234567890123456' } } })
    expect((await run('decode', [JSON.stringify(rows[0])])).rows[0]).toMatchObject({ ok: false })
  })

  test.each([
    ['decode', 'no json'],
    ['decode', '[]'],
    ['decode', '{"packet":1}'],
    ['decode', '{"packet":"山","encoding":"latin1"}'],
    ['decode', '{"packet":"##","sm4Key":"x"}'],
    ['encode', '{"message":{"cn":"2011;MN=1"}}'],
    ['encode', '{"message":{"flag":1.5}}'],
  ])('%s counts %s as a line it could not read', async (verb, line) => {
    expect((await run(verb, [line])).code).toBe(1)
  })

  test('gives 2 for a file that is not there and for wrong usage', async () => {
    const io: CommandIo = {
      stdin: new PassThrough(),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      env: {},
      now: () => 0,
      zh: true,
    }
    expect(await runHj212(['decode', '/nowhere/at/all.jsonl'], io)).toBe(2)
    expect(await runHj212(['decode'], io)).toBe(2)
  })
})
