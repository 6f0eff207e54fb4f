// Means of water: a month of samples, a year of months.
import { expect, test } from 'vitest'
import { factsOfMeans, waterMonthMeans, waterYearMeans } from './water-means.ts'

test('waterMonthMeans() averages each item over the samples that have it', () => {
  const means = waterMonthMeans([{ do: '7.2', tp: '0.1' }, { do: '7.4' }])
  expect(means.do).toEqual({ value: '7.3000', exact: '7.3', used: 2, expected: 2, valid: true })
  expect(means.tp).toMatchObject({ exact: '0.1', used: 1, expected: 2 })
})

test('waterMonthMeans() stays fast and exact with a sample every hour', () => {
  const hourly = Array.from({ length: 744 }, (_, n) => ({ codmn: String((n % 100) / 1000 + 2), tp: String(n / 7) }))
  expect(waterMonthMeans(hourly).codmn?.exact).toBe('2.047844')
})

test('waterYearMeans() needs six months of an item', () => {
  const month = (value: string) => waterMonthMeans([{ tp: value }])
  const five = ['0.1', '0.1', '0.1', '0.1', '0.1'].map(month)
  expect(waterYearMeans(five).tp).toMatchObject({ exact: '0.1', used: 5, valid: false })
  expect(factsOfMeans(waterYearMeans(five))).toEqual({})
  const six = [...five, month('0.4')]
  expect(waterYearMeans(six).tp).toMatchObject({ exact: '0.15', used: 6, valid: true })
  expect(factsOfMeans(waterYearMeans(six))).toEqual({ tp: '0.15' })
})
