/** Whom the office knows, by what each is there for (`build/office/people.ts`). */
export const who = {
  listener: 'anna.nowak',
  other: 'piotr.zielinski',
  participant: 'barbara.zych',
  secretary: 'halina.dudek',
  deputy: 'marek.bielak',
  none: 'natalia.wrobel',
  expired: 'ewa.pawlak',
  revoked: 'marek.sikora',
  future: 'olga.kubiak',
} as const;
