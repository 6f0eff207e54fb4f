// The API document to read: operations by group, each with parameters, body, reply, refusals and the grant it needs.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Skeleton } from 'antd'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { type ApiDocument, listGroups, openedText } from './api-document.ts'
import { ApiOperation } from './api-operation.tsx'
import './interfaces.css'
import { documentQuery } from './queries.ts'
import { GROUP_WORDS, INTERFACE_WORDS as W } from './words.ts'

export function ApiPage() {
  const say = useSay()
  const document = useQuery(documentQuery)
  return (
    <>
      <p className="page-back no-print">
        <Link to="/interfaces">← {say(W.back)}</Link>
      </p>
      <header className="page-head">
        <h1>{say(W.apiTitle)}</h1>
        {document.data ? <Answer document={document.data} /> : null}
      </header>
      {document.isError ? <RefusalNote problem={document.error} onRetry={() => void document.refetch()} /> : null}
      {document.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {document.data ? <Operations document={document.data} /> : null}
    </>
  )
}

function Answer({ document }: { document: ApiDocument }) {
  const say = useSay()
  const groups = listGroups(document, '')
  const n = groups.reduce((all, { operations }) => all + operations.length, 0)
  return (
    <p className="page-answer">
      {say(W.apiAnswer, { n, groups: groups.length, version: document.info.version })}{' '}
      <a href="/api/openapi.json">{say(W.apiRaw)}</a>
    </p>
  )
}

function Operations({ document }: { document: ApiDocument }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const q = typeof search.q === 'string' ? search.q : ''
  const groups = listGroups(document, q)
  return (
    <>
      <Input.Search
        allowClear
        aria-label={say(W.apiSearch)}
        placeholder={say(W.apiSearch)}
        defaultValue={q}
        onChange={({ target }) => change({ q: target.value === '' ? undefined : target.value })}
      />
      {groups.length === 0 ? <EmptyNote title={say(W.apiNone)} hint={say(W.apiNoneHint)} /> : null}
      {groups.map(({ name, description, operations }) => (
        <section key={name} aria-labelledby={`api-${name}`}>
          <h2 id={`api-${name}`}>{groupName(say, name)}</h2>
          <p className="quiet">{description}</p>
          {operations.map((listed) => (
            <ApiOperation key={listed.operation.operationId} document={document} {...listed} />
          ))}
        </section>
      ))}
      {q === '' ? <Hooks document={document} /> : null}
    </>
  )
}

/** With the name it has in the document, by which tools know it. */
function groupName(say: Say, name: string): string {
  const words = GROUP_WORDS[name]
  return words === undefined ? name : `${say(words)} ${name}`
}

function Hooks({ document }: { document: ApiDocument }) {
  const say = useSay()
  return (
    <section aria-labelledby="api-hooks">
      <h2 id="api-hooks">{say(W.hooks)}</h2>
      {Object.entries(document.webhooks).map(([name, { post }]) => (
        <details key={name} className="api-operation">
          <summary>
            <code className="api-path">{name}</code> <span>{post.summary}</span>
          </summary>
          <pre className="interface-code">
            {openedText(document, post.requestBody?.content['application/json']?.schema)}
          </pre>
        </details>
      ))}
    </section>
  )
}
