import { legalDay } from '../../shared/warsaw.ts';
import { must, type Rules } from './scene.ts';

/** The rules of how recordings are kept. */
export const keeping: Rules<'backup'> = {
  backup: {
    by: 'backup',
    check: ({ at }, { startedAt, oldestOn }) => {
      must(Date.parse(startedAt) <= at, 'backup-time');
      must(oldestOn <= legalDay(new Date(startedAt)), 'backup-time');
    },
  },
};
