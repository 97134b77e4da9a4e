/*
 * Ready-made words: choosing one writes them into the field they are for. Words somebody wrote there
 * themselves stay; then the button that works without script offers to put the ready ones before them.
 */
for (const group of document.querySelectorAll('[data-words-for]')) {
  if (!(group instanceof HTMLElement)) continue;
  const field = document.getElementById(group.dataset.wordsFor ?? '');
  if (!(field instanceof HTMLTextAreaElement)) continue;
  const choices = [...group.querySelectorAll('[data-words]')].filter(
    /** @returns {choice is HTMLInputElement} */ (choice) => choice instanceof HTMLInputElement,
  );
  const button = group.querySelector('[data-words-button]');
  const isUntouched = () =>
    field.value.trim() === '' ||
    choices.some(({ dataset }) => dataset.words === field.value.trim());
  const offer = () => {
    if (button instanceof HTMLElement) button.hidden = isUntouched();
  };
  group.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.words === undefined) return;
    if (isUntouched()) field.value = target.dataset.words;
    offer();
  });
  offer();
}
