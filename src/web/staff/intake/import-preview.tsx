// How a chosen file would be read: what it is, what its columns mean, what is odd about it; nothing is stored yet.
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { type ImportMapping, type ImportPreview, startImport } from '#contract/intake.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useDraft } from '#web/ui/use-draft.ts'
import { formatBytes } from './format-bytes.ts'
import { IMPORT_WORDS as W } from './import-words.ts'
import { MappingOptions } from './mapping-options.tsx'
import { MappingTable } from './mapping-table.tsx'

type Props = {
  preview: ImportPreview
  onDiscard: () => void
  onStarted: (id: number) => void
  onShow: (id: number) => void
}

export function PreviewPanel({ preview, onDiscard, onStarted, onShow }: Props) {
  const say = useSay()
  const [draft, keepDraft] = useDraft<ImportMapping>(`mapping ${preview.uploadId}`)
  const mapping = draft ?? preview.mapping
  const [starting, setStarting] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const start = async () => {
    setStarting(true)
    setProblem(undefined)
    try {
      const reply = await call(startImport, { body: { uploadId: preview.uploadId, mapping } })
      if (isRefusal(reply)) return setProblem(reply)
      keepDraft(undefined)
      onStarted(reply.id)
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setStarting(false)
    }
  }
  return (
    <section className="import-box" aria-label={say(W.previewTitle, { name: preview.fileName })}>
      <PreviewHead preview={preview} onShow={onShow} />
      <MappingOptions mapping={mapping} onChange={keepDraft} />
      <h3>{say(W.mapping)}</h3>
      <MappingTable preview={preview} mapping={mapping} onChange={keepDraft} />
      <PreviewSites preview={preview} />
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <div className="record-acts">
        <Button type="primary" loading={starting} onClick={() => void start()}>
          {say(W.start)}
        </Button>
        <Button onClick={onDiscard}>{say(W.discard)}</Button>
      </div>
    </section>
  )
}

function PreviewHead({ preview, onShow }: { preview: ImportPreview; onShow: (id: number) => void }) {
  const say = useSay()
  const matched = preview.sites.filter((site) => site.matched !== null).length
  const isWhole = preview.sites.length === preview.sitesTotal
  const imported = preview.alreadyImported
  return (
    <>
      <h2>{say(W.previewTitle, { name: preview.fileName })}</h2>
      <p className="page-answer">
        {say(isWhole ? W.previewAnswer : W.previewAnswerMany, {
          layout: say(preview.layoutLabel),
          rows: preview.rows.toLocaleString('en-US'),
          encoding: preview.encoding.toUpperCase(),
          size: formatBytes(preview.bytes),
          sites: preview.sitesTotal,
          matched,
          created: preview.sitesTotal - matched,
          listed: preview.sites.length,
        })}
      </p>
      {preview.from === null || preview.until === null ? null : (
        <p>
          <span className="quiet">{say(W.span)}</span> <Moment at={preview.from} /> – <Moment at={preview.until} />
        </p>
      )}
      {imported === null ? null : (
        <Alert
          type="warning"
          showIcon
          title={say(W.alreadyImported, { id: imported })}
          action={<Button onClick={() => onShow(imported)}>{say(W.showImport, { id: imported })}</Button>}
        />
      )}
      {preview.findings.length === 0 ? null : (
        <>
          <h3>{say(W.findings)}</h3>
          <ul className="import-findings">
            {preview.findings.map((finding) => (
              <li key={`${finding.line ?? ''} ${finding.code}`}>
                {finding.line === null ? null : (
                  <span className="quiet">{say(W.findingLine, { line: finding.line })} </span>
                )}
                {say(finding)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function PreviewSites({ preview }: { preview: ImportPreview }) {
  const say = useSay()
  return (
    <details>
      <summary>
        {say(W.sites)} {preview.sitesTotal}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x import-sites" aria-label={say(W.sites)} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say(W.siteName)}</th>
              <th scope="col">{say(W.city)}</th>
              <th scope="col">{say(W.matched)}</th>
            </tr>
          </thead>
          <tbody>
            {preview.sites.map((site) => (
              <tr key={`${site.city ?? ''} ${site.name}`}>
                <th scope="row">{site.name}</th>
                <td>{site.city ?? '—'}</td>
                <td>{site.matched ?? <span className="quiet">{say(W.willCreate)}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
