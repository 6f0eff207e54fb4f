// Webhooks: who is told of what, how it goes, and below it the delivery log with the dead letters.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import type { WebhookRow } from '#contract/webhooks.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { sessionQuery } from '#web/ui/session.ts'
import { DeliveryLog } from './delivery-log.tsx'
import './interfaces.css'
import { webhooksQuery } from './queries.ts'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookTable } from './webhook-table.tsx'
import { INTERFACE_WORDS, WEBHOOK_WORDS as W } from './words.ts'

export function WebhooksPage() {
  const say = useSay()
  const account = useQuery(sessionQuery)
  const isAdministrator = account.data !== undefined && 'role' in account.data && account.data.role === 'administrator'
  return (
    <>
      <p className="page-back no-print">
        <Link to="/interfaces">← {say(INTERFACE_WORDS.back)}</Link>
      </p>
      {isAdministrator ? <Webhooks /> : <h1>{say(W.title)}</h1>}
      {account.data !== undefined && !isAdministrator ? <p className="page-answer">{say(W.adminOnly)}</p> : null}
    </>
  )
}

function Webhooks() {
  const say = useSay()
  const hooks = useQuery(webhooksQuery)
  const [editing, setEditing] = useState<WebhookRow | 'new'>()
  const found = hooks.data && 'webhooks' in hooks.data ? hooks.data.webhooks : undefined
  return (
    <>
      <header className="page-head page-head-acts">
        <div>
          <h1>{say(W.title)}</h1>
          <p className="page-answer">
            {found === undefined ? ' ' : found.length === 0 ? say(W.answerNone) : say(W.answer, figuresOf(found))}
          </p>
        </div>
        <Button type="primary" onClick={() => setEditing('new')}>
          {say(W.add)}
        </Button>
      </header>
      {hooks.isError ? <RefusalNote problem={hooks.error} onRetry={() => void hooks.refetch()} /> : null}
      {hooks.data && 'refused' in hooks.data ? <RefusalNote problem={hooks.data} /> : null}
      {hooks.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {found?.length === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      {found !== undefined && found.length > 0 ? (
        <>
          <WebhookTable rows={found} onEdit={setEditing} />
          <DeliveryLog webhooks={found} />
        </>
      ) : null}
      {editing === undefined ? null : (
        <WebhookForm {...(editing === 'new' ? {} : { row: editing })} onClose={() => setEditing(undefined)} />
      )}
    </>
  )
}

const figuresOf = (rows: readonly WebhookRow[]) => ({
  on: rows.filter(({ state }) => state === 'on').length,
  stopped: rows.filter(({ state }) => state === 'stopped').length,
  waiting: rows.reduce((all, { waiting }) => all + waiting, 0),
  dead: rows.reduce((all, { dead }) => all + dead, 0),
})
