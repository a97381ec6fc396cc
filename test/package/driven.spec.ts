import { expect, test } from '../e2e/app.ts';
import { writeSettings } from '../e2e/settings.ts';

/** The package that lets the driver in: what the journeys of e2e run on here is really the archive, not a folder of the clone. */
test('the driven program is the packed one and shows the sign-in page', async ({ launch, folder }) => {
  const { app, page } = await launch({ settings: await writeSettings(folder) });
  await expect(page.getByRole('button', { name: 'Zaloguj' })).toBeVisible();
  await expect(page.getByLabel('Nazwa użytkownika')).toBeVisible();
  const where = await app.evaluate(({ app: program }) => program.getAppPath());
  expect(where).toMatch(/resources\/app\.asar$/);
});
