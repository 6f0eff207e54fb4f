// The CHECK lists of the schema and the unions of contract and domain say the same words.
import { expect, test } from 'vitest'
import type { z } from 'zod'
import {
  CommandCause,
  CommandState,
  Edition,
  EncryptionPolicy,
  EntryKind,
  GapKind,
  GapState,
  SessionEnd,
} from '#contract/devices.ts'
import { EvidenceReview, EvidenceRow, PlaceSource } from '#contract/evidence.ts'
import { ForwardAnswers, ForwardEdition, ForwardLink, ForwardMode, RefusalReason } from '#contract/forwarding.ts'
import { IndicatorStatus } from '#contract/indicators.ts'
import { ImportRow, RecordRow, RecordState } from '#contract/intake.ts'
import { OrganisationKind } from '#contract/organisations.ts'
import { Obligation, PlanNodeBrief } from '#contract/plans.ts'
import { ProgressStatus } from '#contract/progress.ts'
import {
  ApplicationState,
  FundLevel,
  MoneyKind,
  MoneySource,
  ProjectMedium,
  ProjectState,
  TargetComparator,
} from '#contract/projects.ts'
import { CorrectionRow, FlagOrigin, FlagState, ReviewLevel } from '#contract/quality.ts'
import { Account } from '#contract/session.ts'
import { ReadingKind, SiteKind, SiteRow, VerdictSubject } from '#contract/sites.ts'
import { DeviationState, SubjectKind } from '#contract/supervision.ts'
import { RunCause, RunState, RunWay, SourceState, WayIn } from '#contract/ways-in.ts'
import { DeliveryState, WebhookEvent, WebhookState } from '#contract/webhooks.ts'
import { ENTITY_TYPES } from '#domain/sensorthings/model.ts'
import { DENSE_KINDS } from '#platform/intake/series-day.ts'
import { sourceFiles } from './source-files.ts'

const migrations = sourceFiles((path) => /^db\/migrations\/.*\.sql$/.test(path))
  .map(({ text }) => text)
  .join('\n')

/** Words of `check (column in ('a', 'b'))` inside `create table <table>`, or of the last `alter table` that added or widened it. */
function checkList(table: string, column: string): string[] {
  const body = new RegExp(`create table ${table} \\(([\\s\\S]*?)\\n\\)`).exec(migrations)?.[1] ?? ''
  const check = `check \\(${column} in\\s+\\(([^)]*)\\)\\)`
  const added = `add (?:constraint \\w+|column ${column} [^;]*?)\\s+${check}`
  const altered = [...migrations.matchAll(new RegExp(`alter table ${table} ${added}`, 'g'))].at(-1)
  const list = (altered ?? new RegExp(check).exec(body))?.[1] ?? ''
  return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '').sort()
}

const words = (union: { options: readonly string[] }): string[] => [...union.options].sort()
const nullableWords = (union: z.ZodNullable<z.ZodType>): string[] =>
  words(union.unwrap() as unknown as { options: string[] })

test.each([
  ['organisation', 'kind', words(OrganisationKind)],
  ['site', 'kind', words(SiteKind)],
  ['site', 'water_type', nullableWords(SiteRow.shape.waterType)],
  ['reading', 'kind', words(ReadingKind)],
  ['series', 'kind', words(ReadingKind)],
  ['series_day', 'kind', [...DENSE_KINDS].sort()],
  ['project', 'state', words(ProjectState)],
  ['project', 'medium', words(ProjectMedium)],
  ['project_money', 'kind', words(MoneyKind)],
  ['project_money', 'source', words(MoneySource)],
  ['project_result', 'comparator', words(TargetComparator)],
  ['project_application', 'level', words(FundLevel)],
  ['project_application', 'state', words(ApplicationState)],
  ['sta_entity', 'type', [...ENTITY_TYPES].sort()],
  ['verdict', 'subject', words(VerdictSubject)],
  ['raw_record', 'state', words(RecordState)],
  ['raw_record', 'channel', words(RecordRow.shape.channel)],
  ['device', 'edition', words(Edition)],
  ['device', 'encryption', words(EncryptionPolicy)],
  ['device_session', 'closed_why', words(SessionEnd)],
  ['device_command', 'state', words(CommandState)],
  ['device_command', 'cause', words(CommandCause)],
  ['device_gap', 'kind', words(GapKind)],
  ['device_gap', 'state', words(GapState)],
  ['device_entry', 'kind', words(EntryKind)],
  ['import_batch', 'state', words(ImportRow.shape.state)],
  ['import_batch', 'kind', words(ImportRow.shape.kind)],
  ['plan_node', 'kind', words(PlanNodeBrief.shape.kind)],
  ['obligation', 'role', words(Obligation.shape.role)],
  ['indicator_value', 'status', words(IndicatorStatus)],
  ['account', 'role', words(Account.shape.role)],
  ['webhook', 'state', words(WebhookState)],
  ['webhook_event', 'type', words(WebhookEvent)],
  ['webhook_delivery', 'state', words(DeliveryState)],
  ['intake_source', 'way', words(WayIn)],
  ['intake_source', 'state', words(SourceState)],
  ['forward_target', 'mode', words(ForwardMode)],
  ['forward_target', 'edition', words(ForwardEdition)],
  ['forward_target', 'answer_policy', words(ForwardAnswers)],
  ['forward_target', 'link', words(ForwardLink)],
  ['forward_refusal', 'reason', words(RefusalReason)],
  ['intake_run', 'way', words(RunWay)],
  ['intake_run', 'cause', words(RunCause)],
  ['intake_run', 'state', words(RunState)],
  ['quality_flag', 'kind', words(ReadingKind)],
  ['quality_flag', 'state', words(FlagState)],
  ['quality_flag', 'origin', words(FlagOrigin)],
  ['correction', 'kind', words(ReadingKind)],
  ['correction', 'method', words(CorrectionRow.shape.method)],
  ['review', 'kind', words(ReadingKind)],
  ['review', 'level', words(ReviewLevel)],
  ['feed_day', 'kind', words(ReadingKind)],
  ['progress_override', 'status', words(ProgressStatus)],
  ['deviation', 'state', words(DeviationState)],
  ['deviation', 'subject_kind', words(SubjectKind)],
  ['evidence', 'kind', words(EvidenceRow.shape.kind)],
  ['evidence', 'review_state', words(EvidenceReview)],
  ['evidence', 'place_from', words(PlaceSource)],
])('%s.%s has the words of its union', (table, column, union) => {
  expect(checkList(table, column)).toEqual(union)
})
