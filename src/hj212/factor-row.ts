// The shape of one row of the factor tables.

/** `old` is the code of the 2005 edition; `type` the number format of the concentration; '' where the standard has none. */
export type FactorRow = readonly [code: string, zh: string, en: string, old: string, unit: string, type: string]
