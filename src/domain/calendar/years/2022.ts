// Holidays and make-up days of 2022; not yet held against the notice.
import type { CalendarYear } from '../calendar-year.ts'

export const CALENDAR_YEAR_2022: CalendarYear = {
  year: 2022,
  source: '国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）',
  verified: false,
  holidays: [
    { nameZh: '元旦', nameEn: 'New Year', from: '2022-01-01', to: '2022-01-03' },
    { nameZh: '春节', nameEn: 'Spring Festival', from: '2022-01-31', to: '2022-02-06' },
    { nameZh: '清明节', nameEn: 'Tomb-sweeping Day', from: '2022-04-03', to: '2022-04-05' },
    { nameZh: '劳动节', nameEn: 'Labour Day', from: '2022-04-30', to: '2022-05-04' },
    { nameZh: '端午节', nameEn: 'Dragon Boat Festival', from: '2022-06-03', to: '2022-06-05' },
    { nameZh: '中秋节', nameEn: 'Mid-autumn Festival', from: '2022-09-10', to: '2022-09-12' },
    { nameZh: '国庆节', nameEn: 'National Day', from: '2022-10-01', to: '2022-10-07' },
  ],
  makeUpDays: ['2022-01-29', '2022-01-30', '2022-04-02', '2022-04-24', '2022-05-07', '2022-10-08', '2022-10-09'],
}
