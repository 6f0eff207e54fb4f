// `shanshui account`: local accounts from the machine the product runs on.
import { parseArgs } from 'node:util'
import { Account } from '#contract/session.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { createAccount, disableAccount, listAccounts, resetPassword } from '#server/access/accounts.ts'
import type { CommandIo } from './command-io.ts'
import { sentenceOf } from './sentence.ts'
import { withStore } from './with-store.ts'

type Asked = { act: string; name: string; role: Account['role']; displayName: string; dataDir: string }

const BY = 'command line'

function readAsked(args: string[]): Asked | undefined {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      role: { type: 'string', default: 'officer' },
      display: { type: 'string' },
      data: { type: 'string', default: './data' },
    },
  })
  const [act = '', name = ''] = positionals
  const role = Account.shape.role.safeParse(values.role)
  const isWhole = act === 'list' ? positionals.length === 1 : positionals.length === 2
  if (!['add', 'reset', 'disable', 'list'].includes(act) || !isWhole || !role.success) return undefined
  return { act, name, role: role.data, displayName: values.display ?? name, dataDir: values.data }
}

const act = (db: Database, { act: what, name, role, displayName }: Asked) => {
  if (what === 'add') return createAccount(db, { name, displayName, role }, BY)
  if (what === 'reset') return resetPassword(db, name, BY)
  if (what === 'disable') return disableAccount(db, name, BY)
  return listAccounts(db)
}

/** Exit code 0; 1 for a "no"; 2 for wrong usage. */
export async function runAccount(args: string[], io: CommandIo): Promise<number> {
  let asked: Asked | undefined
  try {
    asked = readAsked(args)
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`)
  }
  if (!asked) {
    io.stderr.write(
      'shanshui account add NAME [--role reader|officer|administrator] | reset NAME | disable NAME | list\n',
    )
    return 2
  }
  const wanted = asked
  return withStore({ dataDir: wanted.dataDir, io, name: 'account' }, async (db) => {
    const answer = await act(db, wanted)
    if (isRefusal(answer)) {
      io.stderr.write(`${sentenceOf(answer, io)}\n`)
      return 1
    }
    io.stdout.write(`${JSON.stringify(Array.isArray(answer) ? answer : { name: wanted.name, ...answer })}\n`)
    return 0
  })
}
