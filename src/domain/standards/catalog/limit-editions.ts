// The editions that are tables of limits for noise, groundwater, soil and emissions, in the order of the register.
import { ACOUSTICS } from './acoustics.ts'
import { FZ_EVAL_2024 } from './fz-eval-2024.ts'
import { GB3096_2008 } from './gb3096-2008.ts'
import { GB12348_2008 } from './gb12348-2008.ts'
import { GB12523_2011 } from './gb12523-2011.ts'
import { GB12523_2025 } from './gb12523-2025.ts'
import { GB15618_2018 } from './gb15618-2018.ts'
import { GB22337_2008 } from './gb22337-2008.ts'
import { GB36600_2018 } from './gb36600-2018.ts'
import { GBT14848_2017 } from './gbt14848-2017.ts'
import { HJ640_2012 } from './hj640-2012.ts'
import { HJ706_2014 } from './hj706-2014.ts'
import { SOIL_SAFE_USE } from './soil-safe-use.ts'

export const LIMIT_EDITIONS = [
  GB3096_2008,
  HJ640_2012,
  FZ_EVAL_2024,
  GB12348_2008,
  GB22337_2008,
  GB12523_2011,
  GB12523_2025,
  HJ706_2014,
  ACOUSTICS,
  GBT14848_2017,
  GB36600_2018,
  GB15618_2018,
  SOIL_SAFE_USE,
] as const
