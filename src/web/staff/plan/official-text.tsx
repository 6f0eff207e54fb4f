// The official wording beside the obligations, or how to bring it in where it is missing.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Upload } from 'antd'
import { useState } from 'react'
import { importPlanText, type Paragraph, type PlanBrief } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { isRefusal } from '#kit/refusal.ts'
import { callWithFile } from '#web/api.ts'
import { findWords } from '#web/ui/highlight.ts'
import { MarkedText } from '#web/ui/marked-text.tsx'
import { becauseOf } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { PLAN_WORDS as W } from './words.ts'

type TextProps = { paragraphs: readonly Paragraph[]; anchors: readonly string[]; pointed: string | null }

export function OfficialParagraphs({ paragraphs, anchors, pointed }: TextProps) {
  const say = useSay()
  return (
    <section className="official" aria-label={say(W.officialText)}>
      <h2>{say(W.officialText)}</h2>
      {paragraphs.length === 0 ? <p className="quiet">{say(W.noParagraphs)}</p> : null}
      {paragraphs.map((paragraph) => (
        <figure key={paragraph.id} id={`paragraph-${paragraph.id}`}>
          <blockquote lang="zh-CN">
            <MarkedText
              text={paragraph.text}
              ranges={findWords(paragraph.text, pointed === null ? anchors : [pointed])}
            />
          </blockquote>
          <figcaption>{say(W.position, { line: paragraph.line, offset: paragraph.offset })}</figcaption>
        </figure>
      ))}
    </section>
  )
}

type Found = ReplyOf<typeof importPlanText>

type ImportProps = { plan: PlanBrief; canWrite: boolean; quiet?: boolean }

/** `quiet` shows only what an upload just made has found; the text itself stands beside it. */
export function OfficialTextImport({ plan, canWrite, quiet = false }: ImportProps) {
  const say = useSay()
  const queries = useQueryClient()
  const [reading, setReading] = useState(false)
  const [found, setFound] = useState<Found>()
  const [problem, setProblem] = useState<string>()
  const read = async (file: File) => {
    setReading(true)
    setProblem(undefined)
    try {
      const reply = await callWithFile(importPlanText, file, { params: { plan: plan.id } })
      if (isRefusal(reply)) return setProblem(say(becauseOf(reply)))
      setFound(reply)
      await queries.invalidateQueries({ queryKey: ['plans'] })
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setReading(false)
    }
  }
  if (quiet) return found === undefined ? null : <FoundInText found={found} />
  return (
    <section className="official-import" aria-label={say(W.officialText)}>
      <h2>{say(plan.officialText ? W.officialText : W.textMissing)}</h2>
      {plan.officialText ? null : <p>{say(W.textMissingHint)}</p>}
      {problem === undefined ? null : <Alert type="error" title={problem} showIcon />}
      {found === undefined ? null : <FoundInText found={found} />}
      {canWrite ? (
        <Upload
          accept=".txt,.md,text/plain"
          showUploadList={false}
          beforeUpload={(file) => {
            void read(file)
            return false
          }}
        >
          <Button loading={reading} type={plan.officialText ? 'default' : 'primary'}>
            {say(reading ? W.uploading : plan.officialText ? W.uploadAgain : W.uploadText)}
          </Button>
        </Upload>
      ) : (
        <p className="quiet">{say(W.noPermission)}</p>
      )}
    </section>
  )
}

function FoundInText({ found }: { found: Found }) {
  const say = useSay()
  const { chapters, sections, headlines, indicatorRows, paragraphs, review } = found
  return (
    <div className="official-found" role="status">
      <p>
        <strong>{say(W.textRead)}</strong>{' '}
        {say(W.textCounts, { chapters, sections, headlines, indicatorRows, paragraphs })}
      </p>
      {review.length === 0 ? (
        <p className="quiet">{say(W.nothingToReview)}</p>
      ) : (
        <details>
          <summary>{say(W.reviewList, { n: review.length })}</summary>
          <ol>
            {review.map((item) => (
              <li key={`${item.line} ${item.message}`}>
                <span className="quiet">{say(W.reviewLine, { line: item.line })}</span> {item.message}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}
