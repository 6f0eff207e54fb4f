// The plan packs that come with the product, each with what is loaded of it and a button that loads it.
import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { loadShippedPack, type ShippedPack } from '#contract/plan-versions.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { packsQuery } from './queries.ts'
import './versions.css'
import { LOADED_WORDS, PACK_WORDS as W } from './words.ts'

export function PacksPage() {
  const say = useSay()
  const asked = useQuery(packsQuery)
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const { rows } = asked.data
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">
          {say(W.answer, { n: rows.length, loaded: rows.filter(({ loaded }) => loaded !== 'no').length })}
        </p>
      </header>
      <PackTable rows={rows} />
      <p className="quiet">{say(W.others)}</p>
    </article>
  )
}

function PackTable({ rows }: { rows: readonly ShippedPack[] }) {
  const say = useSay()
  // A new plan is one more for every page.
  const { act, busy, problem } = useAct(['plans'])
  const [done, setDone] = useState<string>()
  const load = async ({ name, pack }: ShippedPack): Promise<void> => {
    setDone(undefined)
    const loaded = await act(() => call(loadShippedPack, { params: { name } }))
    if (loaded && pack !== null) setDone(say(W.done, { title: say({ zh: pack.titleZh, en: pack.titleEn }) }))
  }
  return (
    <>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <p role="status">{done}</p>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.pack, W.years, W.holds, W.state].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PackLine key={row.name} row={row} busy={busy} onLoad={() => void load(row)} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function PackLine({ row, busy, onLoad }: { row: ShippedPack; busy: boolean; onLoad: () => void }) {
  const say = useSay()
  const { name, pack, problem, loaded } = row
  if (pack === null)
    return (
      <tr>
        <th scope="row">{name}</th>
        <td colSpan={3} className="version-finding">
          {say(W.broken)}：{problem === null ? null : say(problem)}
        </td>
      </tr>
    )
  return (
    <tr>
      <th scope="row">
        {say({ zh: pack.titleZh, en: pack.titleEn })}
        <div className="quiet version-id">
          {name} {pack.version}
        </div>
      </th>
      <td data-label={say(W.years)}>
        {pack.startYear}–{pack.endYear}
      </td>
      <td data-label={say(W.holds)}>{say(W.held, pack)}</td>
      <td data-label={say(W.state)}>
        {say(LOADED_WORDS[loaded])}{' '}
        {loaded === 'as-it-is' ? null : (
          <Button size="small" type={loaded === 'no' ? 'primary' : 'default'} loading={busy} onClick={onLoad}>
            {say(loaded === 'no' ? W.load : W.update)}
          </Button>
        )}
      </td>
    </tr>
  )
}
