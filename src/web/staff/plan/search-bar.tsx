// The search field of the plan page with its filters; `/` reaches it from anywhere on the page.
import { Button, Checkbox, Input, type InputRef, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { PlanNodeBrief } from '#contract/plans.ts'
import { useSay } from '#web/ui/say.ts'
import { isSearching, type PlanFilter } from './plan-filter.ts'
import { VERB_WORDS, PLAN_WORDS as W } from './words.ts'

type Props = {
  filter: PlanFilter
  chapters: readonly PlanNodeBrief[]
  verbs: Readonly<Record<string, number>>
  onChange: (filter: PlanFilter) => void
  onEnterHits: () => void
}

const PAUSE_MS = 250

/** What is typed, handed on after a short pause; a new text from outside (address bar) replaces it. */
function useTyped(outside: string, onSettled: (text: string) => void) {
  const [typed, setTyped] = useState(outside)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(outside), [outside])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSettled(text), PAUSE_MS)
  }
  return [typed, type] as const
}

export function SearchBar({ filter, chapters, verbs, onChange, onEnterHits }: Props) {
  const say = useSay()
  const field = useRef<InputRef>(null)
  const [typed, type] = useTyped(filter.q, (q) => onChange({ ...filter, q, page: 1 }))
  useSlashKey(() => field.current?.focus({ cursor: 'all' }))
  const set = (part: Partial<PlanFilter>) => onChange({ ...filter, ...part, page: 1 })
  return (
    <search className="plan-search">
      <Input
        ref={field}
        type="search"
        value={typed}
        aria-label={say(W.search)}
        placeholder={say(W.searchHint)}
        className="plan-search-field"
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'Enter') onEnterHits()
          if (event.key === 'Escape') onChange({ ...filter, q: '', page: 1 })
        }}
      />
      <SearchFilters filter={filter} chapters={chapters} verbs={verbs} onSet={set} />
      {isSearching(filter) ? (
        <Button
          onClick={() =>
            onChange({ q: '', chapter: undefined, verb: undefined, role: undefined, hasTarget: false, page: 1 })
          }
        >
          {say(W.clear)}
        </Button>
      ) : null}
    </search>
  )
}

type FilterProps = Pick<Props, 'filter' | 'chapters' | 'verbs'> & { onSet: (part: Partial<PlanFilter>) => void }

function SearchFilters({ filter, chapters, verbs, onSet }: FilterProps) {
  const say = useSay()
  const verbOptions = Object.keys(VERB_WORDS).map((verb) => {
    const words = VERB_WORDS[verb] ?? { zh: verb, en: verb }
    const hits = verbs[verb]
    return { value: verb, label: hits === undefined ? say(words) : `${say(words)} ${hits}` }
  })
  return (
    <>
      <Select
        allowClear
        aria-label={say(W.filterChapter)}
        placeholder={say(W.allChapters)}
        value={filter.chapter}
        popupMatchSelectWidth={false}
        options={chapters.map((chapter) => ({
          value: chapter.id,
          label: say.language === 'zh' ? chapter.titleZh : chapter.titleEn,
        }))}
        onChange={(chapter: string | undefined) => onSet({ chapter })}
      />
      <Select
        allowClear
        aria-label={say(W.filterVerb)}
        placeholder={say(W.allVerbs)}
        value={filter.verb}
        popupMatchSelectWidth={false}
        options={verbOptions}
        onChange={(verb: string | undefined) => onSet({ verb })}
      />
      <Select
        allowClear
        aria-label={say(W.filterRole)}
        placeholder={say(W.anyRole)}
        value={filter.role}
        options={[
          { value: 'lead' as const, label: say(W.lead) },
          { value: 'assist' as const, label: say(W.assist) },
        ]}
        onChange={(role: 'lead' | 'assist' | undefined) => onSet({ role })}
      />
      <Checkbox checked={filter.hasTarget} onChange={(event) => onSet({ hasTarget: event.target.checked })}>
        {say(W.onlyTargets)}
      </Checkbox>
    </>
  )
}

function useSlashKey(act: () => void) {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]')
      if (event.key !== '/' || inField || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
