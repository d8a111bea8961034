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
export function useHasCamera(): boolean {
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

interface CameraButtonProps {
  readonly label: string;
  /** A camera is there; while it takes a photo the dialog stays, whatever is pulled out. */
  readonly hasCamera: boolean;
  readonly isDisabled: boolean;
  readonly onPicture: (file: File) => void;
}

/** A button that opens the camera; nothing where there is none. */
export function CameraButton(props: CameraButtonProps) {
  const [open, setOpen] = useState(false);
  if (!props.hasCamera && !open) return null;
  return (
    <>
      <Button icon="camera" isDisabled={props.isDisabled} onPress={() => setOpen(true)}>
        {props.label}
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
    </>
  );
}

/** The way among the others. */
export function CameraWay(props: Omit<CameraButtonProps, 'label'>) {
  const { t } = useText();
  return (
    <li className="papers-way">
      <CameraButton label={t('camera:capture')} {...props} />
    </li>
  );
}
