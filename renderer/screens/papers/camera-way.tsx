/** The way to a page by the machine's camera, where there is one. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '../../app/use-text';
import { browserCameras } from '../../camera/browser-cameras';
import { Button } from '../../components';

/** Fetched only when someone asks for the camera. */
const CameraCapture = lazy(() =>
  import('./camera-capture').then(({ CameraCapture: View }) => ({ default: View })),
);

/** Whether a camera is plugged in; that may be asked without being allowed to use it. */
function useHasCamera(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    const cameras = browserCameras();
    let gone = false;
    const look = () => {
      cameras.list().then(
        (all) => {
          if (!gone) setHas(all.length > 0);
        },
        () => {},
      );
    };
    look();
    const stop = cameras.onChange(look);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return has;
}

/** The way among the others. */
export function CameraWay(props: {
  readonly isDisabled: boolean;
  readonly onPicture: (file: File) => void;
}) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  if (!useHasCamera() && !open) return null;
  return (
    <li>
      <Button icon="camera" isDisabled={props.isDisabled} onPress={() => setOpen(true)}>
        {t('camera:capture')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <CameraCapture
            onClose={() => setOpen(false)}
            onPicture={(file) => {
              setOpen(false);
              props.onPicture(file);
            }}
          />
        </Suspense>
      ) : null}
    </li>
  );
}
