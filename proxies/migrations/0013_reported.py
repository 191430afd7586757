"""The day from which an imported event counts as known, where its source or its release says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proxies", "0012_uploads")]

    operations = [
        migrations.AddField(
            model_name="attackevent",
            name="reported",
            field=models.DateField(
                editable=False,
                help_text="Of an imported event: day of its source's report, else of its first release.",
                null=True,
            ),
        ),
    ]
