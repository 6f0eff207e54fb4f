// Commands to a device: the form, and what became of each, with its conversation.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import { type CommandRow, cancelCommand } from '#contract/devices.ts'
import { isRefusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { becauseOf, RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { CommandForm } from './command-form.tsx'
import { CAUSE_WORDS, COMMAND_WORDS as W } from './command-words.ts'
import { Conversation } from './conversation.tsx'
import { COMMANDS_A_PAGE, commandsQuery, type DeviceDetail } from './queries.ts'
import { DEVICE_WORDS, STATE_WORDS } from './words.ts'

export function CommandsTab({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const canWrite = useCanWrite()
  return (
    <>
      {canWrite ? (
        <section className="device-box">
          <h2>{say(W.ask)}</h2>
          <CommandForm mn={device.mn} edition={device.profile.edition} />
        </section>
      ) : (
        <p className="quiet">{say(DEVICE_WORDS.readOnly)}</p>
      )}
      <section className="device-box">
        <h2>{say(W.history)}</h2>
        <CommandList mn={device.mn} />
      </section>
    </>
  )
}

function CommandList({ mn }: { mn: string }) {
  const say = useSay()
  const [page, setPage] = useState(1)
  const [open, setOpen] = useState<number>()
  const commands = useQuery(commandsQuery(mn, page))
  if (commands.isError) return <RefusalNote problem={commands.error} onRetry={() => void commands.refetch()} />
  if (commands.data && 'refused' in commands.data) return <RefusalNote problem={commands.data} />
  if (commands.data === undefined) return <Skeleton active aria-label={say(DEVICE_WORDS.loading)} />
  const { rows, total } = commands.data
  if (total === 0) return <EmptyNote title={say(W.none)} hint={say(W.noneHint)} />
  return (
    <>
      <ol className="commands">
        {rows.map((row) => (
          <CommandLine
            key={row.id}
            row={row}
            isOpen={open === row.id}
            onToggle={() => setOpen(open === row.id ? undefined : row.id)}
          />
        ))}
      </ol>
      {total > COMMANDS_A_PAGE ? (
        <nav aria-label={say(DEVICE_WORDS.pages)} className="pages no-print">
          <Pagination
            current={page}
            pageSize={COMMANDS_A_PAGE}
            total={total}
            showSizeChanger={false}
            onChange={setPage}
          />
        </nav>
      ) : null}
    </>
  )
}

type LineProps = { row: CommandRow; isOpen: boolean; onToggle: () => void }

function CommandLine({ row, isOpen, onToggle }: LineProps) {
  const say = useSay()
  const params = Object.entries(row.params).map(([name, value]) => `${name}=${value}`)
  const answer = Object.entries(row.answer ?? {}).map(([name, value]) => `${name}=${value}`)
  return (
    <li className="command">
      <div className="packet-head">
        <button type="button" className="packet-open" aria-expanded={isOpen} onClick={onToggle}>
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> <Moment at={row.askedAt} seconds />{' '}
          <strong>
            {row.cn} {say(row.label)}
          </strong>
        </button>
        <span className={`command-state command-${row.state}`}>{say(STATE_WORDS[row.state])}</span>
        {row.result === null ? null : <span>{say(row.result)}</span>}
        {row.sends > 1 ? <span className="quiet">{say(W.sends, { n: row.sends })}</span> : null}
        {row.dataFrames > 0 ? <span className="quiet">{say(W.data, { n: row.dataFrames })}</span> : null}
        {row.state === 'queued' ? <TakeBack row={row} /> : null}
      </div>
      <p className="command-why">
        <span className="quiet">
          {row.cause === 'person'
            ? say(W.by, { who: row.askedBy, reason: row.reason })
            : `${say(CAUSE_WORDS[row.cause])} · ${row.reason}`}
        </span>
        {params.length > 0 ? <code>{params.join('；')}</code> : null}
        {answer.length > 0 ? (
          <span>
            {say(W.answer)} <code>{answer.join('；')}</code>
          </span>
        ) : null}
      </p>
      {isOpen ? <Conversation id={row.id} /> : null}
    </li>
  )
}

function TakeBack({ row }: { row: CommandRow }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string>()
  if (!canWrite) return null
  const takeBack = async () => {
    const reply = await call(cancelCommand, { params: { id: row.id }, body: { reason: say(W.takeBack) } })
    setProblem(isRefusal(reply) ? say(becauseOf(reply)) : undefined)
    await queries.invalidateQueries({ queryKey: ['devices'] })
  }
  return (
    <>
      <Button size="small" onClick={() => void takeBack()}>
        {say(W.takeBack)}
      </Button>
      {problem === undefined ? null : <span className="finding-error">{problem}</span>}
    </>
  )
}
