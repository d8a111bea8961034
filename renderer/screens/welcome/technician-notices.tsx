/** What the technician must hear about, behind one quiet button; nothing where all is well. */
import { useState } from 'react';
import { useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Dialog } from '../../components';

export function TechnicianNotices() {
  const { t, reason } = useText();
  const { technicianNotices: notices } = useView();
  const [open, setOpen] = useState(false);
  if (notices.length === 0) return null;
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('welcome:technician.open', { count: notices.length })}
      </Button>
      <Dialog
        title={t('welcome:technician.title')}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <Button variant="primary" onPress={() => setOpen(false)}>
            {t('welcome:technician.close')}
          </Button>
        }
      >
        <ul className="welcome-technician">
          {notices.map((notice) => (
            <li key={`${notice.reason} ${notice.detail}`}>
              <p>{reason(notice)}</p>
              <p className="muted">{notice.detail}</p>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
