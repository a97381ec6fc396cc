/** What came of a paper on its way to the printer or into a file. */
export const papers = {
  done: {
    sent: 'Wysłano do drukarki.',
    cancelled: 'Anulowano.',
    failed: 'Nie udało się wydrukować. Należy sprawdzić drukarkę i spróbować ponownie.',
    'no-printer': 'Nie znaleziono drukarki.',
    unanswered:
      'Windows nie odpowiedział na polecenie druku, więc je przerwano. Należy sprawdzić drukarkę i spróbować ponownie.',
    saved: 'Zapisano.',
  },
  /** Said where there is no printer. */
  instead: {
    register: 'Rejestr można zapisać jako PDF.',
    report: 'Raport można zapisać jako PDF.',
    instrument: 'Pismo można zapisać przyciskiem „Zapisz dla EZD”.',
    copy: 'Odpis można zapisać jako PDF.',
  },
  saved: {
    hold: 'Zapisano kartę.',
    destruction: 'Zapisano protokół, a obok niego wykaz (CSV).',
    completeness: 'Zestawienie zapisano.',
  },
} as const;
