// One operation of the API document: a line that opens.
import { useState } from 'react'
import { PERMISSION_WORDS } from '#web/ui/permission-words.ts'
import { useSay } from '#web/ui/say.ts'
import { type ApiDocument, type Listed, openedText, type Parameter, typeText } from './api-document.ts'
import { INTERFACE_WORDS as W } from './words.ts'

type Props = Listed & { document: ApiDocument }

export function ApiOperation({ document, method, path, operation }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="api-operation" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="api-method">{method}</span>
        <code className="api-path">{path}</code>
        <span>{operation.summary}</span>
      </summary>
      {isOpen ? <Inside document={document} operation={operation} /> : null}
    </details>
  )
}

function Inside({ document, operation }: Pick<Props, 'document' | 'operation'>) {
  const say = useSay()
  const { parameters = [], requestBody, responses } = operation
  const may = operation['x-permission'] ?? 'public'
  const refusals = Object.entries(responses).filter(([status]) => !status.startsWith('2'))
  const reply = Object.values(responses['200']?.content ?? {})[0]
  return (
    <div className="api-inside">
      <p>
        {may === 'public' ? say(W.everybody) : say(W.permission, { may: say(PERMISSION_WORDS[may]) })}{' '}
        {may === 'public' ? null : <code className="quiet">{may}</code>}
      </p>
      {parameters.length > 0 ? <Parameters parameters={parameters} /> : null}
      {requestBody === undefined ? null : (
        <>
          <h4>
            {say(W.body)} <span className="quiet">{Object.keys(requestBody.content).join(', ')}</span>
          </h4>
          <pre className="interface-code">{openedText(document, Object.values(requestBody.content)[0]?.schema)}</pre>
        </>
      )}
      <h4>
        {say(W.reply)} <span className="quiet">{Object.keys(responses['200']?.content ?? {}).join(', ')}</span>
      </h4>
      <pre className="interface-code">{openedText(document, reply?.schema)}</pre>
      {refusals.length > 0 ? <h4>{say(W.refusals)}</h4> : null}
      <ul>
        {refusals.map(([status, { description }]) => (
          <li key={status}>
            {status} {description.replace(/^Refused: /, '').replaceAll('`', '')}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  const say = useSay()
  return (
    <>
      <h4>{say(W.parameters)}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x" aria-label={say(W.parameters)} tabIndex={0}>
        <table className="plain-table stack-narrow">
          <thead>
            <tr>
              <th scope="col">{say(W.parameter)}</th>
              <th scope="col">{say(W.where)}</th>
              <th scope="col">{say(W.type)}</th>
              <th scope="col">{say(W.meaning)}</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map((one) => (
              <tr key={`${one.in} ${one.name}`}>
                <th scope="row">
                  <code>{one.name}</code>
                </th>
                <td data-label={say(W.where)}>
                  {one.in} {one.required ? say(W.required) : ''}
                </td>
                <td data-label={say(W.type)}>{typeText(one.schema)}</td>
                <td data-label={say(W.meaning)}>{one.description ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
