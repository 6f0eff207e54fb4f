// The platforms that get what was stored: connected or not, how far behind, and what a person can do about it.
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { type ForwardTargetRow, removeForwardTarget, switchForwardTarget } from '#contract/forwarding.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite, useIsAdministrator } from '#web/ui/use-account.ts'
import { useAct } from '#web/ui/use-act.ts'
import { BackfillForm } from './backfill-form.tsx'
import './forwarding.css'
import { targetsQuery } from './queries.ts'
import { RefusalList } from './refusal-list.tsx'
import { TargetForm } from './target-form.tsx'
import { type Act, TargetTable } from './target-table.tsx'
import { FORWARD_WORDS as W } from './words.ts'

type Open = { act: 'add' } | { act: Exclude<Act, 'switch'>; row: ForwardTargetRow }

export function ForwardingPage() {
  const say = useSay()
  const manage = useIsAdministrator()
  const work = useCanWrite()
  const [open, setOpen] = useState<Open>()
  const { act: run, problem } = useAct(['forwarding'])
  const [said, setSaid] = useState<string>()
  const targets = useQuery(targetsQuery)
  const found = targets.data && 'targets' in targets.data ? targets.data.targets : undefined
  const turn = async ({ id, name, isActive }: ForwardTargetRow): Promise<void> => {
    const reply = await run(() => call(switchForwardTarget, { params: { id }, body: { active: !isActive } }))
    setSaid(reply === undefined ? undefined : say(isActive ? W.switchedOff : W.switchedOn, { name }))
  }
  const act = (what: Act, row: ForwardTargetRow) => {
    setSaid(undefined)
    if (what === 'switch') void turn(row)
    else setOpen({ act: what, row })
  }
  return (
    <>
      <header className="page-head page-head-acts">
        <div>
          <h1>{say(W.title)}</h1>
          <p className="page-answer">{found === undefined ? ' ' : <Summary rows={found} />}</p>
        </div>
        {manage ? (
          <Button
            type="primary"
            onClick={() => {
              setSaid(undefined)
              setOpen({ act: 'add' })
            }}
          >
            {say(W.add)}
          </Button>
        ) : null}
      </header>
      {manage ? null : <p className="quiet">{say(W.adminOnly)}</p>}
      <p role="status" className="quiet">
        {said}
      </p>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {targets.isError ? <RefusalNote problem={targets.error} onRetry={() => void targets.refetch()} /> : null}
      {targets.data && 'refused' in targets.data ? <RefusalNote problem={targets.data} /> : null}
      {targets.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {found?.length === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      {found !== undefined && found.length > 0 ? <TargetTable rows={found} may={{ work, manage }} onAct={act} /> : null}
      {open === undefined ? null : (
        <OpenForm
          open={open}
          canRetry={work}
          onClose={() => setOpen(undefined)}
          onSaved={() => setSaid(say(W.saved))}
        />
      )}
    </>
  )
}

function Summary({ rows }: { rows: readonly ForwardTargetRow[] }) {
  const say = useSay()
  if (rows.length === 0) return say(W.answerNone)
  const sum = (of: (row: ForwardTargetRow) => number): string =>
    groupDigits(rows.reduce((all, row) => all + of(row), 0))
  return say(W.answer, {
    all: rows.length,
    up: rows.filter(({ link, isServed }) => isServed && link === 'up').length,
    answered: sum(({ answered }) => answered),
    waiting: sum(({ waiting }) => waiting),
  })
}

type FormProps = { open: Open; canRetry: boolean; onClose: () => void; onSaved: () => void }

function OpenForm({ open, canRetry, onClose, onSaved }: FormProps) {
  if (open.act === 'add') return <TargetForm onClose={onClose} onSaved={onSaved} />
  const { row } = open
  if (open.act === 'edit') return <TargetForm row={row} onClose={onClose} onSaved={onSaved} />
  if (open.act === 'backfill') return <BackfillForm row={row} onClose={onClose} />
  if (open.act === 'refusals') return <RefusalList row={row} canRetry={canRetry} onClose={onClose} />
  return <RemoveBox row={row} onClose={onClose} />
}

function RemoveBox({ row, onClose }: { row: ForwardTargetRow; onClose: () => void }) {
  const say = useSay()
  const { act, busy, problem } = useAct(['forwarding'])
  const remove = async (): Promise<void> => {
    if (await act(() => call(removeForwardTarget, { params: { id: row.id } }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.remove)}
      okText={say(W.remove)}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => void remove()}
      onCancel={onClose}
    >
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <p>{say(W.removeSure, { name: row.name })}</p>
    </Modal>
  )
}
