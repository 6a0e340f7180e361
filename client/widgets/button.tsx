import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { announce } from './announce.tsx';
import { Icon } from './icon.tsx';

interface ButtonProps {
  readonly children?: ComponentChildren;
  readonly look?: 'lamp' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'tall';
  /** Text of an icon file. */
  readonly icon?: string;
  readonly iconAfter?: string;
  /** Shown as a key cap: 'Ctrl Enter'. */
  readonly keys?: string;
  /** Name of a button that is only an icon. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  /** Why it cannot be pressed yet. The button keeps its focus and says so; nothing else happens. */
  readonly notYet?: string | null;
  readonly type?: 'button' | 'submit';
  readonly class?: string;
  readonly onClick?: () => void;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

const classesOf = ({ look = 'plain', size, label, class: extra }: ButtonProps): string =>
  [
    'button',
    look === 'plain' ? '' : look,
    size ?? '',
    label === undefined ? '' : 'icon-only',
    extra ?? '',
  ]
    .filter(part => part !== '')
    .join(' ');

/** A button says what happens and to whom. Not possible yet: dashed, still focusable, and says why. */
export const Button = (props: ButtonProps) => {
  const reasonId = useId();
  const notYet = props.notYet ?? null;
  const press = (event: MouseEvent): void => {
    if (notYet === null) {
      props.onClick?.();
      return;
    }
    event.preventDefault();
    announce(notYet);
  };
  return (
    <>
      <button
        ref={props.buttonRef ?? null}
        type={props.type ?? 'button'}
        class={classesOf(props)}
        aria-label={props.label}
        title={props.label}
        aria-pressed={props.pressed}
        aria-expanded={props.expanded}
        aria-disabled={notYet === null ? undefined : true}
        aria-describedby={notYet === null ? undefined : reasonId}
        onClick={press}
      >
        {props.icon === undefined ? null : <Icon svg={props.icon} />}
        {props.children === undefined ? null : <span>{props.children}</span>}
        {props.iconAfter === undefined ? null : <Icon svg={props.iconAfter} />}
        {props.keys === undefined ? null : (
          <span class="keycap" aria-hidden="true">
            {props.keys}
          </span>
        )}
      </button>
      {notYet === null ? null : (
        <span class="sr" id={reasonId}>
          {notYet}
        </span>
      )}
    </>
  );
};
