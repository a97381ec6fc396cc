import { Button } from '@fluentui/react-components';
import { useFailureText, useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';
import { forgetRefused, type Submitted, takeBack, useSubmitted } from './submitted.ts';

/** „Karta 8 przekazana”, while it can be taken back; or why it was not entered. `onBack`: to the card, as it was. */
export function SubmittedBar({ onBack }: { onBack: (one: Submitted) => void }) {
  const t = useText();
  const word = useFailureText();
  const { waiting, refused } = useSubmitted();
  const nrOf = ({ body }: Submitted) => ({ nr: String(body.position.nr) });
  return (
    <>
      {refused.map((one) => (
        <Notice
          key={`refused ${one.listed.recording}`}
          intent="error"
          flush
          title={t('quality.submitted.refused', nrOf(one))}
          actions={
            <Button
              size="small"
              onClick={() => {
                forgetRefused(one.body.position);
                onBack(one);
              }}
            >
              {t('quality.submitted.show')}
            </Button>
          }
        >
          {word(one.failure)}
        </Notice>
      ))}
      {waiting !== null && (
        <Notice
          key={`waiting ${waiting.listed.recording}`}
          intent="success"
          flush
          title={t('quality.submitted.title', nrOf(waiting))}
          actions={
            <Button
              size="small"
              onClick={() => {
                const one = takeBack();
                if (one !== null) onBack(one);
              }}
            >
              {t('quality.submitted.back')}
            </Button>
          }
        >
          {t('quality.submitted.text')}
        </Notice>
      )}
    </>
  );
}
