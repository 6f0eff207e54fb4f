// Help: what each page answers, how a number is opened, which keys work, and the words of the field.
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useDeferredValue } from 'react'
import { TERMS } from '#domain/terms.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import './help.css'
import { KEYS, PAGES, TOPICS, HELP_WORDS as W } from './words.ts'

export function HelpPage() {
  const say = useSay()
  return (
    <article className="help">
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer)}</p>
      </header>
      <section>
        <h2>{say(W.pages)}</h2>
        <dl className="help-pages">
          {PAGES.map((page) => (
            <div key={page.to}>
              <dt>
                <Link to={page.to}>{say(page.name)}</Link>
              </dt>
              <dd>{say(page.says)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {TOPICS.map((topic) => (
        <section key={topic.title.en}>
          <h2>{say(topic.title)}</h2>
          <ol>
            {topic.steps.map((step) => (
              <li key={step.en}>{say(step)}</li>
            ))}
          </ol>
        </section>
      ))}
      <section>
        <h2>{say(W.keys)}</h2>
        <table className="plain-table help-keys">
          <tbody>
            {KEYS.map(({ key, does }) => (
              <tr key={key}>
                <th scope="row">
                  <kbd>{key}</kbd>
                </th>
                <td>{say(does)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Glossary />
    </article>
  )
}

const ALL_TERMS = Object.values(TERMS) as readonly { zh: string; en: string; source: string; note?: string }[]

function Glossary() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const typed = typeof search.q === 'string' ? search.q : ''
  const wanted = useDeferredValue(typed).trim().toLowerCase()
  const found = ALL_TERMS.filter(({ zh, en, note = '' }) => `${zh} ${en} ${note}`.toLowerCase().includes(wanted))
  return (
    <section>
      <h2>{say(W.glossary)}</h2>
      <Input
        type="search"
        className="help-search no-print"
        value={typed}
        aria-label={say(W.find)}
        placeholder={say(W.find)}
        onChange={(event) => change({ q: event.target.value === '' ? undefined : event.target.value })}
      />
      {found.length === 0 ? (
        <EmptyNote title={say(W.none)} hint={say(W.noneHint)} />
      ) : (
        <table className="plain-table stack-narrow">
          <thead>
            <tr>
              <th scope="col">{say(W.term)}</th>
              <th scope="col">{say(W.english)}</th>
              <th scope="col">{say(W.source)}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((term) => (
              <tr key={`${term.zh} ${term.en}`}>
                <th scope="row">{term.zh}</th>
                <td data-label={say(W.english)}>
                  <span>
                    {term.en}
                    {term.note === undefined || say.language === 'zh' ? null : (
                      <span className="quiet"> · {term.note}</span>
                    )}
                  </span>
                </td>
                <td data-label={say(W.source)}>
                  <span>{term.source}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
