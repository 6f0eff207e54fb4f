// What a $filter or $orderby expression is once it has been read: a tree whose leaves are typed values and paths.
import type { Geometry } from './geometry.ts'

/** An instant has `from` equal to `until`; a period is half-open. Epoch ms. */
export type TimeSpan = { from: number; until: number }
export type Duration = { durationMs: number }
/** A calendar date or a clock time as text that sorts as it means. */
export type CivilText = { civil: string }
export type Value = null | boolean | number | string | TimeSpan | Duration | CivilText | Geometry | Json
/** A value out of a free JSON property that is no plain value. */
export type Json = { json: unknown }

/** What an expression gives, as far as it is known before it is run; `any` is not known. */
export type ValueKind = 'bool' | 'number' | 'text' | 'time' | 'duration' | 'civil' | 'geo' | 'null' | 'any'

export type CompareOp = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'
export type ArithmeticOp = 'add' | 'sub' | 'mul' | 'div' | 'mod'

/** `at` is the character the part begins at, from 0. */
export type Expression = { at: number } & (
  | { is: 'literal'; value: Value }
  | { is: 'path'; steps: readonly string[] }
  | { is: 'call'; name: string; args: readonly Expression[] }
  | { is: 'and' | 'or'; left: Expression; right: Expression }
  | { is: 'not'; of: Expression }
  | { is: 'negate'; of: Expression }
  | { is: 'compare'; op: CompareOp; left: Expression; right: Expression }
  | { is: 'arithmetic'; op: ArithmeticOp; left: Expression; right: Expression }
)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
export const isTimeSpan = (value: unknown): value is TimeSpan => isObject(value) && 'until' in value && 'from' in value
export const isDuration = (value: unknown): value is Duration => isObject(value) && 'durationMs' in value
export const isCivil = (value: unknown): value is CivilText => isObject(value) && 'civil' in value
export const isGeometry = (value: unknown): value is Geometry =>
  isObject(value) && 'points' in value && 'lines' in value

/** Every path of an expression. */
export function pathsOf(expression: Expression): (readonly string[])[] {
  switch (expression.is) {
    case 'literal':
      return []
    case 'path':
      return [expression.steps]
    case 'call':
      return expression.args.flatMap(pathsOf)
    case 'not':
    case 'negate':
      return pathsOf(expression.of)
    default:
      return [...pathsOf(expression.left), ...pathsOf(expression.right)]
  }
}

/** The same tree with every path written anew. */
export function mapPaths(expression: Expression, write: (steps: readonly string[]) => readonly string[]): Expression {
  switch (expression.is) {
    case 'literal':
      return expression
    case 'path':
      return { ...expression, steps: write(expression.steps) }
    case 'call':
      return { ...expression, args: expression.args.map((arg) => mapPaths(arg, write)) }
    case 'not':
    case 'negate':
      return { ...expression, of: mapPaths(expression.of, write) }
    default:
      return { ...expression, left: mapPaths(expression.left, write), right: mapPaths(expression.right, write) }
  }
}

/** Parts joined by `and` on the outside. */
export const conjunctsOf = (expression: Expression): Expression[] =>
  expression.is === 'and' ? [...conjunctsOf(expression.left), ...conjunctsOf(expression.right)] : [expression]
