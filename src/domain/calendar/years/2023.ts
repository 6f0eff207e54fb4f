// Holidays and make-up days of 2023; not yet held against the notice.
import type { CalendarYear } from '../calendar-year.ts'

export const CALENDAR_YEAR_2023: CalendarYear = {
  year: 2023,
  source: '国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）',
  verified: false,
  holidays: [
    { nameZh: '元旦', nameEn: 'New Year', from: '2022-12-31', to: '2023-01-02' },
    { nameZh: '春节', nameEn: 'Spring Festival', from: '2023-01-21', to: '2023-01-27' },
    { nameZh: '清明节', nameEn: 'Tomb-sweeping Day', from: '2023-04-05', to: '2023-04-05' },
    { nameZh: '劳动节', nameEn: 'Labour Day', from: '2023-04-29', to: '2023-05-03' },
    { nameZh: '端午节', nameEn: 'Dragon Boat Festival', from: '2023-06-22', to: '2023-06-24' },
    { nameZh: '中秋节、国庆节', nameEn: 'Mid-autumn Festival and National Day', from: '2023-09-29', to: '2023-10-06' },
  ],
  makeUpDays: ['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'],
}
