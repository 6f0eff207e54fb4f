// Importing files: choose, preview, start; then the history of all imports.
import { useQueryClient } from '@tanstack/react-query'
import { Spin, Upload } from 'antd'
import { useState } from 'react'
import { type ImportPreview, previewImport } from '#contract/intake.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { callWithFile } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useDraft } from '#web/ui/use-draft.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { ImportDetail } from './import-detail.tsx'
import { ImportHistory } from './import-history.tsx'
import { PreviewPanel } from './import-preview.tsx'
import { IMPORT_WORDS as W } from './import-words.ts'
import { INTAKE_WORDS } from './words.ts'

export function ImportTab() {
  const say = useSay()
  const canWrite = useCanWrite()
  const queries = useQueryClient()
  const [search, change] = useSearchPart()
  const [preview, keepPreview] = useDraft<ImportPreview>('import preview')
  const shown = Number(search.import)
  const open = (id: number | undefined) => change({ import: id }, 'push')
  const started = (id: number) => {
    keepPreview(undefined)
    open(id)
    void queries.invalidateQueries({ queryKey: ['imports', 'list'] })
  }
  return (
    <>
      {canWrite ? null : <p className="quiet">{say(INTAKE_WORDS.readOnly)}</p>}
      {canWrite && preview === undefined ? <DropFile onPreview={keepPreview} /> : null}
      {canWrite && preview !== undefined ? (
        <PreviewPanel
          key={preview.uploadId}
          preview={preview}
          onDiscard={() => keepPreview(undefined)}
          onStarted={started}
          onShow={open}
        />
      ) : null}
      {Number.isInteger(shown) && shown > 0 ? (
        <ImportDetail key={shown} id={shown} canWrite={canWrite} onClose={() => open(undefined)} />
      ) : null}
      <ImportHistory chosen={shown} onOpen={open} />
    </>
  )
}

function DropFile({ onPreview }: { onPreview: (preview: ImportPreview) => void }) {
  const say = useSay()
  const [reading, setReading] = useState<string>()
  const [problem, setProblem] = useState<Refusal | Error>()
  const read = async (file: File) => {
    setReading(file.name)
    setProblem(undefined)
    try {
      const reply = await callWithFile(previewImport, file, {})
      if (isRefusal(reply)) setProblem(reply)
      else onPreview(reply)
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setReading(undefined)
    }
  }
  return (
    <div className="import-drop">
      <Upload.Dragger
        accept=".csv,.txt,.tsv,.json,.jsonl,.ndjson,.xlsx,text/csv,application/json"
        showUploadList={false}
        disabled={reading !== undefined}
        beforeUpload={(file) => {
          void read(file)
          return false
        }}
      >
        {reading === undefined ? (
          <>
            <p className="import-drop-title">{say(W.drop)}</p>
            <p className="quiet">{say(W.dropHint)}</p>
          </>
        ) : (
          <div role="status">
            <Spin /> {say(W.reading, { name: reading })}
          </div>
        )}
      </Upload.Dragger>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </div>
  )
}
