// The editions that are tables of limits for noise, groundwater, soil and emissions, in the order of the register.
import { GB15618_2018 } from './gb15618-2018.ts'
import { GB36600_2018 } from './gb36600-2018.ts'
import { GBT14848_2017 } from './gbt14848-2017.ts'
import { SOIL_SAFE_USE } from './soil-safe-use.ts'

export const LIMIT_EDITIONS = [GBT14848_2017, GB36600_2018, GB15618_2018, SOIL_SAFE_USE] as const
