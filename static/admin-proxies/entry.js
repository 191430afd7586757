// Names what Django's admin leaves without one, for those who hear the page instead of seeing it:
// the search field of lists, and the search fields that select2 draws in place of a <select>.
'use strict';

const nameOf = (select) =>
  select.getAttribute('aria-label') || select.labels?.[0]?.textContent.replace(/:\s*$/, '').trim() || select.name;

function nameDrawn(drawn) {
  const select = drawn.previousElementSibling;
  if (!(select instanceof HTMLSelectElement)) return;
  const combobox = drawn.querySelector('[role=combobox]');
  combobox?.removeAttribute('aria-labelledby');
  combobox?.setAttribute('aria-label', nameOf(select));
  const value = drawn.querySelector('span.select2-selection__rendered');
  value?.removeAttribute('role');
  value?.removeAttribute('aria-readonly');
  drawn.querySelector('ul.select2-selection__rendered')?.setAttribute('role', 'presentation');
  drawn.querySelector('.select2-search__field')?.setAttribute('aria-label', `Search: ${nameOf(select)}`);
}

function nameAll(root) {
  root.querySelectorAll('.select2-container').forEach(nameDrawn);
  for (const heading of root.querySelectorAll('.tabular th:empty')) {
    heading.innerHTML = '<span class="visually-hidden">Record</span>';
  }
}

function nameOpenedSearch() {
  document.querySelector('.select2-search--dropdown .select2-search__field')?.setAttribute('aria-label', 'Search');
  document.querySelector('.select2-results__options')?.setAttribute('aria-label', 'Results');
}

function start() {
  document.getElementById('searchbar')?.setAttribute('aria-label', 'Search');
  nameAll(document);
  document.addEventListener('formset:added', (event) => setTimeout(() => nameAll(event.target)));
}

const jQuery = window.django?.jQuery;
if (jQuery) {
  jQuery(start); // after select2, which starts in the same way and was asked first
  jQuery(document).on('select2:open', () => setTimeout(nameOpenedSearch));
} else {
  start(); // deferred: the page is there
}
