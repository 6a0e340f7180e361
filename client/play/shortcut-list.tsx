import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { lettersOn, theme } from '../widgets/preferences.ts';
import { SHORTCUTS } from './shortcuts.ts';

/** Keys, and the switches for letters and theme. */
export const ShortcutList = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title="Keys and help" onClose={onClose}>
    <dl class="keys">
      {SHORTCUTS.map(([keys, what]) => (
        <>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{what}</dd>
        </>
      ))}
    </dl>
    <div class="row wrap">
      <Button
        pressed={lettersOn.value}
        onClick={() => {
          lettersOn.value = !lettersOn.value;
        }}
      >
        Single letters {lettersOn.value ? 'on' : 'off'}
      </Button>
      <Button
        onClick={() => {
          theme.value = theme.value === 'dark' ? 'light' : 'dark';
        }}
      >
        {theme.value === 'dark' ? 'Light' : 'Dark'} colours
      </Button>
      <Button look="lamp" onClick={onClose}>
        Close
      </Button>
    </div>
  </Dialog>
);
