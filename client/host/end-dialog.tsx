import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import type { Act } from './act.ts';

interface EndDialogProps {
  readonly act: Act;
  readonly onClose: () => void;
}

/** Ending is final: nobody can join again, but results and captures stay. */
export const EndDialog = ({ act, onClose }: EndDialogProps) => {
  const end = async (): Promise<void> => {
    await act({ type: 'end-session' });
    onClose();
  };
  return (
    <Dialog title="End the session?" onClose={onClose}>
      <p class="soft">
        Nobody can play or join any more. Results, captures and the replay stay on this server.
      </p>
      <div class="row wrap dialog-buttons">
        <Button look="danger" onClick={() => void end()}>
          End the session
        </Button>
        <Button onClick={onClose}>Keep it open</Button>
      </div>
    </Dialog>
  );
};
