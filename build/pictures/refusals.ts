import { everyLook } from './album.ts';
import { approve, findCall, goTo, justify, type Part, planOf, signInAs } from './hand.ts';

/** Somebody whom nobody authorised: the refusal where it was asked for, and one's own refusals in „Protokoły”. */
export const refusals: Part = async (studio) => {
  const { office, page, album } = studio;
  await signInAs(studio, 'natalia.wrobel');
  await goTo(page, 'Protokoły');
  const tab = page.getByRole('tab', { name: /^Odmowy/ });
  await tab.click();
  await album.take('brak-odmow', ['jasny', '200']);
  await goTo(page, 'Szukaj');
  await findCall(page, planOf(office, 'oddzwonienie'));
  await justify(page);
  await approve(page);
  await page.getByText(/^Odmówiono dostępu/).waitFor();
  await album.take('odmowa', ['jasny', 'kontrast', '200']);
  await goTo(page, 'Protokoły');
  await tab.filter({ hasText: '(1)' }).click();
  await album.take('odmowy', everyLook);
};
