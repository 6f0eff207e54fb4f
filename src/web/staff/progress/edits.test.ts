// Edits over what stands, and blanks filled in from before.
import { expect, test } from 'vitest'
import { carriedOver, isFilled, shownEntry } from './edits.ts'

const blank = { obligationId: 'a', shareDone: null, quantities: {}, narrative: '', obstacle: '' }
const before = {
  ...blank,
  shareDone: '40',
  quantities: { 碧道长度: '70' },
  narrative: '推进',
  obstacle: '用地',
  period: '2023-Q1',
}

test('carriedOver() fills blanks alone, and leaves the obstacles of before behind', () => {
  const line = { obligationId: 'a', entry: blank, before }
  const { period: _, ...then } = before
  expect(carriedOver([line], {})).toEqual([{ ...then, obstacle: '' }])
  expect(carriedOver([line], { a: { ...blank, shareDone: '41' } })).toEqual([])
  expect(carriedOver([{ ...line, before: null }], {})).toEqual([])
})

test('shownEntry() prefers what was edited; isFilled() asks for share and words', () => {
  const edited = { ...blank, shareDone: '50', narrative: ' ' }
  expect(shownEntry({ obligationId: 'a', entry: blank }, { a: edited })).toBe(edited)
  expect(isFilled(edited)).toBe(false)
  expect(isFilled({ ...edited, narrative: '完成' })).toBe(true)
})
