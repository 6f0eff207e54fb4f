// Several requests in one, `POST /$batch`: as JSON, or as parts of a multipart message with change sets.
import type { ForeignReply, ForeignRequest } from '../http/foreign.ts'
import { answerJsonBatch } from './batch-json.ts'
import { answerMultipartBatch } from './batch-multipart.ts'
import type { BatchTools } from './batch-parts.ts'

export async function answerBatch(request: ForeignRequest, tools: BatchTools): Promise<ForeignReply> {
  const boundary = /boundary="?([^";,]+)"?/i.exec(request.contentType)?.[1]
  return boundary === undefined
    ? answerJsonBatch(request, tools)
    : answerMultipartBatch(request, { ...tools, boundary: boundary.trim() })
}
