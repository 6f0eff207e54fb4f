// The editions that are tables of limits for noise, groundwater, soil and emissions, in the order of the register.
import { ACOUSTICS } from './acoustics.ts'
import { DB44_26_2001 } from './db44-26-2001.ts'
import { DB44_765_2019 } from './db44-765-2019.ts'
import { DB44_2367_2022 } from './db44-2367-2022.ts'
import { DUST_SZ } from './dust-sz.ts'
import { FZ_EVAL_2024 } from './fz-eval-2024.ts'
import { GB3096_2008 } from './gb3096-2008.ts'
import { GB8978_1996 } from './gb8978-1996.ts'
import { GB12348_2008 } from './gb12348-2008.ts'
import { GB12523_2011 } from './gb12523-2011.ts'
import { GB12523_2025 } from './gb12523-2025.ts'
import { GB13223_2011 } from './gb13223-2011.ts'
import { GB13271_2014 } from './gb13271-2014.ts'
import { GB15618_2018 } from './gb15618-2018.ts'
import { GB18483_2001 } from './gb18483-2001.ts'
import { GB18485_2014 } from './gb18485-2014.ts'
import { GB18918_2002 } from './gb18918-2002.ts'
import { GB20952_2020 } from './gb20952-2020.ts'
import { GB22337_2008 } from './gb22337-2008.ts'
import { GB36600_2018 } from './gb36600-2018.ts'
import { GB36886_2018 } from './gb36886-2018.ts'
import { GB37822_2019 } from './gb37822-2019.ts'
import { GB39731_2020 } from './gb39731-2020.ts'
import { GBT14848_2017 } from './gbt14848-2017.ts'
import { HJ75_2017 } from './hj75-2017.ts'
import { HJ356_2019 } from './hj356-2019.ts'
import { HJ640_2012 } from './hj640-2012.ts'
import { HJ706_2014 } from './hj706-2014.ts'
import { HJ1286_2023 } from './hj1286-2023.ts'
import { MSW_AUTO_2019 } from './msw-auto-2019.ts'
import { SOIL_SAFE_USE } from './soil-safe-use.ts'

/** Standards that limit emissions, in the order they are shown in. */
export const EMISSION_EDITIONS = [
  GB18918_2002,
  GB8978_1996,
  DB44_26_2001,
  GB39731_2020,
  GB13271_2014,
  DB44_765_2019,
  GB13223_2011,
  GB18485_2014,
  GB18483_2001,
  GB20952_2020,
  GB36886_2018,
  GB37822_2019,
  DB44_2367_2022,
  DUST_SZ,
] as const

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
  ...EMISSION_EDITIONS,
  MSW_AUTO_2019,
  HJ75_2017,
  HJ356_2019,
  HJ1286_2023,
  GBT14848_2017,
  GB36600_2018,
  GB15618_2018,
  SOIL_SAFE_USE,
] as const
