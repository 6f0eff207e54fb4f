// Evidence handed in: a file, a number frozen as it is known now, or a case that is closed.
import type { ReadingExtract } from '#contract/evidence.ts'
import { isFinal, nameOf } from '#domain/engine/procedure/definition.ts'
import { mediaTypeOf } from '#domain/evidence/media.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable, timestamptz } from '#platform/database.ts'
import { filePath, type StoredFile } from '#platform/files.ts'
import { findCase } from '../procedures/case-store.ts'
import { noteEvidence } from './note.ts'
import { readExtract } from './read-extract.ts'
import { readPhoto } from './read-photo.ts'

export type About = { planId: string; aboutKind: string; aboutRef: string; by: string }
type Place = { lon: number; lat: number }
type Given = {
  kind: 'document' | 'photo'
  fileName: string
  name: string | undefined
  /** Where the photo was taken, for one whose camera did not say. */
  entered: Place | undefined
}

const notAPhoto = (): Refusal =>
  refuse('evidence.not-a-photo', {
    zh: '文件不是照片（JPEG、PNG、WebP、HEIC、TIFF），请作为文件提交',
    en: 'The file is no photo (JPEG, PNG, WebP, HEIC, TIFF): hand it in as a document',
  })

/** 文件佐证 — a file that is kept already. */
export async function addFile(
  db: Database,
  about: About,
  { file, filesDir, given }: { file: StoredFile; filesDir: string; given: Given },
): Promise<{ id: number } | Refusal> {
  const photo = given.kind === 'photo' ? await readPhoto(filePath(filesDir, file.sha256)) : undefined
  if (given.kind === 'photo' && photo === undefined) return notAPhoto()
  const own = photo?.place
  const place = given.kind === 'photo' ? (own ?? given.entered) : undefined
  return addRow(db, about, {
    kind: given.kind,
    name: withEnding(given.name ?? given.fileName, given.fileName),
    file_sha256: file.sha256,
    file_bytes: file.bytes,
    media_type: mediaTypeOf(given.fileName),
    taken_at: photo?.takenAt === undefined ? null : timestamptz(photo.takenAt),
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
    place_from: place === undefined ? null : own === undefined ? 'entered' : 'exif',
  })
}

/** A name that a person gave opens with the right program only if it ends as the file did. */
function withEnding(name: string, fileName: string): string {
  const ending = /\.[^.]{1,8}$/.exec(fileName)?.[0] ?? ''
  return name.toLowerCase().endsWith(ending.toLowerCase()) ? name : `${name}${ending}`
}

/** 数据摘录 — a number as it is known now, by the clock of the store, which also dates what it knows. */
export async function addExtract(
  db: Database,
  about: About,
  { ref, name }: { ref: string; name: string },
): Promise<{ id: number } | Refusal> {
  const extract = await extractNow(db, ref)
  if (isRefusal(extract)) return extract
  return addRow(db, about, { kind: 'reading-extract', name, extract: JSON.stringify(extract) })
}

export async function extractNow(db: Queryable, ref: string): Promise<ReadingExtract | Refusal> {
  const [clock] = await db.query<{ now: number }>('select clock_timestamp() as now')
  if (clock === undefined) throw new Error('Cannot freeze a number as the store gives no time')
  // The clock is cut to milliseconds: the next one holds all that is known by now.
  return readExtract(db, { ref, knownAt: clock.now + 1 })
}

/** 办结事项 — a case that has come to its end. */
export async function addClosedCase(db: Database, about: About, caseId: number): Promise<{ id: number } | Refusal> {
  const stored = await findCase(db, caseId)
  if (isRefusal(stored) || stored.planId !== about.planId) {
    return refuse('evidence.no-such-case', { zh: `没有办件 ${caseId}`, en: `There is no case ${caseId}` })
  }
  const { procedure, current } = stored
  if (!isFinal(procedure, current.state)) {
    return refuse('evidence.case-open', {
      zh: `办件 ${caseId} 尚未办结`,
      en: `Case ${caseId} is not closed yet`,
    })
  }
  const extract = {
    caseId,
    title: current.title,
    state: current.state,
    stateName: nameOf(procedure.states, current.state),
    seen: current.events.length,
    hash: await lastHash(db, caseId),
  }
  return addRow(db, about, { kind: 'closed-case', name: current.title, extract: JSON.stringify(extract) })
}

/** Hash of the newest event of a case: it stands for all before it. */
export async function lastHash(db: Queryable, caseId: number): Promise<string> {
  const [event] = await db.query<{ hash: string }>(
    `select e.hash from domain_event as e where e.stream = 'procedure-case' and e.stream_id = $1 order by e.id desc limit 1`,
    [String(caseId)],
  )
  return event?.hash ?? ''
}

type Columns = Record<string, string | number | null> & { kind: string; name: string }

const addRow = (
  db: Database,
  { planId, aboutKind, aboutRef, by }: About,
  columns: Columns,
): Promise<{ id: number } | Refusal> =>
  inTransaction(db, async (tx) => {
    const row: Record<string, unknown> = {
      plan_id: planId,
      about_kind: aboutKind,
      about_ref: aboutRef,
      author: by,
      ...columns,
    }
    const names = Object.keys(row)
    const [added] = await tx.query<{ id: number }>(
      `insert into evidence (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')}) returning id`,
      Object.values(row),
    )
    if (added === undefined) throw new Error('Cannot keep the evidence as the store gave it no number')
    const { extract, ...plain } = columns
    await noteEvidence(tx, {
      id: added.id,
      type: 'EvidenceAdded',
      by,
      payload: {
        planId,
        aboutKind,
        aboutRef,
        ...plain,
        ...(typeof extract === 'string' ? { extract: JSON.parse(extract) } : {}),
      },
    })
    return added
  })
