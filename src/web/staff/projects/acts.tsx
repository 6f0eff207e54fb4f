// The acts of a project's page: enter, change and undo, each in its box, shared by all its parts.
import { Button } from 'antd'
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { EntryKind } from '#contract/projects.ts'
import { useSay, type Words } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import type { Boxes } from './entry-fields.ts'
import { type Entering, EntryForm, UndoForm, type Undoing } from './entry-form.tsx'
import type { ProjectDetail } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

type Acts = { enter: (entering: Entering) => void; undo: (undoing: Undoing) => void }
const ActsContext = createContext<Acts | undefined>(undefined)

type Props = { plan: string; detail: ProjectDetail; children: ReactNode }

/** Gives the parts below their acts; nobody who may not write gets any. */
export function ProjectActs({ plan, detail, children }: Props) {
  const canWrite = useCanWrite()
  const [entering, setEntering] = useState<Entering>()
  const [undoing, setUndoing] = useState<Undoing>()
  return (
    <ActsContext value={canWrite ? { enter: setEntering, undo: setUndoing } : undefined}>
      {children}
      {entering === undefined ? null : (
        <EntryForm plan={plan} detail={detail} entering={entering} onClose={() => setEntering(undefined)} />
      )}
      {undoing === undefined ? null : (
        <UndoForm
          plan={plan}
          project={detail.project.projectId}
          undoing={undoing}
          onClose={() => setUndoing(undefined)}
        />
      )}
    </ActsContext>
  )
}

type EnterProps = { of: EntryKind; title: Words; label?: Words; values?: Boxes; isChange?: boolean }

export function EnterButton({ of, title, label = W.enterOne, values = {}, isChange = false }: EnterProps) {
  const say = useSay()
  const acts = useContext(ActsContext)
  if (acts === undefined) return null
  return (
    <Button
      size="small"
      className="no-print"
      aria-label={`${say(label)}：${say(title)}`}
      onClick={() => acts.enter({ of, title, values, isChange })}
    >
      {say(label)}
    </Button>
  )
}

type RowProps = { of: EntryKind; id: number; title: Words; values?: Boxes }

/** Change and undo of one entry; an entry that stands by itself is only undone. */
export function RowActs({ of, id, title, values }: RowProps) {
  const say = useSay()
  const acts = useContext(ActsContext)
  if (acts === undefined) return null
  return (
    <span className="projects-row-acts no-print">
      {values === undefined ? null : <EnterButton of={of} title={title} label={W.change} values={values} isChange />}
      <Button size="small" aria-label={`${say(W.undo)}：${say(title)}`} onClick={() => acts.undo({ of, id })}>
        {say(W.undo)}
      </Button>
    </span>
  )
}
