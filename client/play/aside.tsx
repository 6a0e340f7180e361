import './sheet.css';
import box from '@tabler/icons/outline/package.svg?raw';
import { useEffect } from 'preact/hooks';
import { isChanged } from '../bench/actions.tsx';
import { Button } from '../widgets/button.tsx';
import { narrow } from '../widgets/viewport.ts';
import { sheetOpen } from './desk-state.ts';
import { hiddenOnPhone, tab } from './phone-tabs.tsx';
import { focusCoach, goToBench, showWrong } from './shortcuts.ts';
import { CoachPart, type PartProps, TablesPart } from './station-sections.tsx';

/** What came back and still stands so; to be read again as long as no other value is given. */
const hasUnreadFinding = ({ desk }: PartProps): boolean =>
  sheetOpen.value && desk !== null && desk.finding !== null && !isChanged(desk);

/** On a phone what came back, or what happened to it, lies over the lower part of the bench until it is read. */
export const isSheetOver = (props: PartProps): boolean =>
  narrow.value &&
  tab.value === 'bench' &&
  (props.parts.coach.refutation !== null || hasUnreadFinding(props));

/** The sheet hides the button that sent the unit: who stood on it would stand nowhere. */
const useSheetFocus = (sheet: boolean): void =>
  useEffect(() => {
    if (!sheet) return;
    const at = document.activeElement;
    if (at === null || at === document.body || at.closest('.actions') !== null) focusCoach();
    // Above the finding the field that it is about.
    requestAnimationFrame(showWrong);
  }, [sheet]);

/** A refutation has a button of its own that closes it. */
const SheetEnd = () => (
  <Button
    class="sheet-end"
    icon={box}
    onClick={() => {
      sheetOpen.value = false;
      // Not before the buttons under the bench are there again.
      requestAnimationFrame(goToBench);
    }}
  >
    To the bench
  </Button>
);

/** Coach and tables: a column, or on a phone a part of its own and a sheet over the bench. */
export const Aside = (props: PartProps) => {
  const sheet = isSheetOver(props);
  const changed = props.desk !== null && isChanged(props.desk);
  useSheetFocus(sheet);
  useEffect(() => {
    // Who types the refused value once more in passing has read the sheet already.
    if (changed) sheetOpen.value = false;
  }, [changed]);
  return (
    <aside
      class={sheet ? 'deck-aside sheet-over' : 'deck-aside'}
      aria-label="Coach and tables"
      hidden={hiddenOnPhone('coach') && hiddenOnPhone('tables') && !sheet}
    >
      <div class="stack" hidden={hiddenOnPhone('coach') && !sheet}>
        <CoachPart {...props} />
      </div>
      <div class="stack" hidden={hiddenOnPhone('tables')}>
        <TablesPart {...props} />
      </div>
      {sheet && props.parts.coach.refutation === null ? <SheetEnd /> : null}
    </aside>
  );
};
