// Units read from text, converted exactly within a dimension, and gases between volume and mass.
import { describe, expect, test } from 'vitest'
import { exactText, getDecimal, type Rational, roundRational, toRational } from '#kit/rational.ts'
import { isRefusal } from '#kit/refusal.ts'
import {
  convertGasState,
  convertUnit,
  microgramsToPpb,
  parseUnit,
  ppbToMicrograms,
  REFERENCE_STATE,
  STANDARD_STATE,
  tenTo,
  timesUnit,
  type Unit,
} from './units.ts'

const rational = (text: string): Rational => toRational(getDecimal(text))
function unit(text: string): Unit {
  const found = parseUnit(text)
  if (isRefusal(found)) throw new Error(found.because)
  return found
}
function convert(value: string, from: string, to: string): string {
  const found = convertUnit(rational(value), unit(from), unit(to))
  return isRefusal(found) ? found.refused : (exactText(found, 20) ?? roundRational(found, 12))
}

describe('parseUnit() and convertUnit()', () => {
  test.each([
    // mass
    ['1', 'kg', 'g', '1000'],
    ['1', 'g', 'mg', '1000'],
    ['1', 'mg', 'µg', '1000'],
    ['1', 'µg', 'ng', '1000'],
    ['1', 't', 'kg', '1000'],
    ['1', '吨', 'kg', '1000'],
    ['1', 'μg', 'ng', '1000'],
    ['1', 'ug', 'ng', '1000'],
    // length, area, volume
    ['1', 'm', 'cm', '100'],
    ['1', 'cm', 'mm', '10'],
    ['1', 'km', 'm', '1000'],
    ['1', 'km2', 'hm2', '100'],
    ['1', 'km²', 'm²', '1000000'],
    ['1', '平方公里', '平方米', '1000000'],
    ['1', '平方千米', 'm2', '1000000'],
    ['1', 'ha', 'm2', '10000'],
    ['1', '公顷', 'm2', '10000'],
    ['1', 'hm²', 'ha', '1'],
    ['1', 'm3', 'L', '1000'],
    ['1', '立方米', 'dm3', '1000'],
    ['1', 'dm³', 'mL', '1000'],
    ['1', 'L', 'mL', '1000'],
    ['2', 'm·m', 'm2', '2'],
    ['2', 'm2*m', 'm3', '2'],
    // time
    ['1', 'd', 'h', '24'],
    ['1', 'h', 'min', '60'],
    ['1', 'min', 's', '60'],
    ['1', 'kg/h', 'g/s', '0.277777777778'],
    // energy
    ['1', 'kWh', 'MJ', '3.6'],
    ['1', '度', 'kWh', '1'],
    ['1', '千瓦时', 'J', '3600000'],
    ['1', 'MWh', 'kWh', '1000'],
    ['1', 'GWh', 'MWh', '1000'],
    ['1', 'GJ', 'MJ', '1000'],
    ['1', 'TJ', 'GJ', '1000'],
    ['1', 'MJ', 'J', '1000000'],
    // carbon dioxide, money, people, years
    ['1', 'tCO2', 'kgCO2', '1000'],
    ['1', 'tCO2e', 'tCO2', '1'],
    ['1', '元/人', 'CNY/person', '1'],
    ['1', 't/a', 'kg/a', '1000'],
    // concentrations and factors
    ['1', 'mg/L', 'µg/m3', '1000000'],
    ['1', 'mg/L', 'g/m³', '1'],
    ['1', 'kgCO2/kWh', 'tCO2/MWh', '1'],
    ['1', 'mg/(m2·d)', 'g/(hm2·d)', '10'],
    // scales
    ['1', '万m³', 'm3', '10000'],
    ['1', '1e4 m3', 'm3', '10000'],
    ['1', '1e3 t', 't', '1000'],
    ['1', '千吨', 't', '1000'],
    ['1', '1e6m3', 'm3', '1000000'],
    ['1', '百万m3', 'm3', '1000000'],
    ['1', '1e8 CNY', 'CNY', '100000000'],
    ['1', '亿 元', '万元', '10000'],
    ['1', '  mg / L ', 'mg/L', '1'],
    // bare numbers
    ['7', '', '1', '7'],
    ['7', '万', '', '70000'],
    ['7', '1/a', '1/a', '7'],
    // what does not fit
    ['1', 'mg/L', 'kg', 'unit.dimension'],
    ['1', 'kg', 'kgCO2', 'unit.dimension'],
    ['1', 'd', 'a', 'unit.dimension'],
    ['1', 'm2', 'm', 'unit.dimension'],
    ['1', '', 'm', 'unit.dimension'],
    ['1', 'm', '', 'unit.dimension'],
    ['1', 'kWh', 'person', 'unit.dimension'],
    ['1', 'CNY', 'J', 'unit.dimension'],
  ])('%s %s is %s: %s', (value, from, to, expected) => expect(convert(value, from, to)).toBe(expected))

  test.each(['furlong', 'toString', '__proto__', 'kg/furlong', 'm4', '1e5 m', 'x万m', 'k g'])('refuses %s', (text) => {
    expect(parseUnit(text)).toMatchObject({ refused: 'unit.unknown' })
  })

  test('a refusal names the symbol, or the two units', () => {
    expect(parseUnit('kg/furlong')).toMatchObject({
      because: 'Cannot read the unit "kg/furlong" as "furlong" must be a known symbol',
    })
    expect(convertUnit(rational('1'), unit('mg/L'), unit('kg'))).toMatchObject({
      because: 'Cannot convert mg/L to kg as their dimensions must be the same',
    })
  })

  test('a unit over itself has no dimension, and keeps its text', () => {
    expect(unit('kg/kg')).toMatchObject({ text: 'kg/kg', dimension: {} })
    expect(unit(' m3/t ')).toMatchObject({ text: ' m3/t ', dimension: { length: 3, mass: -1 } })
    expect(unit('')).toMatchObject({ dimension: {} })
    expect(unit('kg/m2/s').dimension).toEqual({ mass: 1, length: -2, time: -1 })
  })

  test('timesUnit() multiplies factors, adds dimensions and says so', () => {
    const product = timesUnit(unit('1e4 m3'), unit('CNY/m3'))
    expect(product).toMatchObject({ text: '1e4 m3·CNY/m3', dimension: { money: 1 } })
    expect(exactText(product.factor)).toBe('10000')
    expect(timesUnit(unit('m'), unit('m')).dimension).toEqual({ length: 2 })
  })

  test('tenTo() is a power of ten', () => expect(exactText(tenTo(8))).toBe('100000000'))
})

describe('gases (GB 3095—2012 修改单 参比状态)', () => {
  // p·M ÷ (R·T): at 298.15 K and 1013.25 hPa one mole fills 24.4654 L, at 273.15 K 22.4140 L.
  test.each([
    ['SO2', '2.6186', '2.8583'],
    ['NO2', '1.8804', '2.0525'],
    ['NO', '1.2265', '1.3387'],
    ['CO', '1.1449', '1.2497'],
    ['O3', '1.9619', '2.1414'],
    ['NH3', '0.6961', '0.7598'],
  ])('1 ppb of %s is %s µg/m³ at 298.15 K and %s at 273.15 K', (gas, warm, cold) => {
    const at = [REFERENCE_STATE, STANDARD_STATE].map((state) => ppbToMicrograms(rational('1'), gas, state))
    expect(at.map((found) => (isRefusal(found) ? found : roundRational(found.value, 4)))).toEqual([warm, cold])
    expect(at.map((found) => (isRefusal(found) ? found : found.state))).toEqual([REFERENCE_STATE, STANDARD_STATE])
    const back = microgramsToPpb(rational(warm), gas, REFERENCE_STATE)
    expect(isRefusal(back) ? back : [roundRational(back.value, 3), back.state]).toEqual(['1.000', REFERENCE_STATE])
  })

  test('ten times the ppb are ten times the mass, half the pressure half of it', () => {
    const found = ppbToMicrograms(rational('10'), 'O3', { temperatureK: '298.15', pressureHpa: '506.625' })
    expect(isRefusal(found) ? found : roundRational(found.value, 3)).toBe('9.809')
  })

  test.each([
    ['PM2.5', '298.15', '1013.25', 'unit.molar-mass', 'Cannot convert PM2.5 from ppb as its molar mass must be listed'],
    [
      'toString',
      '298.15',
      '1013.25',
      'unit.molar-mass',
      'Cannot convert toString from ppb as its molar mass must be listed',
    ],
    ['O3', '0', '1013.25', 'unit.gas-state', 'Cannot convert ppb as temperature and pressure must be above zero'],
    ['O3', '-1', '1013.25', 'unit.gas-state', 'Cannot convert ppb as temperature and pressure must be above zero'],
    ['O3', '298.15', '0', 'unit.gas-state', 'Cannot convert ppb as temperature and pressure must be above zero'],
  ])('%s at %s K and %s hPa is refused: %s', (gas, temperatureK, pressureHpa, refused, because) => {
    const state = { temperatureK, pressureHpa }
    expect(ppbToMicrograms(rational('1'), gas, state)).toMatchObject({ refused, because })
    expect(microgramsToPpb(rational('1'), gas, state)).toMatchObject({ refused })
  })

  test('NO2 of 50 at 273.15 K is 45.8075 at 298.15 K; twice the pressure is twice the concentration', () => {
    expect(roundRational(convertGasState(rational('50'), STANDARD_STATE, REFERENCE_STATE), 4)).toBe('45.8075')
    const dense = { temperatureK: '273.15', pressureHpa: '2026.5' }
    expect(roundRational(convertGasState(rational('50'), STANDARD_STATE, dense), 4)).toBe('100.0000')
    expect(roundRational(convertGasState(rational('50'), dense, STANDARD_STATE), 4)).toBe('25.0000')
  })
})
