"""What an editor says of a file to upload; the words are those of `manage.py import_events`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.template.defaultfilters import filesizeformat

from proxies.admin.fields import WRONG_DAY
from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats.encodings import ENCODINGS
from proxies.ingest.datasets.formats.rows import WrongFileError
from proxies.ingest.datasets.job import ImportRefusedError, dataset_slug, refuse_another_kind
from proxies.ingest.uploads.files import check_file
from proxies.methods.imported_front import ALL, TRACKED

SCOPE_WORDS = (
    (TRACKED, "Tracked: what lies on the four fronts and names a party to them"),
    (ALL, "All: whatever lies on the four fronts"),
)
OPEN = ("", "Open: as the file itself proves")
TOO_LARGE = (
    "The file is larger than {largest}. Send the CSV in a .zip, or ask those who run this site to "
    "import it there."
)


class SettingsForm(forms.Form):
    """How a file is to be read, and where its events go."""

    format = forms.ChoiceField(
        choices=[(each.name, f"{each.title} ({each.name})") for each in FORMATS.values()],
        help_text="What the file is. Its columns decide whether it can be read as that.",
    )
    dataset = forms.CharField(
        required=False,
        max_length=120,
        help_text="Empty for the format's own. Give another selection a dataset of its own, or it "
        "counts as a newer release of the first.",
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )
    scope = forms.ChoiceField(choices=SCOPE_WORDS, initial=TRACKED)
    release = forms.CharField(
        required=False,
        max_length=40,
        help_text="Such as 25.1; else it is read from the file's name, or is “to” the last day.",
    )
    released = forms.DateField(
        required=False,
        help_text="The day it came out: rows of which the file does not say when they were first "
        "reported count as known from then; without it, from their own last day.",
        error_messages={"invalid": WRONG_DAY},
        widget=forms.DateInput(attrs={"placeholder": "yyyy-mm-dd", "class": "vDateField"}),
    )
    encoding = forms.ChoiceField(
        required=False,
        choices=[OPEN, *((name, f"{name}: {use}") for name, use in ENCODINGS.items())],
        help_text="How its text is written, where it is not UTF-8. A file that needs it is refused "
        "with how it would read in each.",
    )
    census = forms.BooleanField(
        required=False,
        label="The file is whole",
        help_text="UCDP only: all rows of its release that lie on the four fronts are in the file. "
        "Without it the dataset is recorded as a selection, and no pace is measured in it.",
    )
    allow_withdrawals = forms.BooleanField(
        required=False, help_text="Let this release drop more than half of the events of its days."
    )

    def clean_released(self) -> date | None:
        released: date | None = self.cleaned_data["released"]
        if released and released > datetime.now(UTC).date() + timedelta(1):
            raise forms.ValidationError("This day lies in the future; a file that is here is out.")
        return released

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "format" in data:
            try:
                chosen, release = FORMATS[data["format"]], data.get("release", "")
                slug = dataset_slug(data.get("dataset", ""), chosen, release)
                if data.get("dataset"):
                    refuse_another_kind(slug, chosen, releases=False)
            except ImportRefusedError as error:
                self.add_error("dataset", str(error))
        return data


class UploadForm(SettingsForm):
    """The same, with the file. `too_large` says that more was sent than may be."""

    file = forms.FileField(max_length=255)
    field_order = ["file", "format"]

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        largest = filesizeformat(settings.LARGEST_UPLOAD)
        self.refusal = TOO_LARGE.format(largest=largest)
        self.fields["file"].help_text = (
            "A table as CSV or text, a workbook (.xlsx), the JSON of an API, or one of these in a "
            ".zip or .gz; at most "
            f"{largest}. Those who run this site can import a larger one there."
        )
        if too_large:
            self.fields["file"].error_messages["required"] = self.refusal

    def clean_file(self) -> TemporaryUploadedFile:
        file: TemporaryUploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(self.refusal)
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        file = data.get("file")
        if file and "format" in data:
            try:
                check_file(Path(file.temporary_file_path()), file.name or "")
            except WrongFileError as error:
                self.add_error("file", str(error))
        return data
