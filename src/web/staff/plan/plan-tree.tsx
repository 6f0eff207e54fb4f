// The contents of a plan: chapters, sections and measures with their counts, walked with the arrow keys.
import { Tag, Tooltip } from 'antd'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { PlanNodeBrief } from '#contract/plans.ts'
import { useSay } from '#web/ui/say.ts'
import { toggled } from '#web/ui/toggled.ts'
import { PLAN_WORDS as W } from './words.ts'

type Props = { nodes: readonly PlanNodeBrief[]; chosen: string | undefined; onChoose: (id: string) => void }

export function PlanTree({ nodes, chosen, onChoose }: Props) {
  const say = useSay()
  const box = useRef<HTMLElement>(null)
  const children = useMemo(() => Map.groupBy(nodes, (node) => node.parentId), [nodes])
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const isOpen = (id: string) => turned.has(id) !== (chosen?.startsWith(id) ?? false)
  const toggle = (id: string) => setTurned((before) => toggled(before, id))
  const branch = (parentId: string | null) => (
    <ul className="plan-branch">
      {(children.get(parentId) ?? []).map((node) => (
        <li key={node.id}>
          <TreeLine
            node={node}
            open={children.has(node.id) ? isOpen(node.id) : undefined}
            chosen={node.id === chosen}
            onToggle={() => toggle(node.id)}
            onChoose={() => onChoose(node.id)}
          />
          {children.has(node.id) && isOpen(node.id) ? branch(node.id) : null}
        </li>
      ))}
    </ul>
  )
  return (
    <nav className="plan-tree" aria-label={say(W.contents)} ref={box} onKeyDown={(event) => walk(event, box.current)}>
      {branch(null)}
    </nav>
  )
}

type LineProps = {
  node: PlanNodeBrief
  open: boolean | undefined
  chosen: boolean
  onToggle: () => void
  onChoose: () => void
}

function TreeLine({ node, open, chosen, onToggle, onChoose }: LineProps) {
  const say = useSay()
  const title = say.language === 'zh' ? node.titleZh : node.titleEn
  return (
    <div className={`plan-line plan-line-${node.kind}`} aria-current={chosen ? 'true' : undefined}>
      {open === undefined ? (
        <span className="plan-twist" aria-hidden="true" />
      ) : (
        <button
          type="button"
          className="plan-twist"
          tabIndex={-1}
          aria-expanded={open}
          aria-label={`${say(open ? W.collapse : W.expand)} ${title}`}
          onClick={onToggle}
        >
          {open ? '▾' : '▸'}
        </button>
      )}
      <button
        type="button"
        className="plan-name"
        data-walk={open === undefined ? 'leaf' : open ? 'open' : 'closed'}
        onClick={() => {
          onChoose()
          if (open === false) onToggle()
        }}
      >
        {title}
      </button>
      {node.inconsistencies > 0 ? (
        <Tooltip title={say(W.inconsistencyCount, { n: node.inconsistencies })}>
          <Tag className="plan-warn">⚠ {node.inconsistencies}</Tag>
        </Tooltip>
      ) : null}
      <Tooltip title={say(W.obligationCount, { n: node.obligations })}>
        <span className="plan-count">{node.obligations}</span>
      </Tooltip>
    </div>
  )
}

/** Arrow keys: up and down step through the lines that show, right opens, left closes. */
function walk(event: KeyboardEvent, box: HTMLElement | null) {
  const lines = [...(box?.querySelectorAll<HTMLElement>('[data-walk]') ?? [])]
  const at = lines.indexOf(document.activeElement as HTMLElement)
  const line = lines[at]
  if (!line) return
  const turns =
    (event.key === 'ArrowRight' && line.dataset.walk === 'closed') ||
    (event.key === 'ArrowLeft' && line.dataset.walk === 'open')
  const next = turns ? line : lines[destination(event.key, at, lines.length)]
  if (!next) return
  event.preventDefault()
  if (turns) line.parentElement?.querySelector<HTMLElement>('button.plan-twist')?.click()
  next.focus()
}

/** Line a key leads to from line `at` of `count`; -1 for a key that leads nowhere. */
function destination(key: string, at: number, count: number): number {
  if (key === 'ArrowDown' || key === 'ArrowRight') return Math.min(at + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}
