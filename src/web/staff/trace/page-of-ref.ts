// The page a reference belongs to, where it has one of its own.
import type { TraceKind } from '#contract/trace.ts'
import { beijingDate } from '#kit/time.ts'

export type PageOfRef =
  | { to: '/sites/$code'; params: { code: string }; search: Record<string, string> }
  | { to: '/indicators/$id'; params: { id: string }; search: Record<string, string> }
  | { to: '/plan'; search: Record<string, string> }

const decode = (part: string | undefined): string => {
  try {
    return decodeURIComponent(part ?? '')
  } catch {
    return part ?? ''
  }
}

export const kindOfRef = (ref: string): string => ref.slice(0, ref.indexOf('/'))

const onDay = (ms: string): Record<string, string> =>
  /^\d+$/.test(ms) && Number.isSafeInteger(Number(ms)) ? { on: beijingDate(Number(ms)) } : {}

/** Undefined for what is shown in the drawer alone. */
export function pageOfRef(ref: string): PageOfRef | undefined {
  const [kind, first = '', second = '', third = ''] = ref.split('/').map(decode)
  switch (kind as TraceKind) {
    case 'reading':
      return { to: '/sites/$code', params: { code: first }, search: { tab: second, ...onDay(third) } }
    case 'average':
    case 'verdict':
      return { to: '/sites/$code', params: { code: first }, search: onDay(third) }
    case 'indicator':
      return { to: '/indicators/$id', params: { id: second }, search: {} }
    case 'obligation':
      return { to: '/plan', search: { node: second.split('.').slice(0, -1).join('.'), obligation: second } }
    case 'measure':
      return { to: '/plan', search: { node: second } }
    default:
      return undefined
  }
}
