// Names what Django's admin leaves without one, for those who hear the page instead of seeing it:
// the search field of lists, and the search fields that select2 draws in place of a <select>.
'use strict';

const nameOf = (select) =>
  select.getAttribute('aria-label') || select.labels?.[0]?.textContent.replace(/:\s*$/, '').trim() || select.name;

function nameSearchFields(root) {
  for (const drawn of root.querySelectorAll('.select2-container')) {
    const select = drawn.previousElementSibling;
    if (!(select instanceof HTMLSelectElement)) continue;
    const value = drawn.querySelector('.select2-selection__rendered');
    const combobox = drawn.querySelector('[role=combobox]');
    combobox?.removeAttribute('aria-labelledby');
    combobox?.setAttribute('aria-label', nameOf(select));
    drawn.querySelector('.select2-search__field')?.setAttribute('aria-label', `Search: ${nameOf(select)}`);
    if (value?.matches('ul')) value.setAttribute('role', 'presentation');
  }
}

function nameOpenedSearch() {
  const opened = document.querySelector('.select2-container--open .select2-search--dropdown .select2-search__field');
  opened?.setAttribute('aria-label', 'Search');
  document.querySelector('.select2-results__options')?.setAttribute('aria-label', 'Results');
}

window.addEventListener('load', () => {
  document.getElementById('searchbar')?.setAttribute('aria-label', 'Search');
  nameSearchFields(document);
  for (const heading of document.querySelectorAll('th.original:empty')) {
    heading.innerHTML = '<span class="visually-hidden">Record</span>';
  }
  document.addEventListener('formset:added', (event) => setTimeout(() => nameSearchFields(event.target)));
  window.django?.jQuery(document).on('select2:open', () => setTimeout(nameOpenedSearch));
});
