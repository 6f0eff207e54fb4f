// The quality rules as a list: what each tests, on what, on whose word, and how much it has flagged.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Pagination, Select } from 'antd'
import { useDeferredValue } from 'react'
import type { RuleRow } from '#contract/quality.ts'
import type { SiteKind } from '#contract/sites.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import { STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import { RULE_TESTS } from '#domain/quality/rule.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { listNames, useSay } from '#web/ui/say.ts'
import { DEVICE_SITE_KINDS, SITE_KIND_WORDS } from '#web/ui/site-words.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { readText } from './desk-address.ts'
import { figuresText } from './figures-text.ts'
import { ROWS_A_PAGE, rulesQuery } from './queries.ts'
import { ReplyNote } from './reply-note.tsx'
import './quality.css'
import { TEST_WORDS, QUALITY_WORDS as W } from './words.ts'

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text)

export function RulesPage() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const page = Number(search.page) || 1
  const typed = readText(search.q)
  const q = useDeferredValue(typed)
  const active = search.active === 'true' || search.active === 'false' ? search.active : undefined
  const filter = {
    q: orNothing(q),
    test: orNothing(readText(search.test)),
    siteKind: orNothing(readText(search.kind)),
    active,
    page,
  } as const
  const list = useQuery(rulesQuery(filter))
  const reply = list.data && 'rows' in list.data ? list.data : undefined
  return (
    <article className="quality">
      <header className="page-head">
        <h1>{say(W.rulesTitle)}</h1>
        {reply ? <p className="page-answer">{say(W.rulesAnswer, { total: reply.total })}</p> : null}
      </header>
      <search className="quality-bar no-print">
        <Input
          type="search"
          className="quality-site"
          style={{ width: 240 }}
          value={typed}
          aria-label={say(W.search)}
          placeholder={say(W.search)}
          onChange={(event) => change({ q: orNothing(event.target.value), page: undefined })}
        />
        <Select
          allowClear
          aria-label={say(W.test)}
          placeholder={say(W.test)}
          popupMatchSelectWidth={false}
          value={filter.test}
          options={RULE_TESTS.map((value) => ({ value, label: say(TEST_WORDS[value]) }))}
          onChange={(test?: string) => change({ test, page: undefined })}
        />
        <Select
          allowClear
          aria-label={say(W.siteKinds)}
          placeholder={say(W.site)}
          popupMatchSelectWidth={false}
          value={filter.siteKind}
          options={DEVICE_SITE_KINDS.map((value) => ({ value, label: say(SITE_KIND_WORDS[value]) }))}
          onChange={(kind?: string) => change({ kind, page: undefined })}
        />
        <Select
          allowClear
          aria-label={say(W.active)}
          placeholder={say(W.active)}
          value={active}
          options={[
            { value: 'true' as const, label: say(W.active) },
            { value: 'false' as const, label: say(W.inactive) },
          ]}
          onChange={(value?: 'true' | 'false') => change({ active: value, page: undefined })}
        />
        <Link to="/quality/rules/$id" params={{ id: 'new' }}>
          <Button tabIndex={-1}>{say(W.newRule)}</Button>
        </Link>
      </search>
      <ReplyNote asked={list} />
      {reply?.rows.length === 0 ? <EmptyNote title={say(W.noRules)} hint={say(W.noRulesHint)} /> : null}
      {reply && reply.rows.length > 0 ? <RuleTable rows={reply.rows} /> : null}
      {reply && reply.total > ROWS_A_PAGE ? (
        <Pagination
          current={page}
          pageSize={ROWS_A_PAGE}
          total={reply.total}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      ) : null}
    </article>
  )
}

function RuleTable({ rows }: { rows: readonly RuleRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reached by keyboard
    <section className="quality-scroll" aria-label={say(W.rulesTitle)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.rule)}</th>
            <th scope="col">{say(W.test)}</th>
            <th scope="col">{say(W.factor)}</th>
            <th scope="col">{say(W.result)}</th>
            <th scope="col">{say(W.sureness)}</th>
            <th scope="col" className="number">
              {say(W.flags)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, version, isActive, body, standing, author }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/quality/rules/$id" params={{ id }}>
                  {say.language === 'zh' ? body.titleZh : body.titleEn}
                </Link>{' '}
                {isActive ? null : <span className="quality-tag">{say(W.inactive)}</span>}
                <div className="quiet">
                  {id} · {say(W.version, { n: version })} · {author === 'pack' ? say(W.from0) : author}
                </div>
              </th>
              <td data-label={say(W.test)}>
                {say(TEST_WORDS[body.check.test])}
                <div className="quiet">{figuresText(body.check, say)}</div>
              </td>
              <td data-label={say(W.factor)}>
                {body.factor === '*' ? say(W.all) : <FactorName code={body.factor} />}
                <div className="quiet">
                  {listNames(
                    say,
                    body.siteKinds.map((kind: SiteKind) => say(SITE_KIND_WORDS[kind])),
                  ) || say(W.all)}
                </div>
              </td>
              <td data-label={say(W.result)}>{say(STATE_MEANINGS[body.state])}</td>
              <td data-label={say(W.sureness)}>{say(body.basis.sureness === 'ours' ? W.ours : W.standard)}</td>
              <td className="number" data-label={say(W.flags)}>
                {groupDigits(standing)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Name, code and unit: the figures of a rule are in the unit of its factor. */
function FactorName({ code }: { code: string }) {
  const say = useSay()
  const factor = findFactor(code)
  if (!factor) return code
  return (
    <span>
      {say(factor)}
      {factor.unit === '' ? '' : ` ${factor.unit}`} <span className="quiet">{code}</span>
    </span>
  )
}
