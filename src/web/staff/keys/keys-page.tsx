// Keys of other systems: what each may, when it was last used, and its end.
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { type ApiKeyRow, listApiKeys, revokeApiKey } from '#contract/api-keys.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PERMISSION_WORDS } from '#web/ui/permission-words.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { sessionQuery } from '#web/ui/session.ts'
import { useAct } from '#web/ui/use-act.ts'
import { KeyForm } from './key-form.tsx'
import './keys.css'
import { KEY_WORDS as W } from './words.ts'

const REFRESH_MS = 30_000

export function KeysPage() {
  const say = useSay()
  const account = useQuery(sessionQuery)
  const isAdministrator = account.data !== undefined && 'role' in account.data && account.data.role === 'administrator'
  if (isAdministrator) return <Keys />
  return (
    <header className="page-head">
      <h1>{say(W.title)}</h1>
      {account.data === undefined ? null : <p className="page-answer">{say(W.adminOnly)}</p>}
    </header>
  )
}

function Keys() {
  const say = useSay()
  const [isAdding, setAdding] = useState(false)
  const [revoking, setRevoking] = useState<ApiKeyRow>()
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => call(listApiKeys, {}), refetchInterval: REFRESH_MS })
  const found = keys.data && 'keys' in keys.data ? keys.data.keys : undefined
  const revoked = found?.filter(({ revokedAt }) => revokedAt !== null).length ?? 0
  return (
    <>
      <header className="page-head page-head-acts">
        <div>
          <h1>{say(W.title)}</h1>
          <p className="page-answer">
            {found === undefined
              ? ' '
              : say(found.length === 0 ? W.answerNone : W.answer, { n: found.length - revoked, revoked })}
          </p>
        </div>
        <Button type="primary" onClick={() => setAdding(true)}>
          {say(W.add)}
        </Button>
      </header>
      {keys.isError ? <RefusalNote problem={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {keys.data && 'refused' in keys.data ? <RefusalNote problem={keys.data} /> : null}
      {keys.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {found?.length === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      {found !== undefined && found.length > 0 ? <KeyTable rows={found} onRevoke={setRevoking} /> : null}
      {isAdding ? <KeyForm onClose={() => setAdding(false)} /> : null}
      {revoking === undefined ? null : <RevokeBox row={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  )
}

function KeyTable({ rows, onRevoke }: { rows: readonly ApiKeyRow[]; onRevoke: (row: ApiKeyRow) => void }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.name)}</th>
            <th scope="col">{say(W.may)}</th>
            <th scope="col">{say(W.sites)}</th>
            <th scope="col">{say(W.created)}</th>
            <th scope="col">{say(W.lastUsed)}</th>
            <th scope="col">{say(W.state)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td data-label={say(W.may)}>
                {listNames(
                  say,
                  row.may.map((grant) => say(PERMISSION_WORDS[grant])),
                )}
              </td>
              <td data-label={say(W.sites)}>
                {row.sites === null
                  ? say(W.everySite)
                  : listNames(
                      say,
                      row.sites.map(({ name }) => name),
                    )}
              </td>
              <td data-label={say(W.created)}>
                <Moment at={row.createdAt} /> <span className="quiet">{row.createdBy}</span>
              </td>
              <td data-label={say(W.lastUsed)}>
                {row.lastUsedAt === null ? (
                  <span className="quiet">{say(W.never)}</span>
                ) : (
                  <Moment at={row.lastUsedAt} />
                )}
              </td>
              <td data-label={say(W.state)}>
                {row.revokedAt === null ? (
                  <>
                    {say(W.valid)}{' '}
                    <Button size="small" danger onClick={() => onRevoke(row)}>
                      {say(W.revoke)}
                    </Button>
                  </>
                ) : (
                  <span className="quiet">
                    {say(W.revoked)} <Moment at={row.revokedAt} /> {row.revokedBy}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RevokeBox({ row, onClose }: { row: ApiKeyRow; onClose: () => void }) {
  const say = useSay()
  const { act, busy, problem } = useAct(['keys'])
  const revoke = async (): Promise<void> => {
    if (await act(() => call(revokeApiKey, { params: { id: row.id } }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.revoke)}
      okText={say(W.revoke)}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => void revoke()}
      onCancel={onClose}
    >
      <p>{say(W.revokeSure, { name: row.name })}</p>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}
