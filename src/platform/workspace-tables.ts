// Which tables are the work on a plan, and which are measurements, machines and secrets that a workspace leaves behind.

/** What a workspace carries: plans and everything that people did about them. */
export const WORKSPACE_TABLES: readonly string[] = [
  'account',
  'account_post',
  'calendar_year',
  'case_link',
  'case_party',
  'case_strand',
  'city_target',
  'deviation',
  'deviation_look',
  'domain_event',
  'evidence',
  'indicator_definition',
  'indicator_report',
  'indicator_signoff',
  'indicator_value',
  'obligation',
  'obligation_succession',
  'organisation',
  'plan',
  'plan_adjustment',
  'plan_inconsistency',
  'plan_indicator',
  'plan_node',
  'plan_paragraph',
  'plan_text',
  'plan_version',
  'procedure_case',
  'procedure_version',
  'progress_entry',
  'progress_override',
  'project',
  'project_application',
  'project_milestone',
  'project_money',
  'project_paper',
  'project_result',
  'report',
  'report_version',
  'setting',
]

/** Columns that stay behind, each with what stands in its place: nobody signs in with another installation's password. */
export const LEFT_COLUMNS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  account: { password_hash: '', failed_attempts: 0, locked_until: null },
}
