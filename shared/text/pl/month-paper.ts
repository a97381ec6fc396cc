/** What papers about a month have in common. */
export const monthPaper = {
  period: 'za {{month}} {{year}} r.',
  partPeriod: 'za okres do {{day}}, niepełny',
  months: [
    ...['styczeń', 'luty', 'marzec', 'kwiecień', 'maj', 'czerwiec'],
    ...['lipiec', 'sierpień', 'wrzesień', 'październik', 'listopad', 'grudzień'],
  ],
} as const;
