// References and the pages they belong to.
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { kindOfRef, pageOfRef } from './page-of-ref.ts'

test('pageOfRef() finds the page of readings, indicators and parts of the plan', () => {
  expect(pageOfRef(`reading/%E9%BE%99%E5%B2%97/hour/${beijingInstant(2020, 4, 3, 8)}/a34004`)).toEqual({
    to: '/sites/$code',
    params: { code: '龙岗' },
    search: { tab: 'hour', on: '2020-04-03' },
  })
  expect(pageOfRef('indicator/longgang-14fyp/ind.04/year/1577808000000/in-force')).toEqual({
    to: '/indicators/$id',
    params: { id: 'ind.04' },
    search: {},
  })
  expect(pageOfRef('obligation/longgang-14fyp/c05.s01.m02.t01')).toEqual({
    to: '/plan',
    search: { node: 'c05.s01.m02', obligation: 'c05.s01.m02.t01' },
  })
})

test('pageOfRef() has no page for raw records, and none for nonsense', () => {
  expect(pageOfRef('record/12')).toBeUndefined()
  expect(pageOfRef('%E9%')).toBeUndefined()
  expect(kindOfRef('record/12')).toBe('record')
})
