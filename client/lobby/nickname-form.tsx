import refresh from '@tabler/icons/outline/refresh.svg?raw';
import { useState } from 'preact/hooks';
import type { Command } from '../../shared/session/commands.ts';
import { newNickname } from '../net/seat.ts';
import { Button } from '../widgets/button.tsx';

interface NicknameFormProps {
  readonly nickname: string;
  readonly pin: string;
  readonly act: (command: Command) => Promise<void>;
}

export const NicknameForm = ({ nickname, pin, act }: NicknameFormProps) => {
  const [text, setText] = useState(nickname);
  const save = (name: string): void => {
    setText(name);
    if (name.trim() !== nickname) void act({ type: 'nickname', nickname: name.trim() });
  };
  const another = async (): Promise<void> => {
    const answer = await newNickname(pin);
    if (answer.ok) save(answer.value.nickname);
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        save(text);
      }}
    >
      <label class="label" for="nickname">
        Nickname
      </label>
      <div class="row">
        <input
          id="nickname"
          class="input"
          autocomplete="off"
          spellcheck={false}
          maxLength={24}
          value={text}
          onInput={event => setText(event.currentTarget.value)}
          onChange={() => save(text)}
        />
        <Button icon={refresh} onClick={() => void another()}>
          Another
        </Button>
      </div>
    </form>
  );
};
