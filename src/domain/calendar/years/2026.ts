// Holidays and make-up days of 2026; not yet held against the notice.
import type { CalendarYear } from '../calendar-year.ts'

export const CALENDAR_YEAR_2026: CalendarYear = {
  year: 2026,
  source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
  verified: false,
  holidays: [
    { nameZh: '元旦', nameEn: 'New Year', from: '2026-01-01', to: '2026-01-03' },
    { nameZh: '春节', nameEn: 'Spring Festival', from: '2026-02-15', to: '2026-02-23' },
    { nameZh: '清明节', nameEn: 'Tomb-sweeping Day', from: '2026-04-04', to: '2026-04-06' },
    { nameZh: '劳动节', nameEn: 'Labour Day', from: '2026-05-01', to: '2026-05-05' },
    { nameZh: '端午节', nameEn: 'Dragon Boat Festival', from: '2026-06-19', to: '2026-06-21' },
    { nameZh: '中秋节', nameEn: 'Mid-autumn Festival', from: '2026-09-25', to: '2026-09-27' },
    { nameZh: '国庆节', nameEn: 'National Day', from: '2026-10-01', to: '2026-10-07' },
  ],
  makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}
