/*
 * "Your profile": Enter in a field that adds skills adds them, rather than saving the whole page.
 * Without script Enter saves, and what was typed there is saved with the rest.
 */

for (const field of document.querySelectorAll('[data-enter]')) {
  if (!(field instanceof HTMLInputElement)) continue;
  const button = field.form?.elements.namedItem(field.dataset.enter ?? '');
  if (!(button instanceof HTMLButtonElement)) continue;
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || field.value.trim() === '') return;
    event.preventDefault();
    button.click();
  });
}

export {};
