// Whether one judged day or section fulfils the conditions of a formula.
import { WATER_CLASSES } from '#domain/standards/catalog/swq-eval-2011.ts'
import type { Comparator, Where } from './formula.ts'

/** 判定结果 — what a formula may ask of a day or a section-year. */
export type JudgedFact = { judged: boolean; aqi: number | null; grade: number | null }

const HOLDS: Readonly<Record<Comparator, (value: number, bound: number) => boolean>> = {
  '<=': (value, bound) => value <= bound,
  '<': (value, bound) => value < bound,
  '>=': (value, bound) => value >= bound,
  '>': (value, bound) => value > bound,
  '=': (value, bound) => value === bound,
}

const classNames: readonly string[] = WATER_CLASSES

function holds(value: number | null, comparison: Partial<Record<Comparator, number>>): boolean {
  if (value === null) return false
  return Object.entries(comparison).every(([sign, bound]) => HOLDS[sign as Comparator](value, bound))
}

/** All conditions hold; what was not judged has neither index nor class and fulfils none of them. */
export function fulfils(fact: JudgedFact, where: Where): boolean {
  if (where.judged !== undefined && fact.judged !== where.judged) return false
  if (where.aqi && !holds(fact.aqi, where.aqi)) return false
  if (!where.class) return true
  const grades = Object.entries(where.class).map(([sign, name]) => [sign, classNames.indexOf(name) + 1] as const)
  return grades.every(([, grade]) => grade > 0) && holds(fact.grade, Object.fromEntries(grades))
}
