// Frames as one readable line.
import { expect, test } from 'vitest'
import { briefOf } from './frame-brief.ts'

test('briefOf() reads command, data time and each factor once', () => {
  const text =
    '##0139QN=20260301080000001;ST=22;CN=2061;PW=123456;MN=LG01;Flag=5;CP=&&DataTime=20260301070000;a34004-Min=8,a34004-Avg=12.5,a34004-Max=20,a34004-Flag=N;a05024-Avg=61,a05024-Flag=M&&1C80'
  expect(briefOf(text)).toEqual({
    command: '2061',
    dataTime: '20260301070000',
    values: [
      { factor: 'a34004', value: '12.5', flag: 'N' },
      { factor: 'a05024', value: '61', flag: 'M' },
    ],
  })
})

test('briefOf() reads what is there of a frame that was cut', () => {
  const brief = briefOf('##0300ST=22;CN=2011;MN=LG01;CP=&&DataTime=20260301070000;a34004-Rtd=12')
  expect(brief?.values).toEqual([{ factor: 'a34004', value: '12', flag: undefined }])
})

test('briefOf() gives nothing for a line of a file', () => {
  expect(briefOf('2020-05-02,8,荔园,深圳,12,30,5')).toBeUndefined()
})
