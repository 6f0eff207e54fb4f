// Try a value: facts typed in, judged by the edition of a date or by named ones side by side, with the explanation.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select, Skeleton } from 'antd'
import { type FormEvent, useState } from 'react'
import { compareStandards, type TrialSubject, type TrialVerdict, tryStandard } from '#contract/standards.ts'
import { startOfDate } from '#domain/standards/editions.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { EditionLink, ExplanationTree } from '#web/ui/explanation-tree.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { SurenessMark } from '#web/ui/sureness-mark.tsx'
import { useSearchPart } from '#web/ui/use-search.ts'
import { subjectsQuery } from './queries.ts'
import './standards.css'
import { STANDARDS_WORDS as W } from './words.ts'

export function TrialPage() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const subjects = useQuery(subjectsQuery)
  const known = subjects.data && 'subjects' in subjects.data ? subjects.data.subjects : undefined
  const subject = known?.find(({ id }) => id === search.subject) ?? known?.[0]
  return (
    <>
      <p className="no-print">
        <Link to="/standards">← {say(W.back)}</Link>
      </p>
      <header className="page-head">
        <h1>{say(W.trialTitle)}</h1>
        <p className="page-answer">{say(W.trialHint)}</p>
      </header>
      {subjects.isError ? <RefusalNote problem={subjects.error} onRetry={() => void subjects.refetch()} /> : null}
      {known === undefined || subject === undefined ? (
        <Skeleton active aria-label={say(W.loading)} />
      ) : (
        <>
          <Select
            aria-label={say(W.subject)}
            className="trial-subject"
            showSearch={{ optionFilterProp: 'label' }}
            value={subject.id}
            options={known.map(({ id, title }) => ({ value: id, label: say(title) }))}
            onChange={(id: string) => change({ subject: id, edition: undefined })}
          />
          <Trial
            key={subject.id}
            subject={subject}
            {...(typeof search.edition === 'string' ? { first: search.edition } : {})}
          />
        </>
      )}
    </>
  )
}

type Facts = Record<string, string>
type Choice = { date: string; edition: string; second: string }

async function judge(subject: string, facts: Facts, { date, edition, second }: Choice) {
  const filled = Object.fromEntries(Object.entries(facts).filter(([, value]) => value.trim() !== ''))
  if (second !== '' && edition !== '') {
    return call(compareStandards, { body: { subject, facts: filled, a: edition, b: second } })
  }
  const choice = edition === '' ? { at: startOfDate(date) } : { edition }
  return call(tryStandard, { body: { subject, facts: filled, ...choice } })
}

type Field = TrialSubject['fields'][number]

/** The fields that are asked for: the first ones, and those that were added by name. */
function shownFields(subject: TrialSubject, added: readonly string[]): Field[] {
  const known = subject.fields.filter(({ key, isCore }) => isCore || added.includes(key))
  const own = added.filter((key) => subject.fields.every((field) => field.key !== key))
  return [...known, ...own.map((key) => ({ ...OWN_FIELD, key, words: { zh: key, en: key } }))]
}
const OWN_FIELD = { unit: '', options: [], example: '', isCore: true }

function Trial({ subject, first }: { subject: TrialSubject; first?: string }) {
  const say = useSay()
  const [facts, setFacts] = useState<Facts>({})
  const [added, setAdded] = useState<string[]>([])
  const [choice, setChoice] = useState<Choice>({
    date: beijingDateTime(Date.now()).slice(0, 10),
    edition: first !== undefined && subject.editions.includes(first) ? first : '',
    second: '',
  })
  const fields = shownFields(subject, added)
  const asked = Object.fromEntries(fields.map(({ key }) => [key, facts[key] ?? '']))
  const attempt = useMutation({ mutationFn: () => judge(subject.id, asked, choice) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    attempt.mutate()
  }
  const example = () => setFacts(Object.fromEntries(subject.fields.map(({ key, example: text }) => [key, text])))
  return (
    <form onSubmit={submit} className="trial">
      <div className="trial-fields">
        {fields.map((field) => (
          <TrialField
            key={field.key}
            field={field}
            value={facts[field.key] ?? ''}
            onChange={(value) => setFacts((before) => ({ ...before, [field.key]: value }))}
          />
        ))}
      </div>
      <MoreFields subject={subject} added={added} onChange={setAdded} />
      <EditionChoice subject={subject} choice={choice} onChange={setChoice} />
      <div className="trial-acts">
        <Button type="primary" htmlType="submit" loading={attempt.isPending}>
          {say(W.judge)}
        </Button>
        <Button onClick={example}>{say(W.example)}</Button>
        <Button onClick={() => setFacts({})}>{say(W.clear)}</Button>
      </div>
      <div aria-live="polite">
        {attempt.isError ? <RefusalNote problem={attempt.error} /> : null}
        {attempt.data === undefined ? null : isRefusal(attempt.data) ? (
          <RefusalNote problem={attempt.data} />
        ) : 'differences' in attempt.data ? (
          <Comparison reply={attempt.data} />
        ) : (
          <Result verdict={attempt.data} />
        )}
      </div>
    </form>
  )
}

type MoreProps = { subject: TrialSubject; added: string[]; onChange: (added: string[]) => void }

/** Items that are asked for on demand: a standard may list a hundred. */
function MoreFields({ subject, added, onChange }: MoreProps) {
  const say = useSay()
  const more = subject.fields.filter(({ isCore }) => !isCore)
  if (more.length === 0 && !subject.isOpen) return null
  const label = say(subject.isOpen ? W.moreOpen : W.more)
  return (
    <Select
      mode={subject.isOpen ? 'tags' : 'multiple'}
      className="trial-more"
      aria-label={label}
      placeholder={label}
      value={added}
      showSearch={{ optionFilterProp: 'label' }}
      options={more.map(({ key, words }) => ({ value: key, label: `${say(words)} ${key}` }))}
      onChange={onChange}
    />
  )
}

type FieldProps = { field: Field; value: string; onChange: (value: string) => void }

function TrialField({ field, value, onChange }: FieldProps) {
  const say = useSay()
  const id = `fact-${field.key}`
  return (
    <label htmlFor={id} className="trial-field">
      <span>{say(field.words)}</span>
      {field.options.length === 0 ? (
        <Input
          id={id}
          value={value}
          inputMode="decimal"
          suffix={<span className="quiet">{field.unit}</span>}
          placeholder={field.example}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select id={id} value={value} className="trial-select" onChange={(event) => onChange(event.target.value)}>
          <option value=""> </option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {say(option.words)}
            </option>
          ))}
        </select>
      )}
    </label>
  )
}

type ChoiceProps = { subject: TrialSubject; choice: Choice; onChange: (choice: Choice) => void }

function EditionChoice({ subject, choice, onChange }: ChoiceProps) {
  const say = useSay()
  const options = subject.editions.map((id) => ({ value: id, label: id }))
  return (
    <div className="trial-fields">
      <label htmlFor="trial-date" className="trial-field">
        <span>{say(W.date)}</span>
        <Input
          id="trial-date"
          type="date"
          required
          disabled={choice.edition !== ''}
          value={choice.date}
          onChange={(event) => onChange({ ...choice, date: event.target.value })}
        />
      </label>
      <label htmlFor="trial-edition" className="trial-field">
        <span>{say(W.edition)}</span>
        <select
          id="trial-edition"
          className="trial-select"
          value={choice.edition}
          onChange={(event) => onChange({ ...choice, edition: event.target.value, second: '' })}
        >
          <option value="">{say(W.byDate)}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {choice.edition === '' || subject.editions.length < 2 ? null : (
        <label htmlFor="trial-second" className="trial-field">
          <span>{say(W.second)}</span>
          <select
            id="trial-second"
            className="trial-select"
            value={choice.second}
            onChange={(event) => onChange({ ...choice, second: event.target.value })}
          >
            <option value="">{say(W.noSecond)}</option>
            {options
              .filter(({ value }) => value !== choice.edition)
              .map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
          </select>
        </label>
      )}
    </div>
  )
}

function Result({ verdict }: { verdict: TrialVerdict }) {
  const say = useSay()
  return (
    <section className="trial-result">
      <h2>
        {verdict.colour === null ? null : (
          <span className="verdict-swatch" style={{ background: verdict.colour }} aria-hidden="true" />
        )}
        {say(verdict.headline)} <SurenessMark sureness={verdict.sureness} />
      </h2>
      <p>
        <EditionLink id={verdict.edition} />
        {verdict.why === null ? null : ` · ${say(verdict.why)}`}
      </p>
      {verdict.findings.length === 0 ? null : (
        <>
          <h3>{say(W.findings)}</h3>
          <ul>
            {verdict.findings.map((finding) => (
              <li key={finding.en}>{say(finding)}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{say(W.explanation)}</h3>
      <ExplanationTree root={verdict.explanation} />
    </section>
  )
}

type ComparisonReply = {
  a: TrialVerdict
  b: TrialVerdict
  differences: { what: { zh: string; en: string }; a: string | null; b: string | null }[]
}

function Comparison({ reply }: { reply: ComparisonReply }) {
  const say = useSay()
  return (
    <>
      <section>
        <h2>{say(W.differences)}</h2>
        {reply.differences.length === 0 ? (
          <p>{say(W.same)}</p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say(W.what)}</th>
                <th scope="col">{reply.a.edition}</th>
                <th scope="col">{reply.b.edition}</th>
              </tr>
            </thead>
            <tbody>
              {reply.differences.map((difference) => (
                <tr key={difference.what.en}>
                  <th scope="row">{say(difference.what)}</th>
                  <td>{difference.a ?? say(W.absent)}</td>
                  <td>{difference.b ?? say(W.absent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <div className="trial-pair">
        <Result verdict={reply.a} />
        <Result verdict={reply.b} />
      </div>
    </>
  )
}
