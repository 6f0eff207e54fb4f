// The editions of indices, accounts, scores, codes and laws, in order of family and of entry into force.
import { AIR_DUST_2016 } from './catalog/air-dust-2016.ts'
import { AIR_RANKING_2018 } from './catalog/air-ranking-2018.ts'
import { AQHI_GD } from './catalog/aqhi-gd.ts'
import { AQHI_HK_2013 } from './catalog/aqhi-hk-2013.ts'
import { AQHI_HK_2025 } from './catalog/aqhi-hk-2025.ts'
import { BLACK_ODOROUS_2015 } from './catalog/black-odorous-2015.ts'
import { COMPLAINT_12369 } from './catalog/complaint-12369.ts'
import { CREDIT_2013 } from './catalog/credit-2013.ts'
import { CWQI_2017 } from './catalog/cwqi-2017.ts'
import { DRINKING_SOURCE_2015 } from './catalog/drinking-source-2015.ts'
import { ECOLOGY_INDICATORS } from './catalog/ecology-indicators.ts'
import { EMERGENCY_2014 } from './catalog/emergency-2014.ts'
import { EQI_2021 } from './catalog/eqi-2021.ts'
import { ESV_SZ_2002 } from './catalog/esv-sz-2002.ts'
import { GB32100_2015 } from './catalog/gb32100-2015.ts'
import { GBT2260 } from './catalog/gbt2260.ts'
import { GEP_SZ_2021 } from './catalog/gep-sz-2021.ts'
import { GHG_FUELS } from './catalog/ghg-fuels.ts'
import { GHG_INVENTORY } from './catalog/ghg-inventory.ts'
import { GOOD_DAYS_2021 } from './catalog/good-days-2021.ts'
import { GRID_EF } from './catalog/grid-ef.ts'
import { GWP_AR5 } from './catalog/gwp-ar5.ts'
import { HEAVY_POLLUTION_2020, HEAVY_POLLUTION_2024 } from './catalog/heavy-pollution.ts'
import { HJ23_1993, HJ23_2018 } from './catalog/hj2.3-2018.ts'
import { HJ91_2_2022 } from './catalog/hj91.2-2022.ts'
import { HJ192_2015 } from './catalog/hj192-2015.ts'
import { HJ608_2017 } from './catalog/hj608-2017.ts'
import { HJ1259_2022 } from './catalog/hj1259-2022.ts'
import { HW_TRANSFER_2022 } from './catalog/hw-transfer-2022.ts'
import { ECO_CODE_2026, ECO_LAWS } from './catalog/legal-basis.ts'
import {
  AIR_CONTROL_2018,
  ECO_DAMAGE_2022,
  GREEN_TITLES_2021,
  HJ1297_2023,
  MACHINE_CODE,
} from './catalog/other-rules.ts'
import { POLLUTANT_REDUCTION } from './catalog/pollutant-reduction.ts'
import { RANDOM_INSPECTION_2015 } from './catalog/random-inspection-2015.ts'
import { SEWAGE_COLLECTION_2019 } from './catalog/sewage-collection-2019.ts'
import { SZ_ETS_2022 } from './catalog/sz-ets-2022.ts'
import { SZ_WATER_TARGETS_2022 } from './catalog/sz-water-targets-2022.ts'

/** Editions that are formulas, classes, grades or formats rather than tables of limits. */
export const INDEX_EDITIONS = [
  AIR_RANKING_2018,
  AIR_DUST_2016,
  GOOD_DAYS_2021,
  AIR_CONTROL_2018,
  HJ91_2_2022,
  CWQI_2017,
  HJ23_1993,
  HJ23_2018,
  BLACK_ODOROUS_2015,
  DRINKING_SOURCE_2015,
  SEWAGE_COLLECTION_2019,
  SZ_WATER_TARGETS_2022,
  AQHI_HK_2013,
  AQHI_HK_2025,
  AQHI_GD,
  HJ192_2015,
  EQI_2021,
  ECOLOGY_INDICATORS,
  GEP_SZ_2021,
  ESV_SZ_2002,
  GHG_INVENTORY,
  GHG_FUELS,
  GRID_EF,
  GWP_AR5,
  SZ_ETS_2022,
  POLLUTANT_REDUCTION,
  CREDIT_2013,
  RANDOM_INSPECTION_2015,
  GB32100_2015,
  HJ608_2017,
  HJ1297_2023,
  HW_TRANSFER_2022,
  HJ1259_2022,
  GBT2260,
  MACHINE_CODE,
  COMPLAINT_12369,
  EMERGENCY_2014,
  HEAVY_POLLUTION_2020,
  HEAVY_POLLUTION_2024,
  ECO_DAMAGE_2022,
  GREEN_TITLES_2021,
  ECO_LAWS,
  ECO_CODE_2026,
] as const
