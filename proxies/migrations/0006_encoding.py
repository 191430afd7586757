"""How an uploaded file is written, and what a run found in its rows beside those it refused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proxies", "0005_party")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="encoding",
            field=models.CharField(
                blank=True, max_length=20, help_text="Empty where the file itself proves it."
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="checks",
            field=models.JSONField(
                default=dict,
                help_text="What was held against what: rows that agree, and rows that do not.",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="left_out",
            field=models.PositiveIntegerField("values left out", default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="dropped",
            field=models.JSONField(
                default=list,
                help_text="Values left out of rows that were taken: line, column, value, reason.",
            ),
        ),
    ]
