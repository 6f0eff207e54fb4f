// Whether evidence still is what it was when it was handed in.
import type { ClosedCase, EvidenceRow, ReadingExtract, verifyEvidence as route } from '#contract/evidence.ts'
import type { ReplyOf } from '#contract/route.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { type FileState, verifyFile } from '#platform/files.ts'
import { findCase } from '../procedures/case-store.ts'
import { extractNow, lastHash } from './add.ts'
import { type EvidenceKey, findEvidence } from './queries.ts'
import { readExtract } from './read-extract.ts'

type Verified = ReplyOf<typeof route>

export async function verifyEvidence(db: Database, filesDir: string, key: EvidenceKey): Promise<Verified | Refusal> {
  const found = await findEvidence(db, key)
  if (isRefusal(found)) return found
  const { file, extract, closedCase } = found
  if (file !== null) return ofFile(await verifyFile(filesDir, file.sha256), file)
  if (extract !== null) return ofExtract(db, extract)
  if (closedCase !== null) return ofCase(db, closedCase)
  throw new Error(`Cannot verify evidence ${key.id} as it has neither file nor extract`)
}

const FILE_WORDS: Readonly<Record<FileState, Verified['says']>> = {
  whole: { zh: '文件与收到时一致', en: 'The file is what was handed in' },
  changed: { zh: '文件内容与收到时不同', en: 'The content of the file has changed' },
  missing: { zh: '文件已不在数据目录中', en: 'The file is no longer in the data folder' },
}

const ofFile = (state: FileState, { sha256 }: NonNullable<EvidenceRow['file']>): Verified => ({
  holds: state === 'whole',
  says: FILE_WORDS[state],
  differences:
    state === 'whole' ? [] : [{ what: { zh: '文件（SHA-256）', en: 'file (SHA-256)' }, kept: sha256, found: state }],
  now: null,
})

const shown = (value: string | null, unit: string | null): string =>
  value === null ? '—' : unit === null ? value : `${value} ${unit}`

/** Read again as known at the instant of the extract: nothing that came later changes the answer. */
async function ofExtract(db: Database, kept: ReadingExtract): Promise<Verified> {
  const [again, now] = await Promise.all([readExtract(db, kept), extractNow(db, kept.ref)])
  const found = isRefusal(again) ? { value: null, unit: null, inputsHash: '—' } : again
  const differences = [
    {
      what: { zh: '数值', en: 'value' },
      kept: shown(kept.value, kept.unit),
      found: shown(found.value, found.unit),
    },
    { what: { zh: '输入摘要', en: 'hash of the inputs' }, kept: kept.inputsHash, found: found.inputsHash },
  ].filter((one) => one.kept !== one.found)
  const today = isRefusal(now) ? null : shown(now.value, now.unit)
  return {
    holds: differences.length === 0,
    says:
      differences.length === 0
        ? { zh: '按当时所知重新读取，结果一致', en: 'Read again as known then, it is the same' }
        : { zh: '按当时所知重新读取，结果不同', en: 'Read again as known then, it differs' },
    differences,
    now: today === shown(kept.value, kept.unit) ? null : today,
  }
}

async function ofCase(db: Database, kept: ClosedCase): Promise<Verified> {
  const stored = await findCase(db, kept.caseId)
  const found = isRefusal(stored)
    ? { state: '—', hash: '—' }
    : { state: stored.current.state, hash: await lastHash(db, kept.caseId) }
  const differences = [
    { what: { zh: '办件状态', en: 'state of the case' }, kept: kept.state, found: found.state },
    { what: { zh: '最后一条记录', en: 'last event' }, kept: kept.hash, found: found.hash },
  ].filter((one) => one.kept !== one.found)
  return {
    holds: differences.length === 0,
    says:
      differences.length === 0
        ? { zh: '办件仍如办结时', en: 'The case is as it was closed' }
        : { zh: '办件在此之后有变', en: 'The case has changed since' },
    differences,
    now: null,
  }
}
