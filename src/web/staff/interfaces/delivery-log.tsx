// The delivery log: every message and what became of it; dead letters are chosen to be sent again or given up.
import { useQuery } from '@tanstack/react-query'
import { Button, Pagination, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { type DeliveryRow, DeliveryState, resendDeliveries, type WebhookRow } from '#contract/webhooks.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { DeliveryBox, DiscardBox } from './delivery-boxes.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import { DELIVERIES_A_PAGE, type DeliveryFilter, deliveriesQuery } from './queries.ts'
import { DELIVERY_STATE_WORDS, WEBHOOK_WORDS as W } from './words.ts'

function useFilter(): [DeliveryFilter, (part: Partial<DeliveryFilter>) => void] {
  const [search, change] = useSearchPart()
  const [page, webhook] = [Number(search.page), Number(search.webhook)]
  const state = DeliveryState.safeParse(search.state)
  const filter = {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    webhook: Number.isInteger(webhook) && webhook > 0 ? webhook : undefined,
    state: state.success ? state.data : undefined,
  }
  return [filter, (part) => change({ page: undefined, ...part })]
}

export function DeliveryLog({ webhooks }: { webhooks: readonly WebhookRow[] }) {
  const say = useSay()
  const [filter, change] = useFilter()
  const deliveries = useQuery(deliveriesQuery(filter))
  const found = deliveries.data && 'rows' in deliveries.data ? deliveries.data : undefined
  return (
    <section aria-labelledby="delivery-log">
      <h2 id="delivery-log">{say(W.log)}</h2>
      <div className="hook-bar">
        <Select
          allowClear
          aria-label={say(W.filterState)}
          placeholder={say(W.allStates)}
          value={filter.state}
          options={DeliveryState.options.map((value) => ({ value, label: say(DELIVERY_STATE_WORDS[value]) }))}
          onChange={(state: DeliveryState | undefined) => change({ state })}
        />
        <Select
          allowClear
          aria-label={say(W.filterHook)}
          placeholder={say(W.allHooks)}
          value={filter.webhook}
          options={webhooks.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(webhook: number | undefined) => change({ webhook })}
        />
      </div>
      {deliveries.isError ? <RefusalNote problem={deliveries.error} onRetry={() => void deliveries.refetch()} /> : null}
      {deliveries.data && 'refused' in deliveries.data ? <RefusalNote problem={deliveries.data} /> : null}
      {deliveries.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {found?.rows.length === 0 ? <EmptyNote title={say(W.noDeliveries)} hint={say(W.noDeliveriesHint)} /> : null}
      {found !== undefined && found.rows.length > 0 ? (
        <Deliveries rows={found.rows} allOn={webhooks.every(({ state }) => state === 'on')} />
      ) : null}
      {found !== undefined && found.total > DELIVERIES_A_PAGE ? (
        <nav aria-label={say(W.pages)}>
          <Pagination
            current={filter.page}
            pageSize={DELIVERIES_A_PAGE}
            total={found.total}
            showSizeChanger={false}
            onChange={(page) => change({ page })}
          />
        </nav>
      ) : null}
    </section>
  )
}

function Deliveries({ rows, allOn }: { rows: readonly DeliveryRow[]; allOn: boolean }) {
  const say = useSay()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [shown, setShown] = useState<number>()
  const [resent, setResent] = useState<number>()
  const [isDiscarding, setDiscarding] = useState(false)
  const { act, busy, problem } = useAct(['webhooks'])
  const ids = rows.filter(({ id, state }) => state === 'dead' && chosen.has(id)).map(({ id }) => id)
  const resend = async () => {
    const reply = await act(() => call(resendDeliveries, { body: { ids } }))
    if (!reply) return
    setChosen(new Set())
    setResent(reply.resent)
  }
  return (
    <>
      {ids.length > 0 ? (
        <div className="hook-bar">
          <span role="status">{say(W.selected, { n: ids.length })}</span>
          <Button type="primary" loading={busy} onClick={() => void resend()}>
            {say(W.resend)}
          </Button>
          <Button danger onClick={() => setDiscarding(true)}>
            {say(W.discard)}
          </Button>
        </div>
      ) : null}
      <p role="status" className="quiet">
        {resent === undefined ? '' : `${say(W.resent, { n: resent })}${allOn ? '' : say(W.resentOff)}`}
      </p>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <DeliveryTable rows={rows} chosen={chosen} onChosen={setChosen} onShow={setShown} />
      {shown === undefined ? null : <DeliveryBox id={shown} onClose={() => setShown(undefined)} />}
      {isDiscarding ? <DiscardBox ids={ids} onClose={() => setDiscarding(false)} /> : null}
    </>
  )
}
